import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { isProblem } from './problem.ts';

/** The account; null when nobody is signed in. */
export const meKey = ['me'] as const;

/** A refusal stays a refusal; only silence and the server's own faults are tried again, twice. */
export const shouldRetry = (failures: number, error: Error): boolean =>
  failures < 2 && !(isProblem(error) && error.status < 500);

export const makeQueryClient = (): QueryClient => {
  const signedOut = (error: Error): void => {
    if (isProblem(error, 401)) client.setQueryData(meKey, null);
  };
  const client: QueryClient = new QueryClient({
    queryCache: new QueryCache({ onError: signedOut }),
    mutationCache: new MutationCache({ onError: signedOut }),
    defaultOptions: {
      // The browser's own word on being offline is often wrong: always try.
      queries: {
        retry: shouldRetry,
        retryDelay: (attempt) => 500 * 2 ** attempt,
        staleTime: 10_000,
        networkMode: 'always',
      },
      mutations: { retry: false, networkMode: 'always' },
    },
  });
  return client;
};
