import type { Socket } from 'node:net';
import { claimedLength, MalformedMessage, parseMessage, replyMessage } from '../wire/message.ts';
import type { Request } from '../wire/message.ts';
import type { Gate } from './auth.ts';
import type { Clock } from './clock.ts';
import type { Executor } from './executor.ts';
import { heldBack } from './heartbeat.ts';

/** Bytes that a client may have sent ahead of what is being done before it is no longer read from. */
const AHEAD = 64 * 1024 * 1024;

/** One client: takes its messages apart, runs them one after another, closes on anything that cannot be read. */
export class Connection {
  readonly id: number;
  readonly gate: Gate;
  private readonly socket: Socket;
  private readonly executor: Executor;
  private readonly clock: Clock;
  private chunks: Buffer[] = [];
  private buffered = 0;
  private isWorking = false;

  constructor(id: number, socket: Socket, executor: Executor, gate: Gate, clock: Clock) {
    this.id = id;
    this.gate = gate;
    this.socket = socket;
    this.executor = executor;
    this.clock = clock;
    socket.on('data', (chunk: Buffer) => this.receive(chunk));
    socket.on('error', () => socket.destroy());
    socket.setNoDelay(true);
  }

  private receive(chunk: Buffer): void {
    this.chunks.push(chunk);
    this.buffered += chunk.length;
    if (this.buffered > AHEAD) this.socket.pause();
    if (!this.isWorking) void this.work();
  }

  /** The next whole message, if it is there. */
  private take(): Buffer | undefined {
    if (this.buffered < 16) return undefined;
    const first = this.chunks[0];
    if (first && first.length < 4) this.chunks = [Buffer.concat(this.chunks)];
    const head = this.chunks[0];
    if (!head) return undefined;
    const length = claimedLength(head);
    if (this.buffered < length) return undefined;
    const all = this.chunks.length === 1 ? head : Buffer.concat(this.chunks);
    const rest = all.subarray(length);
    this.chunks = rest.length > 0 ? [rest] : [];
    this.buffered = rest.length;
    return all.subarray(0, length);
  }

  private async work(): Promise<void> {
    this.isWorking = true;
    try {
      for (let bytes = this.take(); bytes && !this.socket.destroyed; bytes = this.take()) {
        const request = parseMessage(bytes);
        const held = heldBack(request, this.clock);
        const reply = held > 0 ? this.heartbeats(request, held) : this.executor.execute(request, this);
        // oxlint-disable-next-line no-await-in-loop -- a client's commands are done in the order they came
        this.send(request, reply instanceof Promise ? await reply : reply, false);
        // oxlint-disable-next-line no-await-in-loop -- who does not take its answers gets no more of them
        if (this.socket.writableNeedDrain) await this.drained();
        if (this.buffered <= AHEAD) this.socket.resume();
      }
    } catch (error) {
      this.refuse(error);
    } finally {
      this.isWorking = false;
    }
  }

  /** Answers a hello that waits for news; where the client takes a stream, one after another until it hangs up. */
  private async heartbeats(request: Request, every: number): Promise<readonly Uint8Array[]> {
    await this.pause(every);
    const reply = await this.executor.execute(request, this);
    if (!request.isStream || this.socket.destroyed) return reply;
    // Each answer is to the one before it.
    return this.heartbeats({ ...request, id: this.send(request, reply, true) }, every);
  }

  /** Waits, at most until the client hangs up. */
  private pause(milliseconds: number): Promise<void> {
    return new Promise((resolve) => {
      const done = () => {
        clearTimeout(timer);
        this.socket.off('close', done);
        resolve();
      };
      const timer = setTimeout(done, milliseconds);
      this.socket.once('close', done);
    });
  }

  /** Answers the id of the answer. */
  private send(request: Request, reply: readonly Uint8Array[], isMore: boolean): number {
    if (request.reply === 'none' || this.socket.destroyed) return 0;
    const { id, pieces } = replyMessage(request, reply, this.clock.stamp(), isMore);
    for (const piece of pieces) this.socket.write(piece);
    return id;
  }

  private drained(): Promise<void> {
    return new Promise((resolve) => {
      const done = () => {
        this.socket.off('drain', done);
        this.socket.off('close', done);
        resolve();
      };
      this.socket.on('drain', done);
      this.socket.on('close', done);
    });
  }

  /** What a client sends must never end the process: it loses its connection. */
  private refuse(error: unknown): void {
    this.socket.destroy();
    const isExpected = error instanceof MalformedMessage || error instanceof RangeError || error instanceof Error;
    if (!isExpected) throw error;
  }

  close(): void {
    this.socket.destroy();
  }
}
