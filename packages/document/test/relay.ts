/** Two people at their editors and a server between them that applies and passes on, as the product's does. */
import * as Y from 'yjs';
import { putBack, takeIn, unseenLost } from '../src/index.ts';
import { HeadlessEditor } from './headless.ts';

const fromNetwork = Symbol('network');

export class Person {
  readonly editor: HeadlessEditor;
  readonly inbox: Uint8Array[] = [];
  readonly outbox: Uint8Array[] = [];
  isOffline = false;

  constructor(seed: Uint8Array, clientId: number) {
    const doc = new Y.Doc();
    doc.clientID = clientId;
    Y.applyUpdate(doc, seed, fromNetwork);
    this.editor = new HeadlessEditor(doc);
    doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin !== fromNetwork) this.outbox.push(update);
    });
  }

  /** Takes in what has come, `count` messages of it. */
  receive(count = this.inbox.length): void {
    const updates = this.inbox.splice(0, count);
    if (updates.length > 0) takeIn(this.editor.doc, updates, fromNetwork);
  }
}

export class Relay {
  readonly people: Person[];
  readonly doc = new Y.Doc();

  constructor(seed: Uint8Array, count: number) {
    this.doc.clientID = 999;
    Y.applyUpdate(this.doc, seed);
    this.people = Array.from({ length: count }, (_, index) => new Person(seed, 1000 + index));
  }

  /** What a person has sent reaches the server, and what that made of it the others. */
  deliver(person: Person): void {
    for (const update of person.outbox.splice(0)) {
      const made: Uint8Array[] = [];
      const hear = (one: Uint8Array): void => void made.push(one);
      this.doc.on('update', hear);
      const lost = this.doc.transact((transaction) => {
        Y.applyUpdate(this.doc, update);
        return unseenLost(this.doc, transaction, [update]);
      });
      if (lost.length > 0) this.doc.transact(() => putBack(this.doc, lost));
      this.doc.off('update', hear);
      if (made.length === 0) continue;
      // what the server has written itself, the sender has to see too
      for (const other of this.people) if (other !== person || made.length > 1) other.inbox.push(Y.mergeUpdates(made));
    }
  }

  /** Until nobody has anything more to say. */
  settle(): void {
    for (let round = 0; round < 50; round += 1) {
      for (const person of this.people) this.deliver(person);
      for (const person of this.people) person.receive();
      if (this.people.every(({ inbox, outbox }) => inbox.length + outbox.length === 0)) return;
    }
    throw new Error('They never came to rest');
  }

  close(): void {
    for (const { editor } of this.people) editor.close();
    this.doc.destroy();
  }
}
