/** Opens the namespace: budgets of a connection, what features tell its rooms, and what ends a connection. */
import { may, type ProgressEvent } from '@samsyn/domain';
import type { Models } from '@samsyn/models';
import type { Server as HttpServer } from 'node:http';
import type { SignedIn } from '../accounts/accounts.ts';
import type { Nodes } from '../nodes/nodes.ts';
import type { Limits } from '../settings/settings.ts';
import { Seminars } from './namespace.ts';
import type { Notify } from './notify.ts';
import { type Doors, makeSeminarServer, type SeminarSocket, visitorOf } from './server.ts';

/** Those who see all analyses, drafts included. */
const staffRoom = 'staff';
const sweepMilliseconds = 3000;
/** This many seconds' worth may come at once. */
const burstSeconds = 10;

type Parts = Doors & { models: Models; limits: Limits; nodes: Nodes };

export type SeminarRooms = {
  notify: Notify;
  attachTo: (server: HttpServer) => void;
  close: () => Promise<void>;
};

/** Refuses more messages than the budget: the connection is cut, the client comes again. */
const keepBudget = (socket: SeminarSocket, perSecond: number): void => {
  if (perSecond === 0) return;
  let left = perSecond * burstSeconds;
  let at = Date.now();
  socket.use((_event, next) => {
    const now = Date.now();
    left = Math.min(perSecond * burstSeconds, left + ((now - at) / 1000) * perSecond) - 1;
    at = now;
    if (left < 0) socket.disconnect(true);
    else next();
  });
};

const takeSeat = (socket: SeminarSocket, who: SignedIn): void => {
  socket.data.who = who;
  if (may(who, 'readAnalyses')) void socket.join(staffRoom);
  else void socket.leave(staffRoom);
};

const cut = (socket: SeminarSocket): void => {
  for (const seminarId of socket.data.seminars) socket.emit('seminar:gone', { seminarId });
  socket.disconnect(true);
};

export const openSeminarRooms = ({ models, limits, nodes, ...doors }: Parts): SeminarRooms => {
  const { accounts, log } = doors;
  const { io, attachTo } = makeSeminarServer(doors);
  const seminars = new Seminars({ io, models, nodes, log });
  const { namespace } = seminars;

  const socketsOf = (accountId: string): SeminarSocket[] =>
    [...namespace.sockets.values()].filter((socket) => socket.data.who.id === accountId);

  namespace.use((socket, next) => {
    const who = visitorOf(socket.request);
    if (!who) return next(new Error('notSignedIn'));
    if (limits.connectionsPerAccount > 0 && socketsOf(who.id).length >= limits.connectionsPerAccount)
      return next(new Error('limit'));
    socket.data.seminars = new Set();
    takeSeat(socket, who);
    return next();
  });
  namespace.on('connection', (socket) => {
    keepBudget(socket, limits.messagesPerSecond);
    seminars.listen(socket);
    // Its session was looked up when the transport was opened, which may be long ago.
    recheckSocket(socket, undefined).catch((error: unknown) =>
      log.error({ err: error }, 'a session could not be asked for'),
    );
  });

  const recheckSocket = async (socket: SeminarSocket, seminarId: string | undefined): Promise<void> => {
    const who = await accounts.sessionOf(socket.request.headers);
    if (!who) return cut(socket);
    takeSeat(socket, who);
    for (const joined of socket.data.seminars) {
      if (seminarId !== undefined && joined !== seminarId) continue;
      if (await seminars.rightOf(who, joined)) continue;
      seminars.leave(socket, joined);
      socket.emit('seminar:gone', { seminarId: joined });
    }
  };

  const recheck: Notify['recheck'] = async ({ accountId, seminarId } = {}) => {
    const concerned = [...namespace.sockets.values()].filter(
      ({ data }) =>
        (accountId === undefined || data.who.id === accountId) &&
        (seminarId === undefined || data.seminars.has(seminarId)),
    );
    await Promise.all(concerned.map((socket) => recheckSocket(socket, seminarId)));
  };

  const sweep = setInterval(() => {
    const now = Date.now();
    const expired = [...namespace.sockets.values()].filter(({ data }) => data.who.expiresAt <= now);
    Promise.all(expired.map((socket) => recheckSocket(socket, undefined))).catch((error: unknown) =>
      log.error({ err: error }, 'sessions could not be asked for'),
    );
  }, sweepMilliseconds);
  sweep.unref();

  const tellYear = (schoolYear: string): void => void namespace.emit('year:changed', { schoolYear });
  const tellProgress = (event: ProgressEvent): void => void namespace.to(staffRoom).emit('work:progress', event);
  nodes.on('yearChanged', ({ schoolYear }) => tellYear(schoolYear));
  nodes.on('progress', ({ event }) => tellProgress(event));

  return {
    attachTo,
    notify: {
      yearChanged: (schoolYear) => {
        tellYear(schoolYear);
        nodes.say({ kind: 'yearChanged', schoolYear });
      },
      progress: (event) => {
        tellProgress(event);
        nodes.say({ kind: 'progress', event });
      },
      recheck,
      stepOf: (seminarId) => seminars.stepOf(seminarId),
    },
    close: async () => {
      clearInterval(sweep);
      io.disconnectSockets(true);
      io.engine?.close();
    },
  };
};
