import {
  type AgendaStepKey,
  type ClientToServerEvents,
  type SeminarRoomState,
  type ServerToClientEvents,
  seminarNamespace,
} from '@samsyn/domain';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo, useRef, useState } from 'react';
import { io, type Socket } from 'socket.io-client';

type RoomSocket = Socket<ServerToClientEvents, ClientToServerEvents>;

export type SeminarRoom = {
  state: SeminarRoomState | undefined;
  goTo: (step: AgendaStepKey | null, minutes: number) => void;
  setHand: (isRaised: boolean) => void;
};

const ignore = (): void => {};

/** The running room: step, clock, hands and who is present. `onGone`: the right to it ended. */
export const useSeminarRoom = (seminarId: string, onGone: () => void): SeminarRoom => {
  const client = useQueryClient();
  const [state, setState] = useState<SeminarRoomState>();
  const socket = useRef<RoomSocket>(undefined);
  useEffect(() => {
    const opened: RoomSocket = io(seminarNamespace, { transports: ['websocket', 'polling'] });
    socket.current = opened;
    opened.on('connect', () => {
      opened.emit('seminar:join', { seminarId }, (answer) => {
        if (answer.ok) setState(answer.state);
      });
    });
    opened.on('seminar:state', (next) => {
      if (next.seminarId === seminarId) setState(next);
    });
    opened.on('seminar:gone', (body) => {
      if (body.seminarId === seminarId) onGone();
    });
    opened.on('year:changed', () => {
      void client.invalidateQueries({ queryKey: ['seminar', seminarId] });
      void client.invalidateQueries({ queryKey: ['analyses'] });
    });
    return () => {
      opened.emit('seminar:leave', { seminarId });
      opened.disconnect();
    };
  }, [seminarId, client, onGone]);
  return useMemo(
    () => ({
      state,
      goTo: (step, minutes) => {
        socket.current?.emit('seminar:step', { seminarId, step }, () => {
          socket.current?.emit('seminar:timer', { seminarId, minutes }, ignore);
        });
      },
      setHand: (raised) => socket.current?.emit('seminar:hand', { seminarId, raised }, ignore),
    }),
    [state, seminarId],
  );
};
