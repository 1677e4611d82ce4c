/** What Node has below its sockets, which is not its public interface: whoever uses it looks at what it is, and has another way. */

/** Its class of write requests, and where in its state it says what the last read and the last write came to. */
export type StreamWrap = {
  WriteWrap: new () => object;
  streamBaseState: Int32Array;
  kReadBytesOrError: number;
  kArrayBufferOffset: number;
  kLastWriteWasAsync: number;
};

const isStreamWrap = (binding: unknown): binding is StreamWrap =>
  typeof binding === 'object' &&
  binding !== null &&
  'WriteWrap' in binding &&
  typeof binding.WriteWrap === 'function' &&
  'streamBaseState' in binding &&
  binding.streamBaseState instanceof Int32Array &&
  'kReadBytesOrError' in binding &&
  'kArrayBufferOffset' in binding &&
  'kLastWriteWasAsync' in binding;

/** @returns Node's own binding, or null where it cannot be had or is another. */
const found = (): StreamWrap | null => {
  try {
    const binding: unknown = Reflect.get(process, 'binding')?.('stream_wrap');
    return isStreamWrap(binding) ? binding : null;
  } catch {
    return null;
  }
};

export const streamWrap = found();
