import { createConnection } from 'node:net';
import type { Socket } from 'node:net';
import { deserialize } from 'bson';
import type { Document } from 'bson';
import { message } from './raw.ts';

/** The store has gone in the middle of a command: whether it was done is not known. */
export class Gone extends Error {}

/** One connection past the driver, one command at a time, at a fraction of what a driver costs. */
export class Wire {
  private readonly socket: Socket;
  private parts: Buffer[] = [];
  private size = 0;
  private answered: ((reply: Document | Gone) => void) | undefined;
  private isGone = false;

  private constructor(socket: Socket) {
    this.socket = socket;
    socket.on('data', (part: Buffer) => this.receive(part));
    socket.on('error', () => socket.destroy());
    socket.on('close', () => {
      this.isGone = true;
      this.answered?.(new Gone());
    });
  }

  static connect(path: string): Promise<Wire> {
    return new Promise((resolve, reject) => {
      const socket = createConnection(path);
      socket.once('error', reject);
      socket.once('connect', () => {
        socket.off('error', reject);
        resolve(new Wire(socket));
      });
    });
  }

  private receive(part: Buffer): void {
    this.parts.push(part);
    this.size += part.length;
    const [first] = this.parts;
    if (!first || first.length < 4 || this.size < first.readInt32LE(0)) return;
    const whole = Buffer.concat(this.parts);
    this.parts = [];
    this.size = 0;
    this.answered?.(deserialize(whole.subarray(21), { promoteBuffers: true }));
  }

  /** The answer, also one that tells of an error. Throws Gone. */
  command(command: Document): Promise<Document> {
    return new Promise((resolve, reject) => {
      if (this.isGone) return reject(new Gone());
      this.answered = (reply) => {
        this.answered = undefined;
        if (reply instanceof Gone) reject(reply);
        else resolve(reply);
      };
      this.socket.write(message({ ...command, $db: command['$db'] ?? 'samsyn' }));
      return undefined;
    });
  }

  close(): void {
    this.socket.destroy();
  }
}
