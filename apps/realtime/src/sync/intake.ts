/**
 * What has come into a room and waits for its turn. Then it is judged in order, taken into the document, and goes into the
 * journal as one entry and out to everybody as one update.
 */
import { isTakenAwayBy, type Lost, unseenLost } from '@samsyn/document';
import { type Journal, type Piece, serverAccount } from '@samsyn/models';
import { admit, type Author, typedOn, type Verdict } from './admit.ts';
import type { Budgets } from './budgets.ts';
import type { Connection } from './connection.ts';
import { HeldUpdates } from './held.ts';
import type { Inbound } from './inbound.ts';
import { Inbox } from './inbox.ts';
import { identifiedIn } from './inspection/identified.ts';
import { LastWriters } from './last-writers.ts';
import type { Others } from './others.ts';
import type { Room } from './room.ts';
import { ApplyFailed, newTurn, type Progress, type Turn } from './turn.ts';
import { type Announcement, Unsure } from './unsure.ts';
import { Written } from './written.ts';

export type IntakeOptions = { journal: Journal; now: () => number; others: Others | null; dues: Budgets };

export class Intake {
  readonly #room: Room;
  readonly #journal: Journal;
  readonly #now: () => number;
  readonly #others: Others | null;
  readonly #dues: Budgets;
  readonly #held = new HeldUpdates();
  readonly #unsure = new Unsure();
  #fromOthers: Uint8Array[] = [];
  readonly #inbox = new Inbox();
  readonly #written = new Written();
  readonly #writers = new LastWriters();

  constructor(room: Room, { journal, now, others, dues }: IntakeOptions) {
    this.#room = room;
    this.#journal = journal;
    this.#now = now;
    this.#others = others;
    this.#dues = dues;
  }

  get isEmpty(): boolean {
    return this.#inbox.isEmpty;
  }

  enqueue(inbound: Inbound): void {
    this.#inbox.add(inbound);
  }

  /** Takes what other nodes have put into the database; what builds on something that is not here is left out. */
  takeFromOthers(updates: readonly Uint8Array[]): void {
    this.#fromOthers = this.#fromOthers.concat(updates);
  }

  /** Something was written in the Y.Doc here. */
  wrote(update: Uint8Array): void {
    this.#written.add(update);
  }

  /** The room is not open any more: what came in meanwhile is given back. */
  failAll(): void {
    for (const inbound of [...this.#inbox.takeAll(), ...this.#unsure.takeAll()]) inbound.settle({ kind: 'failed' });
  }

  /** The connection is gone. */
  forget(connection: Connection): void {
    this.#unsure.forget(connection);
    this.#held.drop(connection);
  }

  /** The connection's presence waits until it is known whose its client ids are. */
  announce(connection: Connection, announcement: Announcement): void {
    this.#unsure.announce(connection, announcement);
  }

  get isUnsure(): boolean {
    return !this.#unsure.isEmpty;
  }

  /** What could not be judged is judged again. @returns the presence that waited */
  retry(): [Connection, Announcement][] {
    this.#inbox.putFirst(this.#unsure.takeUpdates(this.#now()));
    return this.#unsure.takeAnnouncements();
  }

  /**
   * Judges and applies what has come in, and appends it to the journal.
   * @param until when the beat has no more time, milliseconds of the process's own clock; Infinity: all of it is taken
   * @throws ApplyFailed, or what Yjs says; then nothing of this beat is kept, and the room must be given up.
   */
  process(until: number): Progress {
    const later = until === Infinity ? [] : this.#inbox.takeLater();
    const hasTime = performance.now() <= until;
    try {
      this.#processNow(newTurn(until), hasTime);
    } catch (error) {
      for (const inbound of later) inbound.settle({ kind: 'failed' });
      throw error;
    }
    this.#inbox.putLast(later);
    if (hasTime) return this.#inbox.isEmpty ? 'all' : 'some';
    // What is held may have waited for what was typed on.
    return this.#inbox.isEmpty && this.#fromOthers.length === 0 && this.#held.isEmpty ? 'all' : 'typed';
  }

  #processNow(turn: Turn, hasTime: boolean): void {
    const room = this.#room;
    if (this.#fromOthers.length > 0 && hasTime) this.#showFromOthers();
    else if (this.#inbox.isEmpty && !room.clientIds.hasFresh) return;
    try {
      this.#takeTyped(turn);
      if (hasTime) this.#takeJudged(turn);
      if (room.content.hasPending) throw new ApplyFailed('Applied in part');
    } catch (error) {
      for (const inbound of [...turn.taken, ...this.#inbox.takeAll()]) inbound.settle({ kind: 'failed' });
      throw error;
    }
    this.#append(turn);
    for (const inbound of turn.taken) inbound.settle({ kind: 'taken', place: room.received });
  }

  /** Takes what only goes on where its writer left off, up to the first that does anything else. */
  #takeTyped(turn: Turn): void {
    let count = 0;
    for (const inbound of this.#inbox.all) {
      const author = inbound.author();
      const piece = author && typedOn(this.#room, author, inbound.update);
      if (author?.kind !== 'account' || !piece) break;
      count += 1;
      this.#goOn(inbound, piece);
      turn.taken.push(inbound);
      turn.authors.add(author.accountId);
    }
    this.#inbox.drop(count);
  }

  #takeJudged(turn: Turn): void {
    const { content, clientIds } = this.#room;
    if (!this.#inbox.isEmpty) this.#takeStored(turn);
    const lost = !this.#inbox.isEmpty || !this.#held.isEmpty ? this.#takeAll(turn) : [];
    if (lost.length > 0) this.#putBack(lost, turn.deleting);
    if ((turn.touched.length > 0 && content.settleIds(turn.touched)) || lost.length > 0)
      clientIds.adopt(content.doc.clientID, serverAccount);
  }

  #goOn(inbound: Inbound, piece: Piece): void {
    this.#room.content.goOn(piece);
    this.#held.grew(piece.client);
    this.#written.type(piece, inbound.update);
    this.#room.outgoing.from(inbound.from);
  }

  /** What changes nothing, or may not, is told while there is no Y.Doc; the first that changes something makes one. */
  #takeStored(turn: Turn): void {
    while (!this.#room.content.isLive) {
      const { first } = this.#inbox;
      if (!first) return;
      this.#take(first, turn);
      this.#inbox.drop(1);
    }
  }

  /**
   * What it has no more time for stays in the inbox.
   * @returns the words that went with something that was taken away by somebody who had not seen them.
   */
  #takeAll(turn: Turn): Lost[] {
    const { doc } = this.#room;
    return doc.transact((transaction) => {
      let batch = [...this.#inbox.takeAll(), ...this.#held.takeReady(doc)];
      while (batch.length > 0) {
        this.#takeEach(batch, turn);
        batch = this.#inbox.isEmpty ? this.#held.takeReady(doc) : [];
      }
      return unseenLost(doc, transaction, turn.applied);
    });
  }

  /** What there is no more time for is in the inbox again. @throws what Yjs says; so is then what was not taken. */
  #takeEach(batch: readonly Inbound[], turn: Turn): void {
    for (const [index, inbound] of batch.entries()) {
      if (index > 0 && performance.now() > turn.until) {
        this.#inbox.putFirst(batch.slice(index));
        return;
      }
      try {
        this.#take(inbound, turn);
      } catch (error) {
        this.#inbox.putFirst(batch.slice(index));
        throw error;
      }
    }
  }

  #take(inbound: Inbound, turn: Turn): void {
    const author = inbound.author();
    if (!author) return;
    const verdict = this.#admit(author, inbound);
    switch (verdict.kind) {
      case 'nothing':
        turn.taken.push(inbound);
        return;
      case 'apply':
        this.#apply(inbound, author, verdict, turn);
        turn.taken.push(inbound);
        for (const id of verdict.authorIds) turn.authors.add(id);
        for (const place of verdict.effect.touched) turn.touched.push(place);
        turn.broughtBy = verdict.broughtBy ?? turn.broughtBy;
        return;
      case 'missing':
        // A copy: it came within others' bytes, which need not wait with it.
        if (inbound.mayWait) this.#held.add({ ...inbound, update: inbound.update.slice() }, verdict.needs);
        inbound.settle({ kind: 'missing' });
        return;
      case 'unsure':
        this.#unsure.add(inbound);
        return;
      case 'refused':
      case 'invalid':
      case 'otherEpoch':
      case 'owing':
      case 'full':
        inbound.settle(verdict);
        return;
    }
  }

  /** What it has Yjs go through is its account's: each of many may be little. */
  #admit(author: Author, { update, at }: Inbound): Verdict {
    const { work } = this.#room;
    const before = work.looked;
    const verdict = admit(this.#room, author, update, at);
    if (author.kind === 'account' && work.looked > before) this.#dues.charge(author.accountId, work.looked - before);
    return verdict;
  }

  /**
   * Writes words again that went with something that somebody took away who had not seen them. A few bytes may take away much,
   * again and again: it is theirs who did.
   */
  #putBack(lost: readonly Lost[], deleting: Turn['deleting']): void {
    const before = this.#written.changes;
    this.#room.content.putBack(lost);
    const bytes = this.#written.bytesFrom(before);
    const guilty = deleting.filter(({ update }) => isTakenAwayBy(lost, update));
    for (const accountId of new Set(guilty.map((one) => one.accountId))) this.#dues.charge(accountId, bytes);
  }

  #apply(inbound: Inbound, author: Author, { effect }: Extract<Verdict, { kind: 'apply' }>, turn: Turn): void {
    try {
      this.#room.content.apply(effect.update, effect.clients, author.kind === 'account' ? effect.tail : null);
    } catch (error) {
      inbound.settle({ kind: 'invalid', why: 'Yjs cannot apply it' });
      throw new ApplyFailed('Yjs cannot apply an update that was let through', { cause: error });
    }
    turn.applied.push(effect.update);
    if (effect.deletes && author.kind === 'account') {
      turn.deleting.push({ accountId: author.accountId, update: effect.update });
    }
    for (const client of effect.clients) this.#held.grew(client);
    if (this.#others) this.#writers.add(effect.clients);
    this.#room.outgoing.from(inbound.from);
  }

  /** What other nodes have put into the database is shown, and not appended again. */
  #showFromOthers(): void {
    const { content, size, outgoing, clientIds } = this.#room;
    const updates = this.#fromOthers;
    this.#fromOthers = [];
    this.#held.grewAnywhere();
    const { fresh, isWhole, lost } = content.takeFromOthers(updates, (client) => this.#writers.has(client));
    if (!isWhole) this.#others?.lacksSomething(this.#room);
    if (fresh.length === 0) return;
    for (const update of fresh) {
      size.grow(update.length);
      outgoing.add(update);
    }
    outgoing.from(null);
    const touched = updates.flatMap(identifiedIn);
    if (lost.length > 0) content.putBack(lost);
    if ((touched.length > 0 && content.settleIds(touched, true)) || lost.length > 0)
      clientIds.adopt(content.doc.clientID, serverAccount);
  }

  #append({ authors, broughtBy }: Turn): void {
    const room = this.#room;
    const { documentId, epoch, clientIds } = room;
    // More than one: the server has written something too, which the sender has to see.
    if (this.#written.changes > 1) room.outgoing.from(null);
    const bytes = this.#written.take();
    if (!bytes && !clientIds.hasFresh) return;
    const bindings = clientIds.takeFresh();
    room.unmerged.addClientIds(bindings.length);
    room.received = this.#journal.append({ documentId, epoch, bytes, authorIds: [...authors], broughtBy, bindings });
    if (bytes) room.grew(bytes);
  }
}
