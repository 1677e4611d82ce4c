/** The two ways of one Y.Doc to the server, the socket and plain HTTP, and the count of what has come by either. */
import type { DocumentInfo, Me } from '@samsyn/domain';
import * as Y from 'yjs';
import { Connection } from './connection.ts';
import { httpSync } from './httpSync.ts';
import { HttpWay } from './httpWay.ts';
import { Ledger } from './ledger.ts';

/** Frames above this go over HTTP (the server's own limit is 2 MiB unless it was set otherwise). In bytes. */
const largestFrame = 1_900_000;
const smallestLimit = 16_384;

export type WaysEvents = {
  /** The document is there, and goes on coming by the socket. */
  synced: () => void;
  /** The document is there by plain HTTP. */
  pulled: () => void;
  /** Something became durable, or a way opened or closed. */
  changed: () => void;
  /** The socket was closed; `code` and `wasOpen` as the connection says. */
  closed: (code: number | null, wasOpen: boolean) => void;
  /** The server did not take what was written. */
  refused: (code: string) => void;
  refusedOverHttp: (status: number, code: string) => void;
  /** Something was changed here. @param isSent whether a message of the open connection just carried it */
  written: (update: Uint8Array, isSent: boolean) => void;
};

type About = { info: DocumentInfo; me: Me; /** as an earlier Y.Doc's ways found out */ frameLimit?: number };

export class Ways {
  readonly ledger = new Ledger();
  readonly connection: Connection;
  readonly #http: HttpWay;
  #frameLimit: number;

  constructor({ info, me, frameLimit = largestFrame }: About, events: WaysEvents) {
    this.#frameLimit = frameLimit;
    this.connection = this.#connect(info, me, events);
    const { doc } = this.connection;
    this.#http = new HttpWay({
      doc,
      sync: httpSync(info.id, me.id, info.epoch, doc.clientID),
      ledger: this.ledger,
      pulled: events.pulled,
      changed: events.changed,
      refused: events.refusedOverHttp,
    });
  }

  get doc(): Y.Doc {
    return this.connection.doc;
  }

  get frameLimit(): number {
    return this.#frameLimit;
  }

  get isOverHttp(): boolean {
    return this.#http.isInUse;
  }

  /** The way that serves now. */
  get transport(): 'socket' | 'http' | 'none' {
    if (this.connection.isOpen) return 'socket';
    return this.#http.isWorking ? 'http' : 'none';
  }

  /** Sockets bring nothing: goes over plain HTTP until one does. */
  openHttp(): void {
    this.#http.open();
  }

  /** The server closed the socket for the size of a frame: what was in it goes over HTTP, and smaller ones from now on. */
  async shrink(): Promise<void> {
    this.#frameLimit = Math.max(smallestLimit, Math.floor(this.#frameLimit / 4));
    await this.#http.push(Y.encodeStateAsUpdate(this.doc));
  }

  /** The page is left. @returns whether the server has this update */
  pushLast(update: Uint8Array): Promise<boolean> {
    return this.#http.pushLast(update);
  }

  /** Neither way is used until `connection.connect`. */
  close(): void {
    this.#http.close();
    this.connection.disconnect();
  }

  /** For good; the document stays readable. */
  stop(): void {
    this.#http.stop();
    this.connection.stop();
  }

  #connect(info: DocumentInfo, me: Me, events: WaysEvents): Connection {
    // What was sent since the last change is this one.
    let isSent = false;
    const { ledger } = this;
    const connection: Connection = new Connection(info.id, me.id, info.epoch, {
      largest: () => this.#frameLimit,
      sent: (kind) => {
        isSent = kind === 'update';
        ledger.sent(kind === 'step2');
      },
      tooLarge: (update) => void this.#http.push(update),
      opened: () => {
        ledger.opened();
        events.changed();
      },
      closed: (code, wasOpen) => {
        ledger.closed();
        events.closed(code, wasOpen);
      },
      synced: () => {
        this.#http.close();
        events.synced();
      },
      acknowledged: (count) => {
        ledger.acknowledged(count);
        events.changed();
      },
      refused: events.refused,
      written: (update) => {
        const wasSent = isSent;
        isSent = false;
        connection.batches.typed();
        this.#http.written();
        events.written(update, wasSent);
      },
    });
    const { id, name, color } = me;
    connection.provider.awareness.setLocalStateField('user', { id, name, color });
    return connection;
  }
}
