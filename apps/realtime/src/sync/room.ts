/**
 * One open document. What comes in within a tick is judged and applied in one transaction, goes into the journal as one
 * entry, and out to everybody as one buffer. The engine drives it: process, then this machine's log, then publish.
 */
import { type History, type Journal, serverAccount } from '@samsyn/models';
import * as Y from 'yjs';
import { admit, type Gate } from './admit.ts';
import type { Clock } from './clock.ts';
import { ClientIds } from './client-ids.ts';
import type { Connection } from './connection.ts';
import { Content } from './content.ts';
import { Former } from './former.ts';
import type { SharedPresence } from '../nodes/messages.ts';
import { HeldUpdates } from './held.ts';
import { identifiedIn } from './inspection/identified.ts';
import type { Inbound } from './inbound.ts';
import type { Touched } from './inspection/inspect.ts';
import type { Scan } from './inspection/scan.ts';
import type { Others } from './others.ts';
import { Outgoing } from './outgoing.ts';
import { Presence } from './presence.ts';
import { Size } from './size.ts';
import { Stored } from './stored.ts';
import { Unmerged } from './unmerged.ts';
import { Unsure } from './unsure.ts';

export type RoomOptions = {
  documentId: string;
  history: History;
  journal: Journal;
  documentBytes: number;
  now: Clock;
  /** null: no other node has the document open */
  others: Others | null;
};

/** Yjs failed on an update that was let through: the document in memory is not to be trusted any more. */
class ApplyFailed extends Error {
  override name = 'ApplyFailed';
}

type Tick = { taken: Inbound[]; authors: Set<string>; broughtBy: string | null; touched: Touched };

export class Room implements Gate {
  readonly documentId: string;
  readonly epoch: number;
  readonly content: Content;
  readonly former: Former;
  readonly clientIds: ClientIds;
  readonly presence: Presence;
  readonly connections = new Set<Connection>();
  /** Uses that keep it open beside connections: reads, changes, joins. */
  holds = 0;
  idleSince: number;
  /** When it last had its turn; milliseconds of the process's own clock. */
  beatAt = 0;
  readonly unmerged: Unmerged;
  isChangedSinceOpened = false;
  /** The client ids that the server's own changes are written under, by the account they are made for. */
  readonly writers = new Map<string | null, number>();
  readonly #journal: Journal;
  readonly #now: Clock;
  readonly #held = new HeldUpdates();
  readonly #others: Others | null;
  readonly #unsure = new Unsure();
  #fromOthers: Uint8Array[] = [];
  #inbox: Inbound[] = [];
  #fresh: Uint8Array[] = [];
  readonly outgoing: Outgoing;
  readonly size: Size;
  /** Connections with messages that are not durable. */
  readonly unacknowledged = new Set<Connection>();
  /** place in the journal of the last thing that came in */
  received = 0;

  constructor(options: RoomOptions) {
    const { history } = options;
    this.documentId = options.documentId;
    this.epoch = history.epoch;
    this.unmerged = new Unmerged(history, options.now());
    this.#journal = options.journal;
    this.#now = options.now;
    this.idleSince = options.now();
    const { others } = options;
    this.#others = others;
    this.presence = new Presence(options.now, others !== null);
    const registrar = others && ((id: number, accountId: string | null) => others.askWhose(this, id, accountId));
    this.former = new Former(history.formerClientIds);
    this.clientIds = new ClientIds(history.clientIds, registrar);
    this.content = new Content(new Stored(history), (update) => this.#fresh.push(update));
    const bytes = history.updates.reduce((sum, update) => sum + update.length, 0);
    this.size = new Size(this.content, bytes, options.documentBytes, options.now);
    this.outgoing = new Outgoing(this.content, this.presence);
  }

  /** The document, to look inside and to write: it is built when it is first asked for. */
  get doc(): Y.Doc {
    return this.content.doc;
  }
  hasAll(update: Scan): boolean {
    return this.content.hasAll(update);
  }

  get isHealing(): boolean {
    return this.#now() < this.#journal.healingUntil;
  }
  get knowsRights(): boolean {
    return this.#others?.knowsRights() ?? true;
  }
  hasAllShownBy(at: number): boolean {
    return this.#others?.haveSentAllShownBy(at) ?? true;
  }
  /** Whether something that came in is not durable, or not yet looked at. */
  get isDirty(): boolean {
    return this.received > this.#journal.durable || this.#inbox.length > 0 || this.outgoing.hasUpdates;
  }

  hasRoomFor(bytes: number): boolean {
    return this.size.hasRoomFor(bytes);
  }

  /** The room is not open any more: what came in meanwhile is given back. */
  failAll(): void {
    for (const inbound of [...this.#takeInbox(), ...this.#unsure.takeAll()]) inbound.settle({ kind: 'failed' });
  }

  enqueue(inbound: Inbound): void {
    this.#inbox.push(inbound);
  }

  /** Takes what other nodes have put into the database; what builds on something that is not here is left out. */
  takeFromOthers(updates: readonly Uint8Array[]): void {
    this.#fromOthers.push(...updates);
  }

  /** Takes who is there through another node. */
  mirror(node: string, states: readonly SharedPresence[], isWhole: boolean): void {
    for (const { clientId, accountId, state } of states) {
      if (state !== null) this.clientIds.learn([clientId], new Map([[clientId, accountId]]));
    }
    this.presence.mirror(node, states, isWhole);
    if (this.presence.hasNews) this.outgoing.from(null);
  }

  /** Another node is gone, and who was there through it. */
  dropNode(node: string): void {
    this.presence.dropNode(node);
    if (this.presence.hasNews) this.outgoing.from(null);
  }

  /** What could not be judged is judged again: this node may know more now. */
  retry(): void {
    this.#inbox.unshift(...this.#unsure.takeUpdates(this.#now()));
    for (const [connection, { update, isNew }] of this.#unsure.takeAnnouncements()) {
      this.present(connection, update, isNew);
    }
  }

  get isUnsure(): boolean {
    return !this.#unsure.isEmpty;
  }

  /**
   * Judges and applies what has come in, and appends it to the journal.
   * @throws ApplyFailed; then nothing of this tick is kept, and the room must be given up.
   */
  process(): void {
    if (this.#fromOthers.length > 0) this.#takeFromOthers();
    else if (this.#inbox.length === 0 && !this.clientIds.hasFresh) return;
    const tick: Tick = { taken: [], authors: new Set(), broughtBy: null, touched: [] };
    try {
      this.#takeStored(tick);
      if (this.content.isLive) this.doc.transact(() => this.#takeAll(tick));
      if (tick.touched.length > 0 && this.content.settleIds(tick.touched)) {
        this.clientIds.adopt(this.doc.clientID, serverAccount);
      }
      if (this.content.hasPending) throw new ApplyFailed('Applied in part');
    } catch (error) {
      for (const inbound of [...tick.taken, ...this.#takeInbox()]) inbound.settle({ kind: 'failed' });
      throw error;
    }
    this.#append(tick);
    for (const inbound of tick.taken) inbound.settle({ kind: 'taken', place: this.received });
  }

  /** Takes a connection's presence; foreign states are dropped. @throws when the message is malformed. */
  present(connection: Connection, update: Uint8Array, isNew = connection.isNew): void {
    const mayShow = (clientId: number): boolean => {
      const isOwn = this.clientIds.bind(clientId, connection.who.accountId);
      if (isOwn === null) this.#unsure.announce(connection, { update, isNew });
      return isOwn === true;
    };
    this.presence.receive(connection, update, mayShow, isNew);
    if (this.presence.hasNews) this.outgoing.from(connection);
  }

  /** The connection is gone. */
  leave(connection: Connection): void {
    this.connections.delete(connection);
    this.unacknowledged.delete(connection);
    this.#unsure.forget(connection);
    this.#held.drop(connection);
    this.presence.leave(connection);
    this.outgoing.from(null);
    this.idleSince = this.#now();
  }

  /** Speaks for those whose presence would be forgotten. */
  renewPresence(now: number): void {
    this.presence.renew(now);
    if (this.presence.hasNews) this.outgoing.from(null);
  }

  get hasNews(): boolean {
    return this.presence.hasNews;
  }

  /** What changes nothing, or may not, is told while there is no Y.Doc; the first that changes something makes one. */
  #takeStored(tick: Tick): void {
    while (!this.content.isLive) {
      const inbound = this.#inbox.shift();
      if (!inbound) return;
      this.#take(inbound, tick);
    }
  }

  #takeAll(tick: Tick): void {
    let batch = [...this.#takeInbox(), ...this.#held.takeReady(this.doc)];
    for (; batch.length > 0; batch = this.#held.takeReady(this.doc)) {
      for (const inbound of batch) this.#take(inbound, tick);
    }
  }

  #take(inbound: Inbound, tick: Tick): void {
    const author = inbound.author();
    if (!author) return;
    const verdict = admit(this, author, inbound.update, inbound.at);
    switch (verdict.kind) {
      case 'nothing':
        tick.taken.push(inbound);
        return;
      case 'apply':
        this.#apply(inbound, verdict.update);
        tick.taken.push(inbound);
        for (const id of verdict.authorIds) tick.authors.add(id);
        for (const place of verdict.touched) tick.touched.push(place);
        tick.broughtBy = verdict.broughtBy ?? tick.broughtBy;
        return;
      case 'missing':
        if (inbound.mayWait) this.#held.add(inbound, verdict.client, verdict.clock);
        inbound.settle({ kind: 'missing' });
        return;
      case 'unsure':
        this.#unsure.add(inbound);
        return;
      case 'refused':
      case 'invalid':
      case 'otherEpoch':
      case 'full':
        inbound.settle(verdict);
        return;
    }
  }

  /** What other nodes have put into the database is shown, and not appended again. */
  #takeFromOthers(): void {
    const updates = this.#fromOthers;
    this.#fromOthers = [];
    const { fresh, isWhole } = this.content.takeFromOthers(updates);
    if (!isWhole) this.#others?.lacksSomething(this);
    if (fresh.length === 0) return;
    for (const update of fresh) {
      this.size.grow(update.length);
      this.outgoing.add(update);
    }
    this.outgoing.from(null);
    const touched = updates.flatMap(identifiedIn);
    if (touched.length > 0 && this.content.settleIds(touched, true)) {
      this.clientIds.adopt(this.doc.clientID, serverAccount);
    }
  }

  #apply(inbound: Inbound, update: Uint8Array): void {
    try {
      Y.applyUpdate(this.doc, update);
    } catch (error) {
      inbound.settle({ kind: 'invalid', why: 'Yjs cannot apply it' });
      throw new ApplyFailed('Yjs cannot apply an update that was let through', { cause: error });
    }
    this.outgoing.from(inbound.from);
  }

  #append({ authors, broughtBy }: Tick): void {
    const fresh = this.#fresh;
    this.#fresh = [];
    if (fresh.length === 0 && !this.clientIds.hasFresh) return;
    const bytes = fresh.length > 1 ? Y.mergeUpdates(fresh) : (fresh[0] ?? null);
    const bindings = this.clientIds.takeFresh();
    this.unmerged.addClientIds(bindings.length);
    const { documentId, epoch } = this;
    this.received = this.#journal.append({ documentId, epoch, bytes, authorIds: [...authors], broughtBy, bindings });
    if (!bytes) return;
    // More than one: the server has written something too, which the sender has to see.
    if (fresh.length > 1) this.outgoing.from(null);
    this.outgoing.add(bytes);
    this.size.grow(bytes.length);
    this.unmerged.addBytes(bytes.length, this.#now());
    this.isChangedSinceOpened = true;
  }

  #takeInbox(): Inbound[] {
    const inbox = this.#inbox;
    this.#inbox = [];
    return inbox;
  }
}
