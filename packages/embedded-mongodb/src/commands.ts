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

/** The store does not run any more. */
export class StoreEndedError extends Error {
  override name = 'StoreEndedError';
}

type Waiting = { resolve: (reply: Doc) => void; reject: (error: unknown) => void };

/** Commands on their way to the store's thread and back. */
export class Commands {
  private readonly send: (id: number, command: Uint8Array) => void;
  private readonly waiting = new Map<number, Waiting>();
  private lastId = 0;
  private ended: Error | undefined;

  constructor(send: (id: number, command: Uint8Array) => void) {
    this.send = send;
  }

  /** The reply. Throws StoreCommandError, StoreEndedError, and what bson throws on what it cannot write or read. */
  async run(command: Doc): Promise<Doc> {
    if (this.ended) throw this.ended;
    // Of their own: of a shared piece of memory all of it would cross. A filter's undefined is null, as drivers have it, and
    // not everything.
    const bytes = new Uint8Array(serialize(command, { ignoreUndefined: false }));
    return new Promise((resolve, reject) => {
      this.lastId += 1;
      this.waiting.set(this.lastId, { resolve, reject });
      this.send(this.lastId, bytes);
    });
  }

  answered(id: number, bytes: Uint8Array): void {
    const waiting = this.waiting.get(id);
    this.waiting.delete(id);
    try {
      const reply: Doc = deserialize(bytes);
      if (reply['ok'] === 1) waiting?.resolve(reply);
      else waiting?.reject(new StoreCommandError(reply));
    } catch (error) {
      waiting?.reject(error);
    }
  }

  /** Nothing is answered any more. */
  end(why: string): void {
    this.ended ??= new StoreEndedError(why);
    for (const { reject } of this.waiting.values()) reject(this.ended);
    this.waiting.clear();
  }
}
