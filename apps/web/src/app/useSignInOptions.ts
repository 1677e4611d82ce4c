import type { SignInOptions } from '@samsyn/domain';
import { useQuery } from '@tanstack/react-query';
import { api } from '../api/client.ts';

/** Whose workspace this is, and what the sign-in page offers. It changes with the settings only. */
export const useSignInOptions = () =>
  useQuery({
    queryKey: ['sign-in-options'],
    queryFn: ({ signal }) => api.get<SignInOptions>('/api/auth/options', { signal }),
    staleTime: Infinity,
  });
