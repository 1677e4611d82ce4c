import type { ActAnswer, AgendaStepKey, SeminarRoomState } from '@samsyn/domain';
import { showToast } from '@samsyn/ui';
import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useState } from 'react';
import { meKey } from '../../../api/queryClient.ts';
import { useSeminarText } from '../text/index.ts';
import { type LiveSocket, useLiveSocket } from './socket.ts';
import { roomKeys } from './useYearChanged.ts';

/** here: what is shown is what all see. away: the connection is down. gone: the right to the room ended. */
export type RoomStatus = 'connecting' | 'here' | 'away' | 'gone';

export type SeminarRoom = {
  status: RoomStatus;
  /** the last that was heard; null before the first time */
  state: SeminarRoomState | null;
  /** Goes to a step and starts its clock. */
  startStep: (step: AgendaStepKey, minutes: number) => void;
  /** minutes from now; 0 stops it */
  setClock: (minutes: number) => void;
  raiseHand: (raised: boolean) => void;
};

const patience = 6000;

type Room = { status: RoomStatus; state: SeminarRoomState | null };

const useJoined = (socket: LiveSocket | null, seminarId: string): Room => {
  const [room, setRoom] = useState<Room>({ status: 'connecting', state: null });
  const client = useQueryClient();
  useEffect(() => {
    if (socket === null) return undefined;
    const gone = (): void => {
      setRoom((before) => ({ ...before, status: 'gone' }));
      void client.invalidateQueries({ queryKey: [roomKeys.seminar] });
      void client.invalidateQueries({ queryKey: meKey });
    };
    const join = (): void => {
      socket.timeout(patience).emit('seminar:join', { seminarId }, (error: Error | null, answer) => {
        if (error !== null) return;
        if (answer.ok) setRoom({ status: 'here', state: answer.state });
        else gone();
      });
    };
    const hear = (state: SeminarRoomState): void => {
      if (state.seminarId === seminarId) setRoom({ status: 'here', state });
    };
    const leaveRoom = (body: { seminarId: string }): void => {
      if (body.seminarId === seminarId) gone();
    };
    const lose = (): void => setRoom((before) => (before.status === 'gone' ? before : { ...before, status: 'away' }));
    socket.on('connect', join);
    socket.on('disconnect', lose);
    socket.on('seminar:state', hear);
    socket.on('seminar:gone', leaveRoom);
    if (socket.connected) join();
    return () => {
      socket.off('connect', join);
      socket.off('disconnect', lose);
      socket.off('seminar:state', hear);
      socket.off('seminar:gone', leaveRoom);
      if (socket.connected) socket.emit('seminar:leave', { seminarId });
    };
  }, [socket, seminarId, client]);
  return room;
};

/** The running seminar: step, clock, hands and who is here. For accounts that may read its note. */
export const useSeminarRoom = (seminarId: string): SeminarRoom => {
  const words = useSeminarText();
  const socket = useLiveSocket();
  const { status, state } = useJoined(socket, seminarId);

  const check = useCallback(
    (error: Error | null, answer?: ActAnswer): void => {
      if (error !== null || answer === undefined) showToast(words.acts.noAnswer, { tone: 'error' });
      else if (!answer.ok) showToast(words.acts.refused[answer.code], { tone: 'error' });
    },
    [words],
  );
  const setClock = (minutes: number): void => {
    socket?.timeout(patience).emit('seminar:timer', { seminarId, minutes }, check);
  };
  return {
    status,
    state,
    setClock,
    startStep: (step, minutes) => {
      socket?.timeout(patience).emit('seminar:step', { seminarId, step }, (error: Error | null, answer) => {
        check(error, answer);
        if (error === null && answer.ok) setClock(minutes);
      });
    },
    raiseHand: (raised) => {
      socket?.timeout(patience).emit('seminar:hand', { seminarId, raised }, check);
    },
  };
};
