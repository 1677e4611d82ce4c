/**
 * The thirty others: programs that speak the sync protocol over real sockets, each under an account of its own. Each writes
 * in its own place and shows its caret there; what comes in is not applied, so that their own cost does not count.
 */
import { decodeMessage, encodeMessage } from '@samsyn/document';
import WebSocket from 'ws';
import { Awareness, encodeAwarenessUpdate } from 'y-protocols/awareness';
import * as Y from 'yjs';
import { pick, seeded, sentences } from '../corpus.ts';

/** Keys a second, each person at a pace of their own between these. */
const slowest = 2;
const fastest = 5;

export type Way = { socketUrl: string; origin: string; cookie: string };

/** The n-th text of the document that can be written in, counted from its beginning as a share of its length. */
const textAt = (body: Y.XmlFragment, share: number): Y.XmlText => {
  const texts: Y.XmlText[] = [];
  const visit = (parent: Y.XmlFragment | Y.XmlElement): void => {
    for (const child of parent.toArray()) {
      if (child instanceof Y.XmlText) texts.push(child);
      else if (child instanceof Y.XmlElement) visit(child);
    }
  };
  visit(body);
  const found = texts[Math.min(texts.length - 1, Math.floor(share * texts.length))];
  if (found === undefined) throw new RangeError('Nothing to write in');
  return found;
};

class Colleague {
  readonly doc = new Y.Doc();
  readonly #socket: WebSocket;
  readonly #awareness = new Awareness(this.doc);
  readonly #text: Y.XmlText;
  readonly #random: () => number;
  #offset: number;
  #words = '';
  #timer: ReturnType<typeof setTimeout> | undefined;
  keys = 0;

  constructor(way: Way, state: Uint8Array, index: number, count: number) {
    this.#random = seeded(index + 1);
    Y.applyUpdate(this.doc, state);
    this.#text = textAt(this.doc.getXmlFragment('body'), (index + 0.5) / count);
    this.#offset = Math.floor(this.#text.length / 2);
    this.#socket = new WebSocket(way.socketUrl, { headers: { cookie: way.cookie, origin: way.origin } });
    this.doc.on('update', (update: Uint8Array) => this.#send(encodeMessage({ type: 'update', update })));
    this.#awareness.on('update', () => {
      const update = encodeAwarenessUpdate(this.#awareness, [this.doc.clientID]);
      this.#send(encodeMessage({ type: 'awareness', update }));
    });
    this.#socket.on('message', (data: Buffer) => {
      if (data[0] === 0 && data[1] === 0) this.#answer(data);
    });
  }

  async opened(): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      this.#socket.once('open', () => resolve());
      this.#socket.once('error', reject);
    });
    this.#send(encodeMessage({ type: 'syncStep1', stateVector: Y.encodeStateVector(this.doc) }));
    this.#showCaret();
  }

  start(): void {
    const pace = 1000 / (slowest + this.#random() * (fastest - slowest));
    const next = (): void => {
      this.#press();
      this.#timer = setTimeout(next, pace * (0.5 + this.#random()));
    };
    this.#timer = setTimeout(next, pace * this.#random());
  }

  stop(): void {
    clearTimeout(this.#timer);
  }

  close(): void {
    this.stop();
    this.#awareness.destroy();
    this.#socket.terminate();
    this.doc.destroy();
  }

  #press(): void {
    if (this.#words === '') this.#words = ` ${pick(this.#random, sentences)}`;
    this.#text.insert(this.#offset, this.#words.slice(0, 1));
    this.#words = this.#words.slice(1);
    this.#offset += 1;
    this.keys += 1;
    this.#showCaret();
  }

  #showCaret(): void {
    const place = Y.relativePositionToJSON(Y.createRelativePositionFromTypeIndex(this.#text, this.#offset));
    this.#awareness.setLocalState({ user: {}, cursor: { anchor: place, head: place } });
  }

  #answer(frame: Uint8Array): void {
    const message = decodeMessage(frame);
    if (message.type !== 'syncStep1') return;
    const update = Y.encodeStateAsUpdate(this.doc, message.stateVector);
    this.#send(encodeMessage({ type: 'syncStep2', update }));
  }

  #send(frame: Uint8Array): void {
    if (this.#socket.readyState === WebSocket.OPEN) this.#socket.send(frame);
  }
}

export type Crowd = {
  start(): void;
  stop(): void;
  /** how many keys they pressed, all together */
  keys(): number;
  close(): void;
};

/** @param state the document as it stands now */
export const gather = async (ways: readonly Way[], state: Uint8Array): Promise<Crowd> => {
  const all = ways.map((way, index) => new Colleague(way, state, index, ways.length));
  await Promise.all(all.map((one) => one.opened()));
  return {
    start: () => all.forEach((one) => one.start()),
    stop: () => all.forEach((one) => one.stop()),
    keys: () => all.reduce((sum, one) => sum + one.keys, 0),
    close: () => all.forEach((one) => one.close()),
  };
};
