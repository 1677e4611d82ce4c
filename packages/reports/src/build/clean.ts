/** Text that no file format can hold is taken out once, at the door: XML 1.0 (section 2.2) is the narrowest of them. */

// Control characters, U+FFFE and U+FFFF; half a surrogate pair becomes U+FFFD.
// eslint-disable-next-line no-control-regex
const forbidden = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u0084\u0086-\u009F\uFFFE\uFFFF]/g;

export const cleanText = (text: string): string =>
  text.toWellFormed().normalize('NFC').replace(/\r\n?/g, '\n').replace(forbidden, '');

/** No document is let in that nests this deep: a guard for the stack. */
const deepest = 200;

/** @returns a copy in which every text (also the names of members) is clean. */
export const cleanAll = <T>(value: T): T => cleanValue(value, 0) as T;

const cleanValue = (value: unknown, depth: number): unknown => {
  if (typeof value === 'string') return cleanText(value);
  if (typeof value !== 'object' || value === null) return value;
  if (depth > deepest) return null;
  if (Array.isArray(value)) return value.map((one) => cleanValue(one, depth + 1));
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, member]) => member !== undefined)
      .map(([name, member]) => [cleanText(name), cleanValue(member, depth + 1)]),
  );
};
