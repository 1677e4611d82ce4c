/** The session of one account in one document: what state it is in, and what follows from what happens on its ways. */
import { closeCodes, schemaVersion } from '@samsyn/document';
import type { DocumentInfo, Me } from '@samsyn/domain';
import { api } from '../api/client.ts';
import { isProblem } from '../api/problem.ts';
import { type Who, whoIsIn } from './account.ts';
import type { Connection } from './connection.ts';
import { OwnWords } from './ownWords.ts';
import { onPageEnd } from './pageEnd.ts';
import { Patience } from './patience.ts';
import { Refusal } from './refusal.ts';
import { type EndReason, endReasonOf, type SessionSnapshot, type SessionState } from './status.ts';
import { Telling } from './telling.ts';
import { Ways } from './ways.ts';

/** The socket has this long to bring the document, in however many tries; then plain HTTP is tried. In milliseconds. */
const patience = 5000;
/** The word is looked over this often. In milliseconds. */
const beat = 250;

export class DocumentSession {
  readonly documentId: string;
  readonly me: Me;
  info: DocumentInfo;
  /** of the Y.Doc of the moment */
  #ways: Ways;
  readonly #own: OwnWords;
  #generation = 0;
  #end: { why: EndReason; holdsUnsent: boolean } | null = null;
  #isShown = false;
  #isSlow = false;
  readonly #refusal = new Refusal((code) => this.#leave(code));
  #rejections = 0;
  #askedAt = Number.NEGATIVE_INFINITY;
  #isStopped = false;
  readonly #telling: Telling;
  #clock: ReturnType<typeof setInterval> | undefined;
  #stopListening = (): void => {};
  /** A socket that fails, or opens and brings nothing, and is tried again and again, does not prolong it. */
  readonly #patience = new Patience(patience, () => this.#tryHttp());

  /** @param info the answer of GET /api/documents/ID; access must not be `none` */
  constructor(info: DocumentInfo, me: Me) {
    this.documentId = info.id;
    this.info = info;
    this.me = me;
    this.#ways = this.#open();
    this.#own = new OwnWords(me.id, info.id, this.#ways.doc, this.#ways.ledger, info.epoch);
    this.#telling = new Telling(() => this.#take());
    if (info.schemaVersion !== schemaVersion) this.#finish('otherEpoch');
  }

  get connection(): Connection {
    return this.#ways.connection;
  }

  /** Begins; not in the constructor: a page that is drawn twice opens one connection. */
  start(): void {
    if (this.#end !== null) return;
    if (this.#isStopped) {
      this.#isStopped = false;
      this.#begin();
      this.#tell();
    }
    this.#clock = setInterval(() => this.#beat(), beat);
    this.#stopListening = onPageEnd({
      holdsBack: () => this.#own.areUnsent,
      hidden: () => this.#own.keep(),
      left: () => this.#depart(),
    });
    this.connection.connect();
    this.#patience.begin();
  }

  stop(): void {
    this.#isStopped = true;
    clearInterval(this.#clock);
    this.#patience.end();
    this.#refusal.stop();
    this.#stopListening();
    this.#depart();
    this.#ways.stop();
  }

  readonly subscribe = (listener: () => void): (() => void) => this.#telling.subscribe(listener);
  readonly snapshot = (): SessionSnapshot => this.#telling.snapshot;

  /** The reader has what was refused. */
  dropCopy(id: string): void {
    this.#own.copies.drop(id);
    this.#tell();
  }

  /** The page cannot show what the document holds: nothing more is written. */
  giveUp(): void {
    this.#finish('unreadable');
  }

  /** After signing in again elsewhere: goes on with the same document when it is the same account. */
  async resume(): Promise<void> {
    if (this.#end?.why !== 'signedOut') return;
    if ((await this.#who()) !== 'same') return;
    this.#end = null;
    this.connection.connect();
    this.#patience.begin();
    this.#tell();
  }

  /** The right or the document's state may have changed. */
  async refresh(): Promise<void> {
    try {
      const info = await api.get<DocumentInfo>(`/api/documents/${this.documentId}`);
      // Whoever writes finishes the sentence: the server does not take it, and it is kept as a copy.
      if (info.access !== 'write') await this.#refusal.pause();
      this.info = info;
      this.#tell();
    } catch (error) {
      if (isProblem(error, 404) || isProblem(error, 403)) this.#finish('noRight');
    }
  }

  /** Goes on with a new Y.Doc: the editor is made anew. */
  #begin(): void {
    this.#ways.stop();
    this.#isShown = false;
    this.#generation += 1;
    this.#ways = this.#open(this.#ways.frameLimit);
    this.#own.begin(this.#ways.doc, this.#ways.ledger, this.info.epoch);
  }

  /** The page is left. Who is signed in after the end of a session may be somebody else: nothing is sent then. */
  #depart(): void {
    void this.#own.depart(async (update) => this.#end === null && this.#ways.pushLast(update));
  }

  #open(frameLimit?: number): Ways {
    const ways: Ways = new Ways(
      { info: this.info, me: this.me, ...(frameLimit !== undefined && { frameLimit }) },
      {
        synced: () => {
          this.#patience.end();
          this.#show();
        },
        pulled: () => this.#show(),
        changed: () => this.#tell(),
        closed: (code, wasOpen) => {
          if (ways === this.#ways) this.#closed(code, wasOpen);
        },
        refused: (code) => this.#refused(code),
        refusedOverHttp: (status, code) => this.#refusedOverHttp(status, code),
        written: (update, isSent) => {
          this.#own.written(update, isSent);
          this.#refusal.written();
          this.#tell();
        },
      },
    );
    return ways;
  }

  /** The document is there, by whatever way. */
  #show(): void {
    this.#isShown = true;
    this.#isSlow = false;
    void this.#own
      .shown(
        this.#ways.doc,
        async () => (await this.#who()) === 'same' && !this.#isStopped,
        () => this.info.access === 'write',
      )
      .then(() => this.#tell());
    this.#tell();
  }

  #closed(code: number | null, wasOpen: boolean): void {
    const why = code === null ? undefined : endReasonOf(code);
    if (why !== undefined) this.#finish(why);
    else if (code === closeCodes.sessionEnded) void this.#askWho(true);
    else if (!wasOpen && !this.#ways.isOverHttp) void this.#askWho(false);
    else if (code === closeCodes.frameTooLarge || code === closeCodes.frameFarTooLarge)
      void this.#ways.shrink().then(() => this.#comeBack());
    else if (code === closeCodes.invalid) this.#refused('invalid');
    if (this.#end === null && !this.#ways.isOverHttp) this.#patience.begin();
    this.#tell();
  }

  /** A browser cannot see why an upgrade was refused: the account says it. */
  async #askWho(comesBack: boolean): Promise<void> {
    if (performance.now() - this.#askedAt < patience && !comesBack) return;
    this.#askedAt = performance.now();
    await this.#who();
    if (comesBack) setTimeout(() => this.#comeBack(), beat);
  }

  async #who(): Promise<Who> {
    const who = await whoIsIn(this.me);
    if (who === 'nobody') this.#finish('signedOut');
    else if (who === 'other') this.#finish('otherAccount');
    return who;
  }

  #comeBack(): void {
    if (this.#end === null && !this.#isStopped) this.connection.connect();
  }

  #tryHttp(): void {
    if (this.connection.isSynced || this.#end !== null) return;
    this.#isSlow = true;
    this.#ways.openHttp();
    this.#tell();
  }

  #refusedOverHttp(status: number, code: string): void {
    if (status === 401) void this.#who();
    else if (status === 404) this.#finish('noRight');
    else if (code === 'otherEpoch') this.#finish('otherEpoch');
    else this.#refused(code);
  }

  /**
   * The server did not take what was written. Whoever writes finishes the sentence; then it is kept as a copy, and the
   * session goes on with a new Y.Doc.
   */
  #refused(code: string): void {
    if (this.#end === null) this.#refusal.happened(code);
  }

  #leave(code: string): void {
    if (this.#end !== null) return;
    this.#rejections += 1;
    this.#own.refuse(code);
    if (this.#rejections > 3) {
      this.#finish('invalid');
      return;
    }
    this.#begin();
    void this.refresh().then(() => {
      this.#comeBack();
      this.#patience.begin();
    });
    this.#tell();
  }

  #finish(why: EndReason): void {
    if (this.#end?.why === why) return;
    this.#end = { why, holdsUnsent: this.#own.areUnsent };
    this.#patience.end();
    this.#own.keep();
    this.#ways.close();
    this.#tell();
  }

  #state(): SessionState {
    if (this.#end !== null) return { kind: 'ended', ...this.#end };
    if (!this.#isShown) return { kind: 'opening', isSlow: this.#isSlow };
    const { transport } = this.#ways;
    return { kind: 'open', access: this.info.access, saved: this.#own.saved, transport };
  }

  #take(): SessionSnapshot {
    return { state: this.#state(), generation: this.#generation, copies: this.#own.copies.all };
  }

  #beat(): void {
    this.#own.keepOn();
    this.#tell();
  }

  #tell(): void {
    this.#own.look();
    this.#telling.tell();
  }
}
