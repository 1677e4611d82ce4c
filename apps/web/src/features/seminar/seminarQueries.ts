import type { AnalysisEntry, List, PreviousAction, Seminar, SeminarEntry, SeminarState } from '@samsyn/domain';
import { useMutation, useQuery } from '@tanstack/react-query';
import { api } from '../../api/client.ts';
import { keys } from '../../api/queries.ts';
import { roomKeys, useRefreshYear } from './live/useYearChanged.ts';

const path = (id: string): string => `/api/seminars/${encodeURIComponent(id)}`;

export const useSeminar = (id: string) =>
  useQuery({
    queryKey: [roomKeys.seminar, id],
    queryFn: ({ signal }) => api.get<Seminar>(path(id), { signal }),
    // While no page of it was open nobody heard that it was moved on.
    refetchOnMount: 'always',
  });

/** While somebody looks, effects that colleagues write are asked for now and then. */
const effectsEvery = 15_000;

export const usePreviousActions = (id: string) =>
  useQuery({
    queryKey: [roomKeys.seminar, id, 'previous-actions'],
    queryFn: ({ signal }) => api.get<{ items: PreviousAction[] }>(`${path(id)}/previous-actions`, { signal }),
    select: (list) => list.items,
    refetchInterval: effectsEvery,
  });

export const useYearSeminars = (schoolYear: string) =>
  useQuery({
    queryKey: keys.seminars(schoolYear),
    queryFn: ({ signal }) => api.get<List<SeminarEntry>>('/api/seminars', { query: { schoolYear }, signal }),
    select: (list) => list.items,
    staleTime: 60_000,
  });

export const useYearAnalyses = (schoolYear: string) =>
  useQuery({
    queryKey: keys.analyses(schoolYear),
    queryFn: ({ signal }) => api.get<List<AnalysisEntry>>('/api/analyses', { query: { schoolYear }, signal }),
    select: (list) => list.items,
    staleTime: 60_000,
  });

/** @returns the label of the year that many years away: "2018-2019", -1 → "2017-2018". */
export const yearAway = (label: string, years: number): string => {
  const first = Number(label.slice(0, 4)) + years;
  return `${first}-${first + 1}`;
};

export const useMoveSeminar = (seminar: Seminar) => {
  const refresh = useRefreshYear();
  return useMutation({
    mutationFn: ({ to, reason }: { to: SeminarState; reason?: string | undefined }) =>
      api.post<SeminarEntry>(`${path(seminar.id)}/transitions`, { to, ...(reason === undefined ? {} : { reason }) }),
    onSuccess: () => refresh(seminar.schoolYear),
  });
};
