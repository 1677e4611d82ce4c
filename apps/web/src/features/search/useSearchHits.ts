import type { List, SearchHit } from '@samsyn/domain';
import { useQuery } from '@tanstack/react-query';
import { api } from '../../api/client.ts';

export const shortestSearch = 2;

/** Hits in all that the account may see; asks nothing until there are two characters. */
export const useSearchHits = (words: string, limit: number) =>
  useQuery({
    queryKey: ['search', words, limit],
    queryFn: ({ signal }) => api.get<List<SearchHit>>('/api/search', { query: { q: words, limit }, signal }),
    enabled: words.length >= shortestSearch,
    placeholderData: (previous) => (words.length >= shortestSearch ? previous : undefined),
  });
