import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { keys } from '../../../api/queries.ts';
import { useLiveSocket } from './socket.ts';

/** First words of the keys of what one seminar's and one analysis's pages ask for; the id follows. */
export const roomKeys = { seminar: 'seminar', analysis: 'analysis' } as const;

/** Everything that shows this year's seminars and analyses asks again. */
const refreshYear = async (client: QueryClient, schoolYear: string): Promise<void> => {
  const changed = [
    [roomKeys.seminar],
    [roomKeys.analysis],
    keys.overview(schoolYear),
    keys.seminars(schoolYear),
    keys.analyses(schoolYear),
  ];
  await Promise.all(changed.map((queryKey) => client.invalidateQueries({ queryKey })));
};

/** For acts of this page, which need not wait for the server's word. */
export const useRefreshYear = (): ((schoolYear: string) => Promise<void>) => {
  const client = useQueryClient();
  return (schoolYear) => refreshYear(client, schoolYear);
};

/** Somebody moved, drafted or wrote something that lists show: they are asked for again. */
export const useYearChanged = (): void => {
  const socket = useLiveSocket();
  const client = useQueryClient();
  useEffect(() => {
    if (socket === null) return undefined;
    const ask = ({ schoolYear }: { schoolYear: string }): void => void refreshYear(client, schoolYear);
    // What was said while the connection was down nobody heard.
    const askAnew = (): void => {
      for (const room of Object.values(roomKeys)) void client.invalidateQueries({ queryKey: [room] });
    };
    socket.on('year:changed', ask);
    socket.io.on('reconnect', askAnew);
    return () => {
      socket.off('year:changed', ask);
      socket.io.off('reconnect', askAnew);
    };
  }, [socket, client]);
};
