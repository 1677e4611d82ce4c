export type ServerFrame = { opcode: number; payload: Buffer; end: number };

/** @returns the unmasked frame that begins there, and where it ends (RFC 6455, 5.2); null while it is not whole. */
export const frameAt = (bytes: Buffer, at: number): ServerFrame | null => {
  if (bytes.length < at + 2) return null;
  const short = bytes.readUInt8(at + 1);
  const start = at + (short < 126 ? 2 : short === 126 ? 4 : 10);
  if (bytes.length < start) return null;
  const length =
    short < 126 ? short : short === 126 ? bytes.readUInt16BE(at + 2) : Number(bytes.readBigUInt64BE(at + 2));
  const end = start + length;
  return bytes.length < end ? null : { opcode: bytes.readUInt8(at) & 0x0f, payload: bytes.subarray(start, end), end };
};
