import { createConnection } from 'node:net';
import type { Socket } from 'node:net';
import { deserialize, serialize } from 'bson';
import type { Document } from 'bson';

/** The path of the socket that an address names. */
export function socketPath(uri: string): string {
  return decodeURIComponent(new URL(uri).host);
}

/** A message of the wire protocol (OP_MSG): a body, and documents as bytes beside it. */
export function message(command: Document, sequences: Record<string, Buffer[]> = {}): Buffer {
  const parts = Object.entries(sequences).map(([name, documents]) => {
    const size = Buffer.alloc(5);
    size[0] = 1;
    const content = Buffer.concat([Buffer.from(`${name}\0`), ...documents]);
    size.writeInt32LE(content.length + 4, 1);
    return Buffer.concat([size, content]);
  });
  const bytes = Buffer.concat([Buffer.alloc(21), serialize(command), ...parts]);
  bytes.writeInt32LE(bytes.length, 0);
  bytes.writeInt32LE(1, 4);
  bytes.writeInt32LE(2013, 12);
  return bytes;
}

/** Sends bytes on a connection of their own; answers what came back until the store closed it or `quiet` ms passed. */
export function exchange(uri: string, bytes: Buffer, quiet = 300): Promise<{ closed: boolean; answer: Buffer }> {
  return new Promise((resolve, reject) => {
    const parts: Buffer[] = [];
    const socket: Socket = createConnection(socketPath(uri));
    const finish = (closed: boolean) => {
      clearTimeout(timer);
      socket.destroy();
      resolve({ closed, answer: Buffer.concat(parts) });
    };
    const timer = setTimeout(() => finish(false), quiet);
    socket.once('connect', () => socket.write(bytes));
    socket.on('data', (part: Buffer) => {
      parts.push(part);
      const all = Buffer.concat(parts);
      if (all.length >= 4 && all.length >= all.readInt32LE(0)) finish(false);
    });
    socket.once('close', () => finish(true));
    socket.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EPIPE' || error.code === 'ECONNRESET') finish(true);
      else reject(error);
    });
  });
}

/** Sends bytes and hangs up; ends when the store has hung up too. */
export function sendAndEnd(uri: string, bytes: Buffer): Promise<void> {
  return new Promise((resolve) => {
    const socket = createConnection(socketPath(uri));
    socket.on('error', () => socket.destroy());
    socket.once('close', () => resolve());
    socket.resume();
    socket.end(bytes);
  });
}

/** One command past the driver, which would put its own session and number into it. */
export async function rawCommand(
  uri: string,
  command: Document,
  sequences: Record<string, Buffer[]> = {},
  $db = 'samsyn',
): Promise<Document> {
  const { answer } = await exchange(uri, message({ ...command, $db }, sequences), 5000);
  return deserialize(answer.subarray(21), { promoteLongs: false });
}

/** The first documents that a command finds, as the bytes that came. */
export async function rawDocuments(uri: string, command: Document): Promise<Buffer[]> {
  const { answer } = await exchange(uri, message({ ...command, $db: 'samsyn' }), 5000);
  const reply = deserialize(answer.subarray(21), { fieldsAsRaw: { firstBatch: true } });
  return reply['cursor'].firstBatch.map((document: Uint8Array) => Buffer.from(document));
}
