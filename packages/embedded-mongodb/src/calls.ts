import { deserialize, serialize } from 'bson';
import { StoreCommandError, StoreEndedError } from './errors.ts';
import { Pending } from './pending.ts';
import type { Doc } from './values/doc.ts';

/** Commands on their way to the store's thread and back. */
export class Calls {
  private readonly send: (id: number, command: Uint8Array) => void;
  private readonly pending = new Pending<Uint8Array>();
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
    const { id, answer } = this.pending.open();
    this.send(id, bytes);
    const reply: Doc = deserialize(await answer);
    if (reply['ok'] !== 1) throw new StoreCommandError(reply['errmsg'], reply['code']);
    return reply;
  }

  answered(id: number, reply: Uint8Array): void {
    this.pending.resolve(id, reply);
  }

  /** Nothing is answered any more. */
  end(why: string): void {
    this.ended ??= new StoreEndedError(why);
    this.pending.rejectAll(this.ended);
  }
}
