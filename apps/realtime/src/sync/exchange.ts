/**
 * Documents that several nodes have open. What a node has put into the journal it tells the others, with the bytes; they
 * apply and show it. Nothing crosses before it is in the database, so nobody is shown, or builds on, what only one
 * node's memory holds. Whoever may have missed something looks in the journal.
 */
import { setTimeout as wait } from 'node:timers/promises';
import type { Journal, Seen, UpdateRow } from '@samsyn/models';
import type { Logger } from 'pino';
import type { SharedRow } from '../nodes/messages.ts';
import type { Nodes } from '../nodes/nodes.ts';
import type { Engine } from './engine.ts';
import { againAfter, Looks } from './looks.ts';
import type { Sharing } from './others.ts';
import type { Room } from './room.ts';

/** Rows that together are larger than this are not sent but read from the journal by those who need them. Bytes. */
const mostSent = 256 * 1024;
/** Presence goes out this often. Milliseconds. */
const presenceEvery = 50;
/** How long a colleague's edit may take from one node to another. Milliseconds. */
const certainAfter = 4000;
/** While the bus is away the journals of open documents are looked into this often. Milliseconds. */
const lookEvery = 2000;
/** After so long all others have been heard. Milliseconds. */
const meetFor = 4000;

type Asked = Map<number, string | null>;

export type ExchangeOptions = {
  nodes: Nodes;
  engine: () => Engine;
  journal: Journal;
  log: Logger;
  /** whether every lowering of a right until a moment ago is known here */
  knowsRights: () => boolean;
  /** a document was written in on another node; null: any may have been */
  onWrittenElsewhere: (documentId: string | null) => void;
};

export class Exchange implements Sharing {
  readonly #options: ExchangeOptions;
  readonly #looks: Looks;
  readonly #asked = new Map<Room, Asked>();
  readonly #present = new Set<Room>();
  #presenceTimer: NodeJS.Timeout | null = null;
  #awayTimer: NodeJS.Timeout | null = null;

  constructor(options: ExchangeOptions) {
    this.#options = options;
    const { nodes, journal } = options;
    this.#looks = new Looks(journal, options.engine, (error) => this.#complain(error));
    nodes.on('rows', ({ rows }) => this.#hearRows(rows));
    nodes.on('presence', ({ documentId, states, isWhole }, from) => {
      const room = this.#engine.roomOf(documentId);
      if (!room) return;
      room.mirror(from, states, isWhole);
      this.#engine.schedule(room);
    });
    nodes.on('whoIsHere', ({ documentIds }) => documentIds.forEach((id) => this.#sayWho(this.#engine.roomOf(id))));
    setTimeout(() => this.#meet(), meetFor).unref();
    nodes.onMissed(() => this.#missed());
    nodes.onLost((node, saidGoodbye) => {
      if (!saidGoodbye) {
        journal.heal();
        // Its mark is known now: who starts later need not heal for it.
        if (nodes.isUp) this.#healUnclosed();
      }
      this.#dropPresence(node);
      // What it put into the database last it may have told nobody.
      this.#lookEverywhere();
    });
    nodes.onCutOff(() => {
      journal.heal();
      this.#lookWhileAway();
    });
  }

  get #engine(): Engine {
    return this.#options.engine();
  }

  knowsRights(): boolean {
    return this.#options.knowsRights();
  }

  haveSentAllShownBy(room: Room, at: number): boolean {
    const { nodes, journal } = this.#options;
    const then = at + certainAfter;
    if (this.#engine.now() < then || !nodes.knowsAll || !journal.isHealthy().ok) return false;
    // Messages of other nodes may be lost, and nodes too that would have said so.
    if (this.#looks.hasSeenAllBy(room, then)) return true;
    void this.#looks.look(room);
    return false;
  }

  askWhose(room: Room, clientId: number, accountId: string | null): void {
    const asked = this.#asked.get(room);
    if (asked) {
      asked.set(clientId, accountId);
      return;
    }
    this.#asked.set(room, new Map([[clientId, accountId]]));
    setImmediate(() => void this.#find(room).catch((error: unknown) => this.#complain(error)));
  }

  lacksSomething(room: Room): void {
    void this.#looks.look(room, true);
  }

  written(rows: readonly UpdateRow[]): void {
    if (rows.length === 0) return;
    const size = rows.reduce((sum, { bytes }) => sum + bytes.length, 0);
    for (const { documentId, _id } of rows) {
      const room = this.#engine.roomOf(documentId);
      if (room) this.#looks.remember(room, _id);
    }
    this.#options.nodes.say({
      kind: 'rows',
      rows: rows.map(({ _id, documentId, epoch, bytes, part }) => ({
        id: _id,
        documentId,
        epoch,
        bytes: part || size > mostSent ? null : new Uint8Array(bytes),
      })),
    });
  }

  /** The document's history was begun anew here: who has it open elsewhere has a former one. */
  rebuilt(documentId: string, epoch: number): void {
    this.#options.nodes.say({ kind: 'rows', rows: [{ id: '', documentId, epoch, bytes: null }] });
  }

  opened(room: Room, seen: Seen): void {
    this.#looks.opened(room, seen);
    this.#options.nodes.say({ kind: 'whoIsHere', documentIds: [room.documentId] });
  }

  published(room: Room): void {
    if (!room.presence.hasNewsHere) return;
    this.#present.add(room);
    if (!this.#presenceTimer) this.#presenceTimer = setTimeout(() => this.#sendPresence(), presenceEvery);
  }

  /** Looks in the journal, and has what was found in the document. @throws when the database does not answer */
  async refresh(room: Room): Promise<void> {
    await this.#looks.once(room);
    this.#engine.workNow(room);
  }

  #hearRows(rows: readonly SharedRow[]): void {
    for (const [documentId, own] of Map.groupBy(rows, (row) => row.documentId)) {
      this.#options.onWrittenElsewhere(documentId);
      const room = this.#engine.roomOrOpening(documentId);
      if (room instanceof Promise) {
        room.then(
          (opened) => this.#takeRows(opened, own),
          // Whoever opens it hears why it failed.
          () => {},
        );
      } else if (room) this.#takeRows(room, own);
    }
  }

  #takeRows(room: Room, rows: readonly SharedRow[]): void {
    if (rows.some(({ bytes, epoch }) => bytes === null || epoch !== room.epoch)) {
      void this.#looks.look(room);
      return;
    }
    for (const { id } of rows) this.#looks.remember(room, id);
    room.intake.takeFromOthers(rows.flatMap(({ bytes }) => bytes ?? []));
    this.#engine.schedule(room);
  }

  /** Something may not have been heard: the journal has it, and the others say who is there. */
  #missed(): void {
    const rooms = [...this.#engine.rooms];
    this.#options.nodes.say({ kind: 'whoIsHere', documentIds: rooms.map(({ documentId }) => documentId) });
    for (const room of rooms) this.#sayWho(room);
    this.#lookEverywhere();
  }

  /** Nobody tells what is new: words cross through the database. */
  #lookWhileAway(): void {
    if (this.#awayTimer) clearTimeout(this.#awayTimer);
    this.#awayTimer = null;
    if (this.#options.nodes.isUp) return;
    this.#lookEverywhere();
    this.#awayTimer = setTimeout(() => this.#lookWhileAway(), lookEvery);
    this.#awayTimer.unref();
  }

  #lookEverywhere(): void {
    this.#options.onWrittenElsewhere(null);
    this.#looks.everywhere();
  }

  #sayWho(room: Room | null): void {
    if (!room) return;
    const { documentId, presence } = room;
    this.#options.nodes.say({ kind: 'presence', documentId, isWhole: true, states: presence.here() });
  }

  #sendPresence(): void {
    this.#presenceTimer = null;
    for (const room of this.#present) {
      const states = room.presence.takeNewsHere();
      const { documentId } = room;
      if (states.length > 0) this.#options.nodes.say({ kind: 'presence', documentId, isWhole: false, states });
    }
    this.#present.clear();
  }

  #dropPresence(node: string): void {
    for (const room of this.#engine.rooms) {
      room.dropNode(node);
      room.retry();
      this.#engine.schedule(room);
    }
  }

  /** A node that ended without a goodbye before this one began to listen: what it had shown may be lost. */
  #meet(): void {
    const { nodes } = this.#options;
    if (!nodes.hasMetAll) {
      setTimeout(() => this.#meet(), meetFor).unref();
      return;
    }
    this.#healUnclosed();
  }

  #healUnclosed(): void {
    const { nodes, journal } = this.#options;
    journal.forgetUnclosed(nodes.others).then(
      (count) => count > 0 && journal.heal(),
      (error: unknown) => this.#complain(error),
    );
  }

  async #find(room: Room): Promise<void> {
    const asked = this.#asked.get(room) ?? new Map<number, string | null>();
    this.#asked.delete(room);
    const bindings = [...asked].flatMap(([clientId, accountId]) =>
      accountId === null ? [] : [{ clientId, accountId }],
    );
    while (this.#looks.isOpen(room)) {
      try {
        const owners = await this.#options.journal.bind(room.documentId, bindings, [...asked.keys()]);
        room.clientIds.learn(asked.keys(), owners);
        room.retry();
        this.#engine.schedule(room);
        return;
      } catch (error) {
        this.#complain(error);
        await wait(againAfter);
      }
    }
  }

  #complain(error: unknown): void {
    this.#options.log.error({ err: error }, 'What other nodes wrote could not be looked up');
  }
}
