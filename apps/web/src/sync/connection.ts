/** One Y.Doc's connection to the server over a websocket: the stock provider, with its own messages understood. */
import { bodyOf, decodeMessage, readBody, schemaVersion, type DocNode } from '@samsyn/document';
import * as encoding from 'lib0/encoding';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';
import { RemoteBatches } from './batches.ts';
import { httpOrigin } from './httpWay.ts';
import { onOwnUpdate } from './ownUpdates.ts';
import { watchedSocket, type Watch } from './watchedSocket.ts';

export type ConnectionEvents = Watch & {
  opened: () => void;
  /** `code` is null when the connection was closed from here or without a word; `wasOpen` false when it never opened. */
  closed: (code: number | null, wasOpen: boolean) => void;
  synced: () => void;
  acknowledged: (count: number) => void;
  refused: (code: string) => void;
  /** Something was changed here, and has been sent if it could be. */
  written: (update: Uint8Array) => void;
};

type PresenceChange = { added: number[]; updated: number[]; removed: number[] };

const messageTypes = { sync: 0, acknowledged: 4, refused: 5 } as const;
const slowestRetry = 5000;

export class Connection {
  readonly doc = new Y.Doc();
  readonly provider: WebsocketProvider;
  readonly batches: RemoteBatches;
  #isDestroyed = false;

  constructor(documentId: string, accountId: string, epoch: number, events: ConnectionEvents) {
    const scheme = location.protocol === 'https:' ? 'wss:' : 'ws:';
    this.provider = new WebsocketProvider(`${scheme}//${location.host}/yjs`, documentId, this.doc, {
      connect: false,
      // Tabs meet at the server: what one tab got past another's account or epoch would never be told apart.
      disableBc: true,
      // Who is signed in in this browser may be somebody else by the time that it connects again.
      params: { ack: '1', account: accountId, epoch: String(epoch), schema: String(schemaVersion) },
      maxBackoffTime: slowestRetry,
      WebSocketPolyfill: watchedSocket(events),
    });
    this.batches = new RemoteBatches(this.doc, this.provider);
    this.#understand(events);
    this.#follow(events);
    this.#sendOwn(events);
    this.#speakForSelf();
  }

  get isOpen(): boolean {
    return this.provider.wsconnected;
  }

  /** What the server has is here, and goes on coming. */
  get isSynced(): boolean {
    return this.provider.wsconnected && this.provider.synced;
  }

  /** What stands in the document now, as JSON. */
  get body(): DocNode {
    return readBody(this.doc);
  }

  get root(): Y.XmlFragment {
    return bodyOf(this.doc);
  }

  connect(): void {
    if (!this.#isDestroyed) this.provider.connect();
  }

  disconnect(): void {
    this.provider.disconnect();
  }

  /** Ends the connection; the document stays readable. */
  stop(): void {
    if (this.#isDestroyed) return;
    this.#isDestroyed = true;
    this.batches.flush();
    this.batches.stop();
    this.provider.destroy();
  }

  #understand(events: ConnectionEvents): void {
    const { messageHandlers } = this.provider;
    const stock = messageHandlers[messageTypes.sync];
    messageHandlers[messageTypes.sync] = (encoder, decoder, provider, emitSynced, type) => {
      const frame = decoder.arr.subarray(0);
      const message = decodeMessage(frame);
      if (message.type === 'update') {
        this.batches.push(message.update);
        return;
      }
      if (message.type === 'syncStep2') {
        this.batches.push(message.update);
        this.batches.flush();
        if (emitSynced) provider.synced = true;
        return;
      }
      this.batches.flush();
      stock?.(encoder, decoder, provider, emitSynced, type);
    };
    messageHandlers[messageTypes.acknowledged] = (_encoder, decoder) => {
      const message = decodeMessage(decoder.arr);
      if (message.type === 'acknowledged') events.acknowledged(message.count);
    };
    messageHandlers[messageTypes.refused] = (_encoder: encoding.Encoder, decoder) => {
      const message = decodeMessage(decoder.arr);
      if (message.type === 'refused') events.refused(message.code);
    };
  }

  #sendOwn(events: ConnectionEvents): void {
    const { doc, provider } = this;
    const send = provider._updateHandler;
    doc.off('update', send);
    onOwnUpdate(
      doc,
      (origin) => origin === provider || origin === httpOrigin,
      (update, origin) => {
        send(update, origin);
        events.written(update);
      },
    );
  }

  /** The stock provider sends back everybody's presence as it comes in; the server knows it. */
  #speakForSelf(): void {
    const { awareness } = this.provider;
    const send = this.provider._awarenessUpdateHandler;
    awareness.off('update', send);
    this.provider._awarenessUpdateHandler = (change: PresenceChange, origin: unknown) => {
      const isOwn = [...change.added, ...change.updated, ...change.removed].includes(awareness.clientID);
      if (isOwn) send({ added: [], updated: [awareness.clientID], removed: [] }, origin);
    };
    awareness.on('update', this.provider._awarenessUpdateHandler);
  }

  #follow(events: ConnectionEvents): void {
    let wasOpen = false;
    this.provider.on('status', ({ status }) => {
      if (status !== 'connected') return;
      wasOpen = true;
      events.opened();
      // A client is unseen after a reconnect until its presence clock moves (yjs/y-websocket #122).
      const own = this.provider.awareness.getLocalState();
      if (own !== null) this.provider.awareness.setLocalState({ ...own });
    });
    this.provider.on('connection-close', (event) => {
      const before = wasOpen;
      wasOpen = false;
      this.batches.flush();
      // The provider goes on to count its tries after this: what follows must not happen in the middle of it.
      queueMicrotask(() => events.closed(event?.code ?? null, before));
    });
    this.provider.on('sync', (isSynced) => {
      if (isSynced) events.synced();
    });
  }
}
