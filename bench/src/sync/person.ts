/**
 * Somebody who types. Each has a client id of their own, a paragraph of their own, and writes on from their own last
 * letter, as an editor does; the letters are encoded by hand, since thirty editors would not fit beside the server.
 */
import { bodyOf } from '@samsyn/document';
import * as encoding from 'lib0/encoding';
import * as Y from 'yjs';
import { CheapSocket, clientFrame } from './socket.ts';
import { type Dialect, Speech } from './dialect.ts';

export type Place = {
  port: number;
  path: string;
  documentName: string;
  dialect: Dialect;
  headers: Record<string, string>;
};

const letters = [...'en lärare ser att eleverna läser mer när de får välja själva och det syns i resultaten'];
const { writeVarUint, writeVarString, writeUint8 } = encoding;

/** One letter after the writer's last one: a Yjs update (version 1) with a single struct. */
const letterUpdate = (client: number, clock: number, letter: string): Uint8Array =>
  encoding.encode((encoder) => {
    writeVarUint(encoder, 1);
    writeVarUint(encoder, 1);
    writeVarUint(encoder, client);
    writeVarUint(encoder, clock);
    // A string (4) with a neighbour to its left (0x80).
    writeUint8(encoder, 0x84);
    writeVarUint(encoder, client);
    writeVarUint(encoder, clock - 1);
    writeVarString(encoder, letter);
    writeVarUint(encoder, 0);
  });

const sleep = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));

export class Person {
  readonly #speech: Speech;
  readonly #socket: CheapSocket;
  readonly doc: Y.Doc;
  readonly clientId: number;
  /** when the struct with this clock was sent */
  readonly sentAt: number[] = [];
  /** messages that change the document: sent, and called safe by the server */
  sent = 0;
  acknowledged = 0;
  /** the clock after each of those messages */
  readonly clockAfter: number[] = [0];
  #clock = 0;
  #awarenessClock = 1;
  #textId: Y.ID | null = null;
  #synced = false;
  #applies = true;
  /** when so many bytes of content had come */
  contentAt = 0;
  contentBytes = 0;
  onUpdate: ((update: Uint8Array) => void) | null = null;

  private constructor(speech: Speech, socket: CheapSocket, doc: Y.Doc) {
    this.#speech = speech;
    this.#socket = socket;
    this.doc = doc;
    this.clientId = doc.clientID;
  }

  /** Joins and is in sync when it resolves. @param applies whether it makes a Y.Doc of what it gets */
  static async join(place: Place, applies = true): Promise<Person> {
    const doc = new Y.Doc();
    const speech = new Speech(place.dialect, place.documentName);
    const early: Buffer[] = [];
    let person: Person | null = null;
    const socket = await CheapSocket.open(place.port, place.path, place.headers, (payload) => {
      if (person) person.#hear(payload);
      else early.push(Buffer.from(payload));
    });
    person = new Person(speech, socket, doc);
    person.#applies = applies;
    for (const payload of early) person.#hear(payload);
    const hello = speech.hello(Y.encodeStateVector(doc));
    if (hello.length > 0) socket.send(...hello);
    else person.#synced = true;
    await person.#until('in sync', () => person.#synced);
    return person;
  }

  /** Shows itself, and begins a paragraph at the end of the text as an editor does. */
  begin(): void {
    let update: Uint8Array = new Uint8Array();
    const hear = (bytes: Uint8Array): void => {
      update = bytes;
    };
    this.doc.on('update', hear);
    const text = new Y.XmlText();
    this.doc.transact(() => {
      const paragraph = new Y.XmlElement('paragraph');
      paragraph.setAttribute('id', `bench-${this.clientId.toString(36)}`);
      paragraph.insert(0, [text]);
      bodyOf(this.doc).push([paragraph]);
      // Last, so that the next letter stands behind it.
      text.insert(0, '.');
    });
    this.doc.off('update', hear);
    this.#textId = text._item?.id ?? null;
    this.#clock = Y.getState(this.doc.store, this.clientId);
    // From here on the letters come from outside: Yjs would take them for another's under the same id.
    this.doc.clientID += 1;
    this.#socket.send(this.#speech.awareness(this.#cursor()), this.#speech.update(update));
    this.#count();
  }

  /** Nobody reads here any more: frames are counted and dropped. */
  forget(): void {
    this.#socket.onMessage = null;
    this.doc.destroy();
  }

  /** Presses a key: a letter and, unless told otherwise, the caret that moves on, in one write. */
  type(hasCaret = true): void {
    const letter = letters[this.#clock % letters.length] ?? ' ';
    const bytes = letterUpdate(this.clientId, this.#clock, letter);
    if (this.onUpdate) Y.applyUpdate(this.doc, bytes);
    const update = this.#speech.update(bytes);
    this.sentAt[this.#clock] = performance.now();
    this.#clock += 1;
    this.#count();
    const frame = clientFrame(update);
    this.#socket.write(hasCaret ? Buffer.concat([frame, clientFrame(this.#speech.awareness(this.#cursor()))]) : frame);
  }

  /** Sends an update that somebody else made. */
  send(update: Uint8Array): void {
    this.#socket.send(this.#speech.update(update));
    this.#count();
  }

  /** Says that it is there, as providers do every 15 s. */
  greet(): void {
    this.#socket.send(this.#speech.awareness(this.#cursor()));
  }

  leave(): void {
    this.#socket.end();
  }

  get isGone(): boolean {
    return this.#socket.isClosed;
  }
  get received(): number {
    return this.#socket.received;
  }
  get clock(): number {
    return this.#clock;
  }

  #count(): void {
    this.sent += 1;
    this.clockAfter[this.sent] = this.#clock;
  }

  /** The caret as the editor's binding writes it: after the writer's last letter. */
  #cursor(): Uint8Array {
    this.#awarenessClock += 1;
    const item = { client: this.clientId, clock: Math.max(0, this.#clock - 1) };
    const at = { type: this.#textId, tname: null, item, assoc: -1 };
    const state = { user: { name: `Person ${this.clientId}`, color: '#7A3E9D' }, cursor: { anchor: at, head: at } };
    return encoding.encode((encoder) => {
      writeVarUint(encoder, 1);
      writeVarUint(encoder, this.clientId);
      writeVarUint(encoder, this.#awarenessClock);
      writeVarString(encoder, JSON.stringify(state));
    });
  }

  #hear(payload: Buffer): void {
    const heard = this.#speech.hear(payload);
    switch (heard.kind) {
      case 'step1': {
        // An empty answer is a message like any other: it is counted.
        this.#socket.send(this.#speech.step2(Y.encodeStateAsUpdate(this.doc, heard.stateVector)));
        this.#count();
        return;
      }
      case 'step2':
        this.#measure(heard.update);
        if (this.#applies) Y.applyUpdate(this.doc, heard.update);
        this.#synced = true;
        return;
      case 'update':
        this.#measure(heard.update);
        if (this.onUpdate) this.onUpdate(heard.update);
        else if (this.#applies) Y.applyUpdate(this.doc, heard.update);
        return;
      case 'acknowledged':
        this.acknowledged = heard.count;
        return;
      case 'other':
        return;
    }
  }

  #measure(update: Uint8Array): void {
    this.contentAt = performance.now();
    this.contentBytes += update.length;
  }

  /** Resolves when it has got so many bytes of content, in whatever kind of message. */
  async content(bytes: number): Promise<void> {
    await this.#until('content', () => this.contentBytes >= bytes);
  }

  async #until(what: string, isSo: () => boolean): Promise<void> {
    const end = Date.now() + 30_000;
    while (!isSo()) {
      if (this.isGone) throw new Error(`The server hung up (${this.#socket.closeCode}) before: ${what}`);
      if (Date.now() > end) throw new Error(`Not within 30 s: ${what}`);
      await sleep(2);
    }
  }
}
