/** A websocket client without a library: it sends whatever bytes it is told to, cut wherever it is told to. */
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { type Place, until } from './client.ts';
import { frameAt, type ServerFrame } from './frames.ts';
import { origin } from './server.ts';

export const opcodes = { continuation: 0, text: 1, binary: 2, close: 8, ping: 9, pong: 10 } as const;

type Kind = { isLast?: boolean; isMasked?: boolean; reserved?: number };

/** @returns a client's frame (RFC 6455, 5.2). */
export const clientFrame = (
  opcode: number,
  payload: Uint8Array,
  { isLast = true, isMasked = true, reserved = 0 }: Kind = {},
): Buffer => {
  const { length } = payload;
  const size = length < 126 ? 0 : length < 65_536 ? 2 : 8;
  const head = Buffer.alloc(2 + size);
  head[0] = (isLast ? 0x80 : 0) | (reserved << 4) | opcode;
  head[1] = (isMasked ? 0x80 : 0) | (size === 0 ? length : size === 2 ? 126 : 127);
  if (size === 2) head.writeUInt16BE(length, 2);
  if (size === 8) head.writeBigUInt64BE(BigInt(length), 2);
  if (!isMasked) return Buffer.concat([head, payload]);
  const mask = Buffer.from([0x1b, 0xc3, 0x5a, 0x99]);
  return Buffer.concat([head, mask, payload.map((byte, index) => byte ^ (mask[index & 3] ?? 0))]);
};

export class RawClient {
  readonly socket: Socket;
  /** what the server has sent: whole frames */
  readonly frames: ServerFrame[] = [];
  isClosed = false;
  #bytes = Buffer.alloc(0);
  #isUpgraded = false;

  private constructor(socket: Socket) {
    this.socket = socket;
    socket.setNoDelay(true);
    socket.on('data', (bytes: Buffer) => this.#hear(bytes));
    socket.on('error', () => {});
    socket.on('close', () => {
      this.isClosed = true;
    });
  }

  static async connect({ port, documentId, account, query = '' }: Place): Promise<RawClient> {
    const socket = connect(port, '127.0.0.1');
    await once(socket, 'connect');
    const client = new RawClient(socket);
    const lines = [
      `GET /yjs/${documentId}${query} HTTP/1.1`,
      'Host: samsyn.test',
      'Connection: Upgrade',
      'Upgrade: websocket',
      'Sec-WebSocket-Version: 13',
      'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
      `Origin: ${origin}`,
      `Cookie: session=${account}`,
    ];
    socket.write(`${lines.join('\r\n')}\r\n\r\n`);
    await until('upgraded', () => client.#isUpgraded);
    return client;
  }

  /** Sends the bytes in pieces of these lengths, one after the other, the last for all that is left. */
  async send(bytes: Buffer, lengths: Iterable<number> = []): Promise<void> {
    let at = 0;
    for (const length of lengths) {
      if (at >= bytes.length) break;
      this.socket.write(bytes.subarray(at, at + length));
      at += length;
      await new Promise((resolve) => setImmediate(resolve));
    }
    if (at < bytes.length) this.socket.write(bytes.subarray(at));
  }

  of(opcode: number): Buffer[] {
    return this.frames.filter((frame) => frame.opcode === opcode).map(({ payload }) => payload);
  }

  #hear(bytes: Buffer): void {
    this.#bytes = Buffer.concat([this.#bytes, bytes]);
    if (!this.#isUpgraded) {
      const end = this.#bytes.indexOf('\r\n\r\n');
      if (end < 0) return;
      this.#isUpgraded = this.#bytes.toString('latin1', 0, 12) === 'HTTP/1.1 101';
      this.#bytes = this.#bytes.subarray(end + 4);
    }
    let at = 0;
    for (let frame = frameAt(this.#bytes, at); frame; frame = frameAt(this.#bytes, at)) {
      this.frames.push(frame);
      at = frame.end;
    }
    this.#bytes = this.#bytes.subarray(at);
  }
}
