import type { AnalysisEntry, List, PreviousAction, Seminar, SeminarState } from '@samsyn/domain';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api } from '../../api/client.ts';
import { keys } from '../../api/queries.ts';

export const useSeminar = (id: string) =>
  useQuery({
    queryKey: ['seminar', id],
    queryFn: ({ signal }) => api.get<Seminar>(`/api/seminars/${encodeURIComponent(id)}`, { signal }),
  });

export const usePreviousActions = (id: string) =>
  useQuery({
    queryKey: ['seminar', id, 'previous-actions'],
    queryFn: ({ signal }) =>
      api.get<List<PreviousAction>>(`/api/seminars/${encodeURIComponent(id)}/previous-actions`, { signal }),
    select: (list) => list.items,
  });

/** The analysis that the seminar's note runs into. */
export const useRoundAnalysis = (seminar: Seminar) =>
  useQuery({
    queryKey: keys.analyses(seminar.schoolYear),
    queryFn: ({ signal }) =>
      api.get<List<AnalysisEntry>>('/api/analyses', { query: { schoolYear: seminar.schoolYear }, signal }),
    select: (list) => list.items.find((analysis) => analysis.number === seminar.round),
  });

export const useMoveSeminar = (id: string) => {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (move: { to: SeminarState; reason?: string }) =>
      api.post<unknown>(`/api/seminars/${encodeURIComponent(id)}/transitions`, move),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['seminar', id] });
      await client.invalidateQueries({ queryKey: ['overview'] });
    },
  });
};
