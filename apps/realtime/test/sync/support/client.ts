/** A client that shows everything: what it was sent, acknowledged and refused; it can also be taught to lie. */
import type { IncomingHttpHeaders } from 'node:http';
import { decodeMessage, encodeMessage, type SyncMessage } from '@samsyn/document';
import { WebSocket } from 'ws';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';
import { origin } from './server.ts';

export const until = async (what: string, isSo: () => boolean, milliseconds = 15_000): Promise<void> => {
  const end = Date.now() + milliseconds;
  while (!isSo()) {
    if (Date.now() > end) throw new Error(`Not within ${milliseconds} ms: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
};

export const sleep = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds));

export type Place = { port: number; documentId: string; account: string; query?: string };

/** Places on the server of a file of tests, which is there once they run. */
export const placesOn =
  (server: () => { port: number }) =>
  (documentId: string, account: string, query = '?ack=1'): Place => ({
    port: server().port,
    documentId,
    account,
    query,
  });

const addressOf = ({ port, documentId, query }: Place): string =>
  `ws://127.0.0.1:${port}/yjs/${documentId}${query ?? ''}`;
const headersOf = (account: string) => ({ cookie: `session=${account}`, origin });

export class Client {
  readonly doc: Y.Doc;
  readonly ws: WebSocket;
  readonly heard: SyncMessage[] = [];
  readonly refused: { code: string; number: number }[] = [];
  acknowledged = 0;
  closedWith: number | null = null;
  sent = 0;
  isSynced = false;

  constructor(place: Place, doc = new Y.Doc(), headers: Record<string, string> = headersOf(place.account)) {
    this.doc = doc;
    this.ws = new WebSocket(addressOf(place), { headers });
    this.ws.binaryType = 'nodebuffer';
    this.ws.on('message', (data: Buffer) => this.#hear(decodeMessage(data)));
    this.ws.on('close', (code) => {
      this.closedWith = code;
    });
    this.ws.on('error', () => {});
    this.ws.on('open', () => this.say({ type: 'syncStep1', stateVector: Y.encodeStateVector(this.doc) }));
    this.doc.on('update', (update: Uint8Array, from: unknown) => {
      if (from !== this) this.update(update);
    });
  }

  say(message: SyncMessage): void {
    if (this.ws.readyState !== WebSocket.OPEN) return;
    if (message.type === 'update' || message.type === 'syncStep2') this.sent += 1;
    this.ws.send(encodeMessage(message));
  }
  update(update: Uint8Array): void {
    this.say({ type: 'update', update });
  }

  async synced(): Promise<this> {
    await until('synced', () => this.isSynced);
    return this;
  }
  /** Resolves when everything that it sent is durable. */
  async durable(milliseconds?: number): Promise<void> {
    await until('acknowledged', () => this.acknowledged === this.sent, milliseconds);
  }
  async closed(milliseconds?: number): Promise<number> {
    await until('closed', () => this.closedWith !== null, milliseconds);
    return this.closedWith ?? 0;
  }
  async leave(): Promise<void> {
    this.ws.close();
    await this.closed();
  }

  #hear(message: SyncMessage): void {
    this.heard.push(message);
    switch (message.type) {
      case 'syncStep1':
        return this.say({ type: 'syncStep2', update: Y.encodeStateAsUpdate(this.doc, message.stateVector) });
      case 'syncStep2':
        this.isSynced = true;
        return Y.applyUpdate(this.doc, message.update, this);
      case 'update':
        return Y.applyUpdate(this.doc, message.update, this);
      case 'acknowledged':
        this.acknowledged = message.count;
        return;
      case 'refused':
        this.refused.push({ code: message.code, number: message.number });
        return;
      default:
        return;
    }
  }
}

/** How an upgrade is answered: 101 when it is accepted (and left at once). */
export const upgradeAnswer = (
  place: Place,
  headers: Record<string, string> = headersOf(place.account),
): Promise<{ status: number; headers: IncomingHttpHeaders; body: string }> =>
  new Promise((resolve) => {
    const ws = new WebSocket(addressOf(place), { headers });
    ws.on('unexpected-response', (_request, response) => {
      let body = '';
      response.on('data', (chunk: Buffer) => (body += chunk.toString()));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body }));
    });
    ws.on('open', () => {
      ws.close();
      resolve({ status: 101, headers: {}, body: '' });
    });
    ws.on('error', () => {});
  });

/** The stock provider, as any program uses it. */
export const provide = (place: Place, doc: Y.Doc): WebsocketProvider => {
  class WithCookie extends WebSocket {
    constructor(address: string | URL, protocols?: string | string[]) {
      super(address, protocols, { headers: headersOf(place.account) });
    }
  }
  return new WebsocketProvider(`ws://127.0.0.1:${place.port}/yjs`, place.documentId, doc, {
    WebSocketPolyfill: WithCookie as unknown as typeof globalThis.WebSocket,
    disableBc: true,
    ...(place.query && { params: Object.fromEntries(new URLSearchParams(place.query)) }),
  });
};
