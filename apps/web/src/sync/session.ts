/** The session of one account in one document: connection, saved word, refusals, and the way over plain HTTP. */
import { closeCodes, type DocNode, schemaVersion } from '@samsyn/document';
import type { DocumentInfo, Me } from '@samsyn/domain';
import * as Y from 'yjs';
import { api } from '../api/client.ts';
import { isProblem } from '../api/problem.ts';
import { Connection } from './connection.ts';
import { copyStore, type CopyStore, makeCopy, missingBlocks } from './copies.ts';
import { Fallback } from './fallback.ts';
import { httpSync, isRefusal } from './httpSync.ts';
import { Ledger } from './ledger.ts';
import type { EndReason, RefusedCopy, SessionSnapshot, SessionState } from './status.ts';

/** Frames above this go over HTTP (the server's own limit is 2 MiB unless it was set otherwise). In bytes. */
const largestFrame = 1_900_000;
/** The socket has this long to open, then plain HTTP is tried. In milliseconds. */
const patience = 5000;
/** The word is looked over this often while something is on its way. In milliseconds. */
const beat = 250;
const httpOrigin = Symbol('http');

const endReasons: ReadonlyMap<number, EndReason> = new Map([
  [closeCodes.notFound, 'noRight'],
  [closeCodes.otherEpoch, 'otherEpoch'],
]);

export class DocumentSession {
  readonly documentId: string;
  readonly me: Me;
  info: DocumentInfo;
  connection: Connection;
  #ledger = new Ledger();
  #fallback: Fallback | null = null;
  #generation = 0;
  #end: { why: EndReason; holdsUnsent: boolean } | null = null;
  #isShown = false;
  #isSlow = false;
  #stash: { code: string; body: DocNode } | null = null;
  #copies: RefusedCopy[];
  #rejections = 0;
  #askedAt = Number.NEGATIVE_INFINITY;
  #isStopped = false;
  #frameLimit = largestFrame;
  #snapshot: SessionSnapshot;
  #clock: ReturnType<typeof setInterval> | undefined;
  #patience: ReturnType<typeof setTimeout> | undefined;
  readonly #store: CopyStore;
  readonly #listeners = new Set<() => void>();

  /** @param info the answer of GET /api/documents/ID; access must not be `none` */
  constructor(info: DocumentInfo, me: Me) {
    this.documentId = info.id;
    this.info = info;
    this.me = me;
    this.#store = copyStore(me.id, info.id);
    this.#copies = this.#store.read();
    this.connection = this.#connect();
    this.#snapshot = this.#take();
    if (info.schemaVersion !== schemaVersion) this.#finish('otherEpoch');
  }

  /** Begins; separate from the constructor so that a page that is drawn twice opens one connection. */
  start(): void {
    if (this.#end !== null) return;
    if (this.#isStopped) {
      this.#isStopped = false;
      this.#isShown = false;
      this.#generation += 1;
      this.#ledger = new Ledger();
      this.connection = this.#connect();
      this.#tell();
    }
    this.#clock = setInterval(() => this.#tell(), beat);
    addEventListener('beforeunload', this.#warn);
    this.connection.connect();
    this.#wait();
  }

  stop(): void {
    this.#isStopped = true;
    clearInterval(this.#clock);
    clearTimeout(this.#patience);
    removeEventListener('beforeunload', this.#warn);
    this.#fallback?.stop();
    this.#fallback = null;
    if (this.#end === null && this.#isShown && this.#ledger.saved === 'notSaved')
      this.#keep([makeCopy('unsent', this.connection.body.content ?? [])]);
    this.connection.stop();
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };
  readonly snapshot = (): SessionSnapshot => this.#snapshot;

  /** The reader has seen, and perhaps copied, what was refused. */
  dropCopy(id: string): void {
    this.#copies = this.#copies.filter((copy) => copy.id !== id);
    this.#store.write(this.#copies);
    this.#tell();
  }

  /** The page cannot show what the document holds: nothing more is written. */
  giveUp(): void {
    this.#finish('unreadable');
  }

  /** After signing in again elsewhere: goes on with the same document when it is the same account. */
  async resume(): Promise<void> {
    if (this.#end?.why !== 'signedOut') return;
    const who = await this.#whoAmI();
    if (who === 'other') this.#finish('otherAccount');
    if (who !== 'same') return;
    this.#end = null;
    this.connection.connect();
    this.#wait();
    this.#tell();
  }

  /** The right or the document's state may have changed. */
  async refresh(): Promise<void> {
    try {
      this.info = await api.get<DocumentInfo>(`/api/documents/${this.documentId}`);
      this.#tell();
    } catch (error) {
      if (isProblem(error, 404) || isProblem(error, 403)) this.#finish('noRight');
    }
  }

  #connect(): Connection {
    // The provider hears of a change before the listener below does: what it sent in between is that change.
    let isSent = false;
    const connection: Connection = new Connection(this.documentId, this.info.epoch, {
      largest: () => this.#frameLimit,
      sent: (kind) => {
        isSent = kind === 'update';
        this.#ledger.sent(kind === 'step2');
      },
      tooLarge: (update) => void this.#overHttp(update),
      opened: () => this.#opened(),
      closed: (code, wasOpen) => {
        if (connection === this.connection) this.#closed(code, wasOpen);
      },
      synced: () => this.#synced(),
      acknowledged: (count) => {
        this.#ledger.acknowledged(count);
        this.#tell();
      },
      refused: (code) => this.#refused(code),
    });
    const { id, name, color } = this.me;
    connection.provider.awareness.setLocalStateField('user', { id, name, color });
    connection.doc.on('update', (_update: Uint8Array, origin: unknown) => {
      if (origin === connection.provider || origin === httpOrigin) return;
      connection.batches.typed();
      this.#ledger.written(isSent);
      isSent = false;
      this.#fallback?.written();
      this.#tell();
    });
    return connection;
  }

  #opened(): void {
    clearTimeout(this.#patience);
    this.#ledger.opened();
    this.#tell();
  }

  #synced(): void {
    this.#fallback?.stop();
    this.#fallback = null;
    this.#show();
  }

  /** The document is there, by whatever way. */
  #show(): void {
    this.#isShown = true;
    this.#isSlow = false;
    if (this.#stash !== null) {
      const blocks = missingBlocks({ type: 'doc', content: this.#stash.body.content ?? [] }, this.connection.doc);
      if (blocks.length > 0) this.#keep([makeCopy(this.#stash.code, blocks)]);
      this.#stash = null;
    }
    this.#tidyCopies();
    this.#tell();
  }

  #closed(code: number | null, wasOpen: boolean): void {
    this.#ledger.closed();
    const why = code === null ? undefined : endReasons.get(code);
    if (why !== undefined) this.#finish(why);
    else if (code === closeCodes.sessionEnded) void this.#askWho(true);
    else if (!wasOpen && this.#fallback === null) void this.#askWho(false);
    else if (code === closeCodes.frameTooLarge || code === closeCodes.frameFarTooLarge) void this.#shrink();
    else if (code === closeCodes.invalid) this.#refused('invalid');
    if (this.#end === null && this.#fallback === null) this.#wait();
    this.#tell();
  }

  /** A browser cannot see why an upgrade was refused: the account says it. */
  async #askWho(comesBack: boolean): Promise<void> {
    if (performance.now() - this.#askedAt < patience && !comesBack) return;
    this.#askedAt = performance.now();
    const who = await this.#whoAmI();
    if (who === 'nobody') this.#finish('signedOut');
    else if (who === 'other') this.#finish('otherAccount');
    else if (comesBack) setTimeout(() => this.#comeBack(), beat);
  }

  #comeBack(): void {
    if (this.#end === null && !this.#isStopped) this.connection.connect();
  }

  async #whoAmI(): Promise<'same' | 'other' | 'nobody' | 'silent'> {
    try {
      const me = await api.get<Me>('/api/me');
      return me.id === this.me.id ? 'same' : 'other';
    } catch (error) {
      return isProblem(error, 401) ? 'nobody' : 'silent';
    }
  }

  #wait(): void {
    clearTimeout(this.#patience);
    this.#patience = setTimeout(() => void this.#tryHttp(), patience);
  }

  async #tryHttp(): Promise<void> {
    if (this.connection.isOpen || this.#end !== null || this.#fallback !== null) return;
    const { connection } = this;
    const fallback = new Fallback({
      doc: connection.doc,
      sync: httpSync(this.documentId, this.info.epoch),
      origin: httpOrigin,
      pulled: () => this.#show(),
      pushed: (before) => {
        this.#ledger.settledBefore(before);
        this.#tell();
      },
      failed: (error) => this.#httpFailed(error),
    });
    this.#isSlow = true;
    this.#fallback = fallback;
    fallback.start(this.#ledger.oldest !== null);
    this.#tell();
  }

  #httpFailed(error: unknown): void {
    if (!isRefusal(error)) return;
    if (error.status === 401) this.#finish('signedOut');
    else if (error.status === 404) this.#finish('noRight');
    else if (error.code === 'otherEpoch') this.#finish('otherEpoch');
    else if (error.code !== 'missingPredecessors') this.#refused(error.code);
  }

  /** What exceeds a frame goes as one update, and everything before it with it. */
  async #overHttp(update: Uint8Array): Promise<void> {
    this.#ledger.written(false);
    const before = performance.now();
    try {
      await httpSync(this.documentId, this.info.epoch).push(update);
      this.#ledger.settledBefore(before);
    } catch (error) {
      this.#httpFailed(error);
    }
    this.#tell();
  }

  async #shrink(): Promise<void> {
    this.#frameLimit = Math.max(16_384, Math.floor(this.#frameLimit / 4));
    await this.#overHttp(Y.encodeStateAsUpdate(this.connection.doc));
    this.#comeBack();
  }

  /** The server did not take what was written: it is kept as a copy, and the session goes on with a new Y.Doc. */
  #refused(code: string): void {
    if (this.#end !== null) return;
    this.#rejections += 1;
    this.#stash ??= { code, body: this.connection.body };
    if (this.#rejections > 3) {
      this.#finish('invalid');
      return;
    }
    this.#fallback?.stop();
    this.#fallback = null;
    this.connection.stop();
    this.#ledger = new Ledger();
    this.#isShown = false;
    this.#generation += 1;
    this.connection = this.#connect();
    void this.refresh().then(() => {
      if (this.#end !== null) return;
      this.connection.connect();
      this.#wait();
    });
    this.#tell();
  }

  #finish(why: EndReason): void {
    if (this.#end?.why === why) return;
    this.#end = { why, holdsUnsent: this.#ledger.oldest !== null };
    clearTimeout(this.#patience);
    this.#fallback?.stop();
    this.#fallback = null;
    this.connection.disconnect();
    this.#tell();
  }

  #keep(copies: RefusedCopy[]): void {
    this.#copies = [...this.#copies, ...copies].slice(-10);
    this.#store.write(this.#copies);
  }

  /** What came through after all needs no copy. */
  #tidyCopies(): void {
    const kept = this.#copies
      .map((copy) => ({ ...copy, blocks: missingBlocks({ type: 'doc', content: copy.blocks }, this.connection.doc) }))
      .filter((copy) => copy.blocks.length > 0);
    if (kept.length === this.#copies.length) return;
    this.#copies = kept;
    this.#store.write(kept);
  }

  readonly #warn = (event: BeforeUnloadEvent): void => {
    if (this.#end === null && this.#ledger.oldest !== null) event.preventDefault();
  };

  #state(): SessionState {
    if (this.#end !== null) return { kind: 'ended', ...this.#end };
    if (!this.#isShown) return { kind: 'opening', isSlow: this.#isSlow };
    const transport = this.connection.isOpen ? 'socket' : this.#fallback?.isWorking === true ? 'http' : 'none';
    return { kind: 'open', access: this.info.access, saved: this.#ledger.saved, transport };
  }

  #take(): SessionSnapshot {
    return { state: this.#state(), generation: this.#generation, copies: this.#copies };
  }

  #tell(): void {
    const next = this.#take();
    if (JSON.stringify(next) === JSON.stringify(this.#snapshot)) return;
    this.#snapshot = next;
    for (const listener of this.#listeners) listener();
  }
}
