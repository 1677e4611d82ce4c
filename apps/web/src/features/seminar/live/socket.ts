/** One connection to the namespace /seminar for all that is open, fetched when the first page asks for it. */
import { type ClientToServerEvents, seminarNamespace, type ServerToClientEvents } from '@samsyn/domain';
import { useEffect, useState } from 'react';
import type { Socket } from 'socket.io-client';

export type LiveSocket = Socket<ServerToClientEvents, ClientToServerEvents>;

/** After the server hung up (a limit, a session that ended) the client comes again by itself only when it is told to. */
const comeAgainAfter = 4000;
/** A page that gives way to another one keeps the connection. */
const keptFor = 1000;

let users = 0;
let shared: Promise<LiveSocket> | undefined;

const open = async (): Promise<LiveSocket> => {
  const { io } = await import('socket.io-client');
  const socket: LiveSocket = io(seminarNamespace, {
    transports: ['websocket', 'polling'],
    tryAllTransports: true,
    reconnectionDelay: 500,
    reconnectionDelayMax: 8000,
  });
  const comeAgain = (): void => {
    setTimeout(() => {
      if (users > 0 && !socket.connected) socket.connect();
    }, comeAgainAfter);
  };
  socket.on('disconnect', () => {
    if (!socket.active) comeAgain();
  });
  socket.on('connect_error', () => {
    if (!socket.active) comeAgain();
  });
  return socket;
};

const release = (): void => {
  users -= 1;
  setTimeout(() => {
    if (users > 0 || shared === undefined) return;
    void shared.then((socket) => socket.close());
    shared = undefined;
  }, keptFor);
};

/** @returns the connection, null until its code has come; it may be down at any time. */
export const useLiveSocket = (): LiveSocket | null => {
  const [socket, setSocket] = useState<LiveSocket | null>(null);
  useEffect(() => {
    let isGone = false;
    users += 1;
    shared ??= open();
    shared.then(
      (opened) => {
        if (!isGone) setSocket(opened);
      },
      () => {
        // Its code did not come: the page works without a clock, and the next page tries again.
        shared = undefined;
      },
    );
    return () => {
      isGone = true;
      release();
    };
  }, []);
  return socket;
};
