import type { List, Reference } from '@samsyn/domain';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { api } from '../../api/client.ts';
import { keys } from '../../api/queries.ts';

const pageSize = 100;

export const useReferenceList = (words: string) =>
  useInfiniteQuery({
    queryKey: [...keys.references, 'list', words],
    queryFn: ({ pageParam, signal }) =>
      api.get<List<Reference>>('/api/references', { query: { q: words, limit: pageSize, cursor: pageParam }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.nextCursor,
    placeholderData: (previous) => previous,
  });

export const useReference = (id: string) =>
  useQuery({
    queryKey: [...keys.references, id],
    queryFn: ({ signal }) => api.get<Reference>(`/api/references/${encodeURIComponent(id)}`, { signal }),
  });
