/**
 * One open document, and who is in it. What has come in by its beat is taken together, goes into the journal as one entry,
 * and out to everybody as one buffer. The engine drives it: process, then this machine's log, then publish.
 */
import type { History, Journal, Piece } from '@samsyn/models';
import type * as Y from 'yjs';
import type { Gate } from './admit.ts';
import type { Clock } from './clock.ts';
import { ClientIds, type NewIds } from './client-ids.ts';
import type { Connection } from './connection.ts';
import { Content } from './content.ts';
import { Former } from './former.ts';
import type { SharedPresence } from '../nodes/messages.ts';
import type { Budgets } from './budgets.ts';
import type { Scan } from './inspection/scan.ts';
import { Work } from './inspection/work.ts';
import { Intake } from './intake.ts';
import type { Others } from './others.ts';
import { Outgoing } from './outgoing.ts';
import { Presence } from './presence.ts';
import { Size } from './size.ts';
import { Stored } from './stored.ts';
import { Unmerged } from './unmerged.ts';

export type RoomOptions = {
  documentId: string;
  history: History;
  journal: Journal;
  documentBytes: number;
  now: Clock;
  newIds: NewIds;
  /** what each account may have the server do beside taking in its bytes */
  dues: Budgets;
  /** what of documents each account may have read */
  reads: Budgets;
  /** null: no other node has the document open */
  others: Others | null;
};

export class Room implements Gate {
  readonly documentId: string;
  readonly epoch: number;
  readonly content: Content;
  readonly former: Former;
  readonly work = new Work();
  readonly #dues: Budgets;
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
  /** its history was begun anew elsewhere: what was written here last is nowhere */
  isOutdated = false;
  /** The client ids that the server's own changes are written under, by the account they are made for. */
  readonly writers = new Map<string | null, number>();
  readonly #journal: Journal;
  readonly #now: Clock;
  readonly #others: Others | null;
  readonly intake: Intake;
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
    this.#dues = options.dues;
    this.idleSince = options.now();
    const { others } = options;
    this.#others = others;
    this.presence = new Presence(options.now, others !== null);
    const registrar = others && ((id: number, accountId: string | null) => others.askWhose(this, id, accountId));
    this.former = new Former(history.formerClientIds);
    this.clientIds = new ClientIds(options.documentId, history.clientIds, options.newIds, registrar);
    this.content = new Content(new Stored(history), (update) => this.intake.wrote(update));
    const bytes = history.updates.reduce((sum, update) => sum + update.length, 0);
    this.size = new Size(this.content, bytes, options.documentBytes, options.now);
    this.outgoing = new Outgoing(this.content, this.presence, options.reads);
    this.intake = new Intake(this, options);
  }

  /** The document, to look inside and to write: it is built when it is first asked for. */
  get doc(): Y.Doc {
    return this.content.doc;
  }
  hasAll(update: Scan): boolean {
    return this.content.hasAll(update, this.work);
  }
  isContinuedBy(piece: Piece): boolean {
    return this.content.isContinuedBy(piece);
  }

  get isHealing(): boolean {
    return this.#now() < this.#journal.healingUntil;
  }
  speaksForItself(clientId: number): boolean {
    return this.presence.speaksForItself(clientId);
  }
  get knowsRights(): boolean {
    return this.#others?.knowsRights() ?? true;
  }
  hasAllShownBy(at: number): boolean {
    return this.#others?.haveSentAllShownBy(this, at) ?? true;
  }
  /** Whether something that came in is not durable, or not yet looked at. */
  get isDirty(): boolean {
    return this.received > this.#journal.durable || !this.intake.isEmpty || this.outgoing.hasUpdates;
  }

  secondsOwed(accountId: string): number {
    return this.#dues.secondsOwed(accountId);
  }
  hasRoomFor(bytes: number): boolean {
    return this.size.hasRoomFor(bytes);
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
    for (const [connection, { update, isNew }] of this.intake.retry()) this.present(connection, update, isNew);
  }

  /** The document has grown by this update, which goes out to everybody. */
  grew(update: Uint8Array): void {
    this.outgoing.add(update);
    this.size.grow(update.length);
    this.unmerged.addBytes(update.length, this.#now());
    this.isChangedSinceOpened = true;
  }

  /** Takes a connection's presence; foreign states are dropped. @throws when the message is malformed. */
  present(connection: Connection, update: Uint8Array, isNew = connection.isNew): void {
    const mayShow = (clientId: number): boolean => {
      const isOwn = this.clientIds.bind(clientId, connection.who.accountId);
      if (isOwn === null) this.intake.announce(connection, { update, isNew });
      return isOwn === true;
    };
    this.presence.receive(connection, update, mayShow, isNew);
    if (this.presence.hasNews) this.outgoing.from(connection);
  }

  /** The connection is gone. */
  leave(connection: Connection): void {
    this.connections.delete(connection);
    this.unacknowledged.delete(connection);
    this.intake.forget(connection);
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
}
