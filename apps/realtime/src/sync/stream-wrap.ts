/** What Node has below its sockets, which is not its public interface: whoever uses it looks at what it is, and has another way. */

/** @returns Node's own binding, or null where it cannot be had. */
const found = (): unknown => {
  try {
    const binding: unknown = Reflect.get(process, 'binding');
    return typeof binding === 'function' ? binding('stream_wrap') : null;
  } catch {
    return null;
  }
};

export const streamWrap = found();
