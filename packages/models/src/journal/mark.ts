/** What says in the database that a process has not closed its journal: who finds it, and not the process, has to heal. */
import { answered } from './answered.ts';
import { durably, type JournalModels } from './rows.ts';

/** Others take the mark of a process that stands still for one that has ended: it is made again this often. Milliseconds. */
const againEvery = 2000;
/** How long the database may take. Milliseconds. */
const patience = 5000;

export class Mark {
  readonly #open: JournalModels['open'];
  readonly #id: string;
  readonly #since = new Date();
  #timer: NodeJS.Timeout | null = null;
  #made: Promise<void> = Promise.resolve();

  constructor(open: JournalModels['open'], id: string) {
    this.#open = open;
    this.#id = id;
  }

  /** Durable when it resolves. */
  async make(): Promise<void> {
    const mark = { since: this.#since, healingUntil: null };
    const made = this.#open.updateOne({ _id: this.#id }, { $setOnInsert: mark }, { upsert: true, ...durably });
    await answered(made.exec(), patience);
  }

  /** Makes it again wherever others have taken it away. */
  keep(): void {
    this.#timer = setTimeout(() => {
      // Whoever needs the database says that it is away.
      this.#made = this.make().catch(() => {});
      void this.#made.finally(() => this.#timer && this.keep());
    }, againEvery);
    this.#timer.unref();
  }

  /** Leaves it as it is: it is not made again. */
  async leave(): Promise<void> {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
    await this.#made;
  }

  /** Takes it away, or leaves in it how long clients may still bring back what was lost (milliseconds since 1970). */
  async close(healingUntil: number): Promise<void> {
    await this.leave();
    const mark = { _id: this.#id };
    if (Date.now() >= healingUntil) await this.#open.deleteOne(mark);
    else {
      const healing = { healingUntil: new Date(healingUntil) };
      await this.#open.updateOne(mark, { $set: healing, $setOnInsert: { since: this.#since } }, { upsert: true });
    }
  }
}
