/** Numbers as lib0 writes them, seven bits a byte: for messages that are written into one piece of memory of their size. */

export const varUintLength = (value: number): number => {
  let length = 1;
  for (let left = value; left >= 0x80; left = Math.floor(left / 128)) length += 1;
  return length;
};

/** @returns where it ends */
export const writeVarUint = (bytes: Uint8Array, at: number, value: number): number => {
  let left = value;
  let end = at;
  for (; left >= 0x80; left = Math.floor(left / 128)) bytes[end++] = 0x80 | (left & 0x7f);
  bytes[end] = left;
  return end + 1;
};
