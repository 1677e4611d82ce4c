import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { keys } from '../../../api/queries.ts';
import { useLiveSocket } from './socket.ts';

/** Keys of what one seminar's and one analysis's pages ask for; the id follows. */
export const roomKeys = { seminar: 'seminar', analysis: 'analysis' } as const;

/** @returns a function that lets everything that shows this year's seminars and analyses ask again. */
export const useRefreshYear = (): ((schoolYear: string) => Promise<void>) => {
  const client = useQueryClient();
  return async (schoolYear) => {
    const changed = [
      [roomKeys.seminar],
      [roomKeys.analysis],
      keys.overview(schoolYear),
      keys.seminars(schoolYear),
      keys.analyses(schoolYear),
    ];
    await Promise.all(changed.map((queryKey) => client.invalidateQueries({ queryKey })));
  };
};

/** Somebody moved, drafted or wrote something that lists show: they are asked for again. */
export const useYearChanged = (): void => {
  const socket = useLiveSocket();
  const client = useQueryClient();
  useEffect(() => {
    if (socket === null) return undefined;
    const ask = ({ schoolYear }: { schoolYear: string }): void => {
      for (const queryKey of [
        [roomKeys.seminar],
        [roomKeys.analysis],
        keys.overview(schoolYear),
        keys.seminars(schoolYear),
        keys.analyses(schoolYear),
      ])
        void client.invalidateQueries({ queryKey });
    };
    socket.on('year:changed', ask);
    return () => {
      socket.off('year:changed', ask);
    };
  }, [socket, client]);
};
