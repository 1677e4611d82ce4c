/** Pages that come to the seminar room of the demo's primary schools over Socket.IO. */
import type { ClientToServerEvents, JoinAnswer, SeminarRoomState, ServerToClientEvents } from '@samsyn/domain';
import { io, type Socket } from 'socket.io-client';
import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import { type Client, itemsOf, member } from '../../support/client.ts';
import { startServer, type TestServer } from '../../support/server.ts';
import { clientFor } from '../../support/words.ts';

export type Room = Socket<ServerToClientEvents, ClientToServerEvents>;

/** The product with its demo, and whose pages come; there from before a file's first test until after its last one. */
export class House {
  server!: TestServer;
  coordinator!: Client;
  admin!: Client;
  seminarId = '';
  readonly #opened: { disconnect: () => unknown }[] = [];

  constructor() {
    beforeAll(async () => {
      this.server = await startServer();
      [this.coordinator, this.admin] = await Promise.all([
        clientFor(this.server, 'kvalitet@example.org'),
        clientFor(this.server, 'admin@example.org'),
      ]);
      const seminars = itemsOf(await this.coordinator.get('/api/seminars?schoolYear=2018-2019'));
      const live = seminars.findLast((one) => member(one, 'leadershipGroup', 'slug') === 'grundskola');
      this.seminarId = String(member(live, 'id'));
    });
    afterEach(() => {
      for (const socket of this.#opened.splice(0)) socket.disconnect();
    });
    afterAll(() => this.server?.close());
  }

  /** @param headers all that it says of itself; the test's end closes it */
  connect(namespace: string, headers: Record<string, string>, transports = ['websocket']): Socket {
    const socket = io(`${this.server.url}${namespace}`, {
      transports,
      forceNew: true,
      reconnection: false,
      extraHeaders: headers,
    });
    this.#opened.push(socket);
    return socket;
  }

  /** @param headers over those of an honest page of this origin */
  dial(cookie: string, headers: Record<string, string> = {}, transports = ['websocket']): Socket {
    return this.connect('/seminar', { cookie, origin: this.server.url, ...headers }, transports);
  }

  /** A client that keeps to the protocol. */
  open(...how: Parameters<House['dial']>): Room {
    return this.dial(...how);
  }

  async openFor(email: string): Promise<Room> {
    const socket = this.open(await this.server.signIn(email));
    expect(await connected(socket)).toBeNull();
    return socket;
  }

  join(socket: Room, id = this.seminarId): Promise<JoinAnswer> {
    return socket.emitWithAck('seminar:join', { seminarId: id });
  }
}

/** @returns null when it came in, else why not */
export const connected = (socket: Room): Promise<string | null> =>
  new Promise((resolve) => {
    socket.once('connect', () => resolve(null));
    socket.once('connect_error', (error) => resolve(error.message));
  });

/** @returns the next state of the room that is as wanted */
export const stateOf = (socket: Room, isWanted: (state: SeminarRoomState) => boolean): Promise<SeminarRoomState> =>
  new Promise((resolve) => {
    const listen = (state: SeminarRoomState): void => {
      if (!isWanted(state)) return;
      socket.off('seminar:state', listen);
      resolve(state);
    };
    socket.on('seminar:state', listen);
  });
