import { deserialize, serialize } from 'bson';
import type { Doc } from './values/doc.ts';

/** The store has answered a command with an error. */
export class StoreCommandError extends Error {
  override name = 'StoreCommandError';
  readonly code: unknown;

  constructor({ errmsg, code }: Doc) {
    super(String(errmsg));
    this.code = code;
  }
}

type Waiting = { resolve: (reply: Doc) => void; reject: (error: Error) => void };

/** Commands on their way to the store's thread and back. */
export class Commands {
  private readonly send: (id: number, command: Uint8Array) => void;
  private readonly waiting = new Map<number, Waiting>();
  private lastId = 0;
  private ended: Error | undefined;

  constructor(send: (id: number, command: Uint8Array) => void) {
    this.send = send;
  }

  /** Resolves with the reply. Throws StoreCommandError, and what ended the store. */
  run(command: Doc): Promise<Doc> {
    if (this.ended) return Promise.reject(this.ended);
    // Of their own: of a shared piece of memory all of it would cross.
    const bytes = new Uint8Array(serialize(command));
    return new Promise((resolve, reject) => {
      this.lastId += 1;
      this.waiting.set(this.lastId, { resolve, reject });
      this.send(this.lastId, bytes);
    });
  }

  answered(id: number, bytes: Uint8Array): void {
    const waiting = this.waiting.get(id);
    this.waiting.delete(id);
    const reply: Doc = deserialize(bytes);
    if (reply['ok'] === 1) waiting?.resolve(reply);
    else waiting?.reject(new StoreCommandError(reply));
  }

  /** Nothing is answered any more. */
  end(error: Error): void {
    this.ended ??= error;
    for (const { reject } of this.waiting.values()) reject(this.ended);
    this.waiting.clear();
  }
}
