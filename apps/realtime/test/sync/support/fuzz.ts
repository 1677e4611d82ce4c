/** A server that is stopped, killed and started again, and people whose connections come and go: for the convergence fuzz. */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { bodyOf, type SyncMessage } from '@samsyn/document';
import { Journal } from '@samsyn/models';
import type { Connection } from 'mongoose';
import { pino } from 'pino';
import { Registry } from 'prom-client';
import * as Y from 'yjs';
import type { SyncLimits, Who } from '../../../src/sync/live-documents.ts';
import { type Assembled, assembleSync } from '../../../src/sync/sync.ts';
import { Pair } from './pair.ts';
import { generous, Rules } from './server.ts';

const log = pino({ level: process.env['SYNC_LOG'] ?? 'silent' });
const limits: SyncLimits = { ...generous, bytesPerSecond: 0, messagesPerSecond: 0, connectionsPerAccount: 0 };

export const tick = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

const whoIs = (accountId: string): Who => ({
  accountId,
  name: accountId,
  color: '#000000',
  sessionId: accountId,
  expiresAt: Number.MAX_SAFE_INTEGER,
  actor: { id: accountId, roles: [], groups: [] },
});

export class FuzzServer {
  readonly rules = new Rules();
  readonly #connection: Connection;
  readonly #directory: string;
  #journal: Journal | null = null;
  #parts: Assembled | null = null;

  constructor(connection: Connection, directory: string) {
    this.#connection = connection;
    this.#directory = directory;
  }

  async start(): Promise<void> {
    this.#journal = await Journal.open({ connection: this.#connection, directory: join(this.#directory, 'log') });
    this.#parts = assembleSync({
      journal: this.#journal,
      authenticate: async ({ headers }) => whoIs(headers.cookie ?? ''),
      resolve: async ({ accountId }) => ({ access: this.rules.accessOf(accountId), schemaVersion: 1 }),
      isAllowedOrigin: () => true,
      addressOf: () => '127.0.0.1',
      limits,
      log,
      metrics: new Registry(),
    });
  }

  get parts(): Assembled {
    if (!this.#parts) throw new Error('The server is not running');
    return this.#parts;
  }
  get isRunning(): boolean {
    return this.#parts !== null;
  }

  /** As SIGTERM does. */
  async stop(): Promise<void> {
    const { parts } = this;
    this.#parts = null;
    await parts.sync.documents.close();
    await this.#journal?.close();
  }

  /** As kill -9 does: what is on its way to the database may or may not get there. `isLost`: the machine's disk is gone too. */
  async kill(isLost: boolean): Promise<void> {
    const { door, housekeeping } = this.parts;
    this.#parts = null;
    door.shut();
    for (const connection of door.connections) connection.cut();
    await Promise.all([housekeeping.stop(), tick()]);
    await this.#journal?.close(0);
    if (isLost) rmSync(join(this.#directory, 'log'), { recursive: true, force: true });
  }

  /** @returns the document as the database has it. */
  async stored(documentId: string): Promise<Y.Doc> {
    if (!this.#journal) throw new Error('The server is not running');
    const doc = new Y.Doc();
    for (const update of (await this.#journal.load(documentId)).updates) Y.applyUpdate(doc, update);
    return doc;
  }
}

type Sent = { number: number; update: Uint8Array };

export class Person {
  readonly account: string;
  doc = new Y.Doc();
  undo = new Y.UndoManager(bodyOf(this.doc));
  pair: Pair | null = null;
  /** updates that the server has said are durable */
  readonly acknowledged: Uint8Array[] = [];
  /** how often the server refused its words, so that it began anew */
  refusals = 0;
  readonly #server: FuzzServer;
  readonly #documentId: string;
  #sent: Sent[] = [];
  #number = 0;
  #last: Uint8Array | null = null;

  constructor(account: string, server: FuzzServer, documentId: string) {
    this.account = account;
    this.#server = server;
    this.#documentId = documentId;
    this.#begin();
  }

  connect(): void {
    if (!this.#server.isRunning) return;
    this.#sent = [];
    this.#number = 0;
    const pair = new Pair(this.#server.parts.door, `/yjs/${this.#documentId}?ack=1`, whoIs(this.account), (message) => {
      if (pair === this.pair) this.#hear(message);
    });
    this.pair = pair;
    pair.say({ type: 'syncStep1', stateVector: Y.encodeStateVector(this.doc) });
  }

  get isOnline(): boolean {
    return this.pair?.isOpen ?? false;
  }
  get isSettled(): boolean {
    return this.isOnline && this.#sent.length === 0 && (this.pair?.isQuiet ?? false);
  }

  /** Says its last words once more. */
  repeat(): void {
    if (this.#last) this.#send('update', this.#last);
  }

  /** Its last words go by another way too, and may be there before or after. */
  detour(): void {
    if (!this.#last || !this.#server.isRunning) return;
    const who = { accountId: this.account, access: this.#server.rules.accessOf(this.account) };
    this.#server.parts.sync.documents.receive(this.#documentId, who, this.#last).catch(() => {});
  }

  #begin(): void {
    this.undo.destroy();
    this.doc = new Y.Doc();
    this.undo = new Y.UndoManager(bodyOf(this.doc));
    this.#last = null;
    this.doc.on('update', (update: Uint8Array, from: unknown) => {
      if (from === this) return;
      this.#last = update;
      this.#send('update', update);
    });
  }

  #send(type: 'update' | 'syncStep2', update: Uint8Array): void {
    if (!this.isOnline) return;
    this.#number += 1;
    this.#sent.push({ number: this.#number, update });
    this.pair?.say({ type, update });
  }

  #hear(message: SyncMessage): void {
    switch (message.type) {
      case 'syncStep1':
        return this.#send('syncStep2', Y.encodeStateAsUpdate(this.doc, message.stateVector));
      case 'syncStep2':
      case 'update':
        return Y.applyUpdate(this.doc, message.update, this);
      case 'acknowledged':
        this.acknowledged.push(
          ...this.#sent.filter(({ number }) => number <= message.count).map(({ update }) => update),
        );
        this.#sent = this.#sent.filter(({ number }) => number > message.count);
        return;
      case 'refused':
        // As our client does: the refused words are kept elsewhere, the document begins anew.
        this.refusals += 1;
        this.pair?.cut();
        return this.#begin();
      default:
        return;
    }
  }
}
