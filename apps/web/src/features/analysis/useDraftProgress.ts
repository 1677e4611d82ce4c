import type { ProgressEvent } from '@samsyn/domain';
import { useEffect, useState } from 'react';
import { useLiveSocket } from '../seminar/live/socket.ts';

export type DraftProgress = { done: number; total: number };

/** How far the making of this analysis's draft has come, whoever makes it; null when nobody does. */
export const useDraftProgress = (analysisId: string): DraftProgress | null => {
  const socket = useLiveSocket();
  const [progress, setProgress] = useState<DraftProgress | null>(null);
  useEffect(() => {
    if (socket === null) return undefined;
    const hear = ({ work, id, done, total, state }: ProgressEvent): void => {
      if (work === 'draft' && id === analysisId) setProgress(state === 'running' ? { done, total } : null);
    };
    const forget = (): void => setProgress(null);
    socket.on('work:progress', hear);
    socket.on('disconnect', forget);
    return () => {
      socket.off('work:progress', hear);
      socket.off('disconnect', forget);
    };
  }, [socket, analysisId]);
  return progress;
};
