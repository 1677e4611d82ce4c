import type { Evidence, EvidenceKind, EvidenceSort, List } from '@samsyn/domain';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { api } from '../../api/client.ts';
import { keys, useSchoolYears } from '../../api/queries.ts';

const pageSize = 100;

/** What is looked for; an empty text: whatever it is. */
export type EvidenceFilters = { kind: EvidenceKind | ''; priorityArea: string; leadershipGroup: string };
export const noFilters: EvidenceFilters = { kind: '', priorityArea: '', leadershipGroup: '' };

/** Evidence that holds the words and passes the filters, newest first or as `sort` says, a page at a time. */
export const useEvidenceList = (
  words: string,
  { kind, priorityArea, leadershipGroup }: EvidenceFilters = noFilters,
  sort?: EvidenceSort,
) =>
  useInfiniteQuery({
    queryKey: [...keys.evidence, 'list', words, kind, priorityArea, leadershipGroup, sort],
    queryFn: ({ pageParam, signal }) =>
      api.get<List<Evidence>>('/api/evidence', {
        query: { q: words, kind, priorityArea, leadershipGroup, sort, limit: pageSize, cursor: pageParam },
        signal,
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.nextCursor,
    placeholderData: (previous) => previous,
  });

export const useEvidence = (id: string) =>
  useQuery({
    queryKey: [...keys.evidence, id],
    queryFn: ({ signal }) => api.get<Evidence>(`/api/evidence/${encodeURIComponent(id)}`, { signal }),
  });

/** @returns the names of the priority areas of all years by slug; the newest year's name wins. */
export const useAreaNames = (): ReadonlyMap<string, string> => {
  const years = useSchoolYears().data;
  return useMemo(
    () =>
      new Map(
        (years ?? [])
          .toReversed()
          .flatMap((year) => year.priorityAreas)
          .map((area) => [area.slug, area.name]),
      ),
    [years],
  );
};
