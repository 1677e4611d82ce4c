/**
 * A websocket client that costs as little as can be, since it shares the machine with the server that it measures: it
 * reads into one buffer that all share, and looks at a frame's head only, unless somebody wants the payload.
 */
import { createHash, randomBytes } from 'node:crypto';
import { connect, type Socket } from 'node:net';

/** Where Node says how much was read. Its stream, between that and whoever listens, would cost the load an eighth. */
type Binding = { streamBaseState: Int32Array; kReadBytesOrError: number };
const isBinding = (binding: unknown): binding is Binding =>
  typeof binding === 'object' &&
  binding !== null &&
  'streamBaseState' in binding &&
  binding.streamBaseState instanceof Int32Array &&
  'kReadBytesOrError' in binding;
type Handle = { onread: (bytes: ArrayBuffer | undefined) => void };
const isHandle = (handle: unknown): handle is Handle =>
  typeof handle === 'object' && handle !== null && 'onread' in handle && typeof handle.onread === 'function';

/** Has a socket that reads into `shared` call this for what came; what is no bytes goes the stream's way. */
const readPast = (socket: Socket, hear: (chunk: Buffer) => void): void => {
  const binding: unknown = Reflect.get(process, 'binding')?.('stream_wrap');
  const handle: unknown = Reflect.get(socket, '_handle');
  if (!isBinding(binding) || !isHandle(handle)) return;
  const { streamBaseState, kReadBytesOrError } = binding;
  const stream = handle.onread;
  handle.onread = (bytes) => {
    const length = streamBaseState[kReadBytesOrError] ?? 0;
    if (length > 0) hear(shared.subarray(0, length));
    else stream.call(handle, bytes);
  };
};

const shared = Buffer.allocUnsafe(256 * 1024);
const guid = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11';
const opcodes = { binary: 2, close: 8, ping: 9, pong: 10 } as const;

/** @returns a client's frame: masked, as the protocol asks of clients. */
export const clientFrame = (payload: Uint8Array, opcode: number = opcodes.binary): Buffer => {
  const { length } = payload;
  const head = length < 126 ? 2 : length < 65_536 ? 4 : 10;
  const frame = Buffer.allocUnsafe(head + 4 + length);
  frame[0] = 0x80 | opcode;
  if (head === 2) frame[1] = 0x80 | length;
  else if (head === 4) {
    frame[1] = 0x80 | 126;
    frame.writeUInt16BE(length, 2);
  } else {
    frame[1] = 0x80 | 127;
    frame.writeBigUInt64BE(BigInt(length), 2);
  }
  const mask = (Math.random() * 0x1_0000_0000) >>> 0;
  frame.writeUInt32BE(mask, head);
  for (let index = 0; index < length; index += 1) {
    frame[head + 4 + index] = (payload[index] ?? 0) ^ ((mask >>> (24 - (index % 4) * 8)) & 0xff);
  }
  return frame;
};

export class CheapSocket {
  readonly #socket: Socket;
  /** of a frame that somebody wants whole, with room for all of it; or of one whose head is not whole yet */
  #rest: Buffer | null = null;
  #restBytes = 0;
  /** so many bytes make the frame whole; 0: its head is not whole */
  #wanted = 0;
  /** bytes of a frame's payload that nobody wants */
  #skip = 0;
  received = 0;
  isClosed = false;
  closeCode: number | null = null;
  /** Called with each binary message's payload (only valid during the call); null: nobody wants them. */
  onMessage: ((payload: Buffer) => void) | null;

  private constructor(socket: Socket, onMessage: (payload: Buffer) => void) {
    this.#socket = socket;
    this.onMessage = onMessage;
  }

  /** Opens a websocket on this machine. @throws when the server answers anything but an upgrade. */
  static open(
    port: number,
    path: string,
    headers: Record<string, string>,
    onMessage: (payload: Buffer) => void,
  ): Promise<CheapSocket> {
    return new Promise((resolve, reject) => {
      const key = randomBytes(16).toString('base64');
      const accept = createHash('sha1')
        .update(key + guid)
        .digest('base64');
      let client: CheapSocket | null = null;
      let head = '';
      const hear = (chunk: Buffer): void => {
        if (client) return client.#read(chunk);
        head += chunk.toString('latin1');
        const end = head.indexOf('\r\n\r\n');
        if (end < 0) return;
        if (!head.startsWith('HTTP/1.1 101') || !head.includes(accept)) {
          socket.destroy();
          return reject(new Error(`No websocket: ${head.split('\r\n')[0] ?? ''}`));
        }
        client = new CheapSocket(socket, onMessage);
        const opened = client;
        readPast(socket, (bytes) => opened.#read(bytes));
        socket.on('close', () => {
          opened.isClosed = true;
        });
        resolve(client);
        const rest = Buffer.from(head.slice(end + 4), 'latin1');
        if (rest.length > 0) client.#read(rest);
      };
      const onread = {
        buffer: shared,
        callback: (length: number) => {
          hear(shared.subarray(0, length));
          return true;
        },
      };
      const socket: Socket = connect({ port, host: '127.0.0.1', noDelay: true, onread }, () => {
        const all = { ...headers, Host: `localhost:${port}`, Connection: 'Upgrade', Upgrade: 'websocket' };
        const lines = Object.entries({ ...all, 'Sec-WebSocket-Version': '13', 'Sec-WebSocket-Key': key });
        socket.write(`GET ${path} HTTP/1.1\r\n${lines.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n`);
      });
      socket.on('error', reject);
    });
  }

  /** Writes frames that `clientFrame` made, as one. */
  write(frames: Buffer): void {
    this.#socket.write(frames);
  }

  send(...payloads: Uint8Array[]): void {
    this.#socket.write(Buffer.concat(payloads.map((payload) => clientFrame(payload))));
  }

  /** Ends it without a word, as a browser that is closed does. */
  end(): void {
    this.#socket.destroy();
  }

  #read(chunk: Buffer): void {
    this.received += chunk.length;
    const rest = this.#rest;
    if (!rest) return this.#readFrames(chunk, 0);
    if (this.#wanted === 0) {
      this.#rest = null;
      return this.#readFrames(Buffer.concat([rest, chunk]), 0);
    }
    const taken = chunk.copy(rest, this.#restBytes);
    this.#restBytes += taken;
    if (this.#restBytes < this.#wanted) return;
    this.#rest = null;
    this.#wanted = 0;
    this.#frame(rest, 0);
    this.#readFrames(chunk, taken);
  }

  #readFrames(data: Buffer, start: number): void {
    let offset = start + Math.min(this.#skip, data.length - start);
    this.#skip -= offset - start;
    while (offset < data.length) {
      const next = this.#frame(data, offset);
      if (next === null) return this.#keep(data.subarray(offset));
      offset = next;
    }
  }

  /** Keeps a copy: what it was read into is used again. */
  #keep(part: Buffer): void {
    this.#rest = Buffer.allocUnsafe(Math.max(this.#wanted, part.length));
    this.#restBytes = part.copy(this.#rest);
  }

  /** @returns where the next frame begins, or null when this one is not whole. */
  #frame(data: Buffer, start: number): number | null {
    if (start + 2 > data.length) return null;
    const opcode = (data[start] ?? 0) & 0x0f;
    let length = (data[start + 1] ?? 0) & 0x7f;
    let body = start + 2;
    if (length === 126) {
      if (start + 4 > data.length) return null;
      length = data.readUInt16BE(start + 2);
      body = start + 4;
    } else if (length === 127) {
      if (start + 10 > data.length) return null;
      length = Number(data.readBigUInt64BE(start + 2));
      body = start + 10;
    }
    const end = body + length;
    if (end > data.length) {
      if (this.onMessage || opcode !== opcodes.binary) {
        this.#wanted = end - start;
        return null;
      }
      this.#skip = end - data.length;
      return data.length;
    }
    if (opcode === opcodes.binary) this.onMessage?.(data.subarray(body, end));
    else if (opcode === opcodes.ping) this.write(clientFrame(data.subarray(body, end), opcodes.pong));
    else if (opcode === opcodes.close) {
      this.isClosed = true;
      this.closeCode = length >= 2 ? data.readUInt16BE(body) : null;
    }
    return end;
  }
}
