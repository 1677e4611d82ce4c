/**
 * Lowered rights and ended sessions, told to every node within a second whatever becomes of the bus: a notice is a row in
 * the database that each node looks for several times a second; the bus only makes them look at once. While a node
 * cannot look, it does not know whether somebody may still write, and nothing that comes in is taken.
 */
import { type Models, newObjectId, type NoticeRecord } from '@samsyn/models';
import type { Logger } from 'pino';
import { within } from '../within.ts';
import type { Nodes } from './nodes.ts';

/** What a notice is about; what is left out is any. */
export type About = { accountId?: string; documentId?: string; seminarId?: string };

const lookEvery = 300;
/** A look that began longer ago than this says nothing of now. Milliseconds. */
const freshFor = 900;
/** How long a look may take, then it is looked again. Milliseconds. */
const patience = 2000;
/** The database keeps them for a minute or longer. Milliseconds. */
const surelyKeptFor = 30_000;

export type NoticesOptions = {
  models: Pick<Models, 'notices'>;
  nodes: Nodes;
  log: Logger;
  /** Asks again what open sockets may; resolves when it is in force. */
  recheck: (about: About) => Promise<void>;
};

const aboutOf = ({ accountId, documentId, seminarId }: NoticeRecord): About => ({
  ...(accountId !== null && { accountId }),
  ...(documentId !== null && { documentId }),
  ...(seminarId !== null && { seminarId }),
});

const idsOfDone = (rows: readonly NoticeRecord[]): Set<string> =>
  new Set(rows.filter(({ isUnderWay }) => !isUnderWay).map(({ _id }) => _id));

export class Notices {
  readonly #options: NoticesOptions;
  #known = new Set<string>();
  #timer: NodeJS.Timeout | null = null;
  #looking: Promise<void> | null = null;
  #isDueAgain = false;
  #knownUntil = 0;
  #hasComplained = false;
  #isClosed = false;

  constructor(options: NoticesOptions) {
    this.#options = options;
    options.nodes.on('notice', () => {
      if (this.#looking) this.#isDueAgain = true;
      else this.#lookNow();
    });
  }

  /** Whether every notice until a moment ago is in force here. */
  get areKnown(): boolean {
    return !this.#options.nodes.isShared || Date.now() - this.#knownUntil < freshFor;
  }

  /** Begins to look. Nobody is connected yet: what stands there is no news. */
  async start(): Promise<void> {
    if (!this.#options.nodes.isShared) return;
    this.#known = idsOfDone(await this.#options.models.notices.find().lean());
    this.#knownUntil = Date.now();
    this.#timer = setInterval(() => this.#lookNow(), lookEvery);
  }

  /**
   * Does what may lower rights or end sessions; in force here, and durable for the other nodes, when it resolves. It is said
   * before and after: a node may end in between, so whoever hears that it is under way asks again and again.
   */
  async lowering<T>(about: About, change: () => Promise<T>): Promise<T> {
    const { nodes, recheck } = this.#options;
    const id = newObjectId();
    if (nodes.isShared) await this.#write(id, about, true);
    try {
      return await change();
    } finally {
      // What failed may have come through in part; and what others cannot be told is in force here.
      await Promise.all([recheck(about), nodes.isShared && this.#write(id, about, false)]);
    }
  }

  /** Resolves when nothing is looked for any more, so that the database may go. */
  async close(): Promise<void> {
    if (this.#timer) clearInterval(this.#timer);
    this.#isClosed = true;
    await this.#looking;
  }

  async #write(_id: string, about: About, isUnderWay: boolean): Promise<void> {
    const { models, nodes } = this.#options;
    const notice = { node: nodes.id, at: new Date(), isUnderWay, ...about };
    await models.notices.updateOne({ _id }, { $set: notice }, { upsert: true });
    nodes.say({ kind: 'notice' });
  }

  #lookNow(): void {
    if (this.#looking || this.#isClosed) return;
    this.#looking = within(patience, this.#look())
      .then(() => {
        this.#hasComplained = false;
      })
      .catch((error: unknown) => {
        if (!this.#hasComplained) this.#options.log.error({ err: error }, 'Notices could not be looked for');
        this.#hasComplained = true;
      })
      .finally(() => {
        this.#looking = null;
        if (!this.#isDueAgain) return;
        this.#isDueAgain = false;
        this.#lookNow();
      });
  }

  async #look(): Promise<void> {
    const { models, nodes, recheck } = this.#options;
    const began = Date.now();
    const rows = await models.notices.find().lean();
    const fresh = rows.filter(({ _id, node }) => !this.#known.has(_id) && node !== nodes.id);
    // Notices do not stand for ever: who has not looked for long has missed some.
    const about = began - this.#knownUntil > surelyKeptFor ? [{}] : fresh.map(aboutOf);
    await Promise.all(about.map((one) => recheck(one)));
    this.#known = idsOfDone(rows);
    this.#knownUntil = began;
  }
}
