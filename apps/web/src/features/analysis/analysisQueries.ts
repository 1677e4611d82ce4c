import type {
  Analysis,
  AnalysisEntry,
  AnalysisState,
  ClaimEntry,
  DraftCounts,
  List,
  ProvenanceItem,
} from '@samsyn/domain';
import { useMutation, useQuery } from '@tanstack/react-query';
import { api } from '../../api/client.ts';
import { roomKeys, useRefreshYear } from '../seminar/live/useYearChanged.ts';

const path = (id: string): string => `/api/analyses/${encodeURIComponent(id)}`;

export const useAnalysis = (id: string) =>
  useQuery({
    queryKey: [roomKeys.analysis, id],
    queryFn: ({ signal }) => api.get<Analysis>(path(id), { signal }),
  });

export const useProvenance = (id: string) =>
  useQuery({
    queryKey: [roomKeys.analysis, id, 'provenance'],
    queryFn: ({ signal }) => api.get<{ items: ProvenanceItem[] }>(`${path(id)}/provenance`, { signal }),
    select: (list) => list.items,
    staleTime: 60_000,
  });

const pageSize = 200;
const mostPages = 10;

/** Every claim of the year's notes that the account may read: where the words of the lists stand. */
const allClaims = async (schoolYear: string, signal: AbortSignal): Promise<ClaimEntry[]> => {
  const found: ClaimEntry[] = [];
  let cursor: string | undefined;
  for (let page = 0; page < mostPages; page += 1) {
    const list: List<ClaimEntry> = await api.get('/api/claims', {
      query: { schoolYear, limit: pageSize, cursor },
      signal,
    });
    found.push(...list.items);
    cursor = list.nextCursor;
    if (cursor === undefined) break;
  }
  return found;
};

export const useYearClaims = (schoolYear: string) =>
  useQuery({
    queryKey: [roomKeys.analysis, 'claims', schoolYear],
    queryFn: ({ signal }) => allClaims(schoolYear, signal),
    staleTime: 60_000,
  });

/** Makes or refreshes the draft; it is durable when this is done. */
export const useMakeDraft = (analysis: Analysis) => {
  const refresh = useRefreshYear();
  return useMutation({
    mutationFn: () => api.post<DraftCounts>(`${path(analysis.id)}/draft`),
    onSettled: () => refresh(analysis.schoolYear),
  });
};

/** `registryNumber`: is set first, where the move asks for it and there is none. */
type Move = { to: AnalysisState; reason: string; registryNumber?: string | undefined };

export const useMoveAnalysis = (analysis: Analysis) => {
  const refresh = useRefreshYear();
  return useMutation({
    mutationFn: async ({ to, reason, registryNumber }: Move) => {
      if (registryNumber !== undefined) await api.patch<AnalysisEntry>(path(analysis.id), { registryNumber });
      return api.post<AnalysisEntry>(`${path(analysis.id)}/transitions`, { to, ...(reason === '' ? {} : { reason }) });
    },
    onSuccess: () => refresh(analysis.schoolYear),
  });
};

export const useSetRegistryNumber = (analysis: Analysis) => {
  const refresh = useRefreshYear();
  return useMutation({
    mutationFn: (registryNumber: string) => api.patch<AnalysisEntry>(path(analysis.id), { registryNumber }),
    onSuccess: () => refresh(analysis.schoolYear),
  });
};
