/** What people have typed on, gathered: of each client one run of text, which is one struct, however many keys it were. */
import * as encoding from 'lib0/encoding';
import type { Piece } from './piece.ts';

/**
 * `bytes` of `text` are taken. Text is copied: what came with it (a frame, the memory it was received in) would else live
 * as long as the run does, long enough for the engine to move it about more than once.
 */
type Run = Pick<Piece, 'client' | 'clock' | 'right' | 'text'> & { end: number; bytes: number };

/** So many bytes the engine keeps among its own objects. */
const fewestBytes = 64;

const { writeVarUint, writeUint8, writeUint8Array } = encoding;

const append = (run: Run, text: Uint8Array): void => {
  const bytes = run.bytes + text.length;
  if (bytes > run.text.length) {
    const larger = new Uint8Array(Math.max(fewestBytes, bytes * 2));
    larger.set(run.text);
    run.text = larger;
  }
  run.text.set(text, run.bytes);
  run.bytes = bytes;
};

const writeRun = (encoder: encoding.Encoder, { client, clock, right, text, bytes }: Run): void => {
  writeVarUint(encoder, 1);
  writeVarUint(encoder, client);
  writeVarUint(encoder, clock);
  writeUint8(encoder, right ? 0xc4 : 0x84);
  writeVarUint(encoder, client);
  writeVarUint(encoder, clock - 1);
  if (right) {
    writeVarUint(encoder, right.client);
    writeVarUint(encoder, right.clock);
  }
  writeVarUint(encoder, bytes);
  writeUint8Array(encoder, text.subarray(0, bytes));
};

const isSame = (one: Piece['right'], other: Piece['right']): boolean =>
  one?.client === other?.client && one?.clock === other?.clock;

export class Runs {
  readonly #runs = new Map<number, Run>();
  #pieces = 0;

  /** @returns whether it was taken: of one client each has to continue the one before it. */
  add(piece: Piece): boolean {
    const { client, clock, right, text } = piece;
    const run = this.#runs.get(client);
    const end = clock + piece.length;
    if (!run) this.#runs.set(client, { client, clock, right, text, end, bytes: text.length });
    else if (run.end !== clock || !isSame(run.right, right)) return false;
    else {
      append(run, text);
      run.end = end;
    }
    this.#pieces += 1;
    return true;
  }

  /** How many pieces there are. */
  get pieces(): number {
    return this.#pieces;
  }

  clear(): void {
    this.#runs.clear();
    this.#pieces = 0;
  }

  /** All of it as one Yjs update (version 1), as Yjs writes it: higher clients first. */
  update(): Uint8Array {
    const runs = [...this.#runs.values()];
    if (runs.length > 1) runs.sort((a, b) => b.client - a.client);
    return encoding.encode((encoder) => {
      writeVarUint(encoder, runs.length);
      for (const run of runs) writeRun(encoder, run);
      writeVarUint(encoder, 0);
    });
  }
}
