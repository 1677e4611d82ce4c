import type { Actor, Me, SignInOptions } from '@samsyn/domain';
import { useQuery } from '@tanstack/react-query';
import { createContext, type ReactNode, use, useMemo } from 'react';
import { api } from '../api/client.ts';
import { isProblem } from '../api/problem.ts';
import { meKey } from '../api/queryClient.ts';

export type Session = { me: Me; /** the account as policies see it */ actor: Actor };

const SessionContext = createContext<Session | undefined>(undefined);

/** @returns undefined while asking, null when nobody is signed in. */
export const useMe = () =>
  useQuery({
    queryKey: meKey,
    queryFn: async ({ signal }): Promise<Me | null> => {
      try {
        return await api.get<Me>('/api/me', { signal });
      } catch (error) {
        if (isProblem(error, 401)) return null;
        throw error;
      }
    },
    staleTime: 60_000,
  });

export const signInOptionsKey = ['sign-in-options'] as const;
/** Whose workspace this is, and what the sign-in page offers. It changes with the settings only. */
export const useSignInOptions = () =>
  useQuery({
    queryKey: signInOptionsKey,
    queryFn: ({ signal }) => api.get<SignInOptions>('/api/auth/options', { signal }),
    staleTime: Infinity,
  });

export const SessionProvider = ({ me, children }: { me: Me; children: ReactNode }) => {
  const session = useMemo(
    () => ({ me, actor: { id: me.id, roles: me.roles, groups: me.groups.map((group) => group.slug) } }),
    [me],
  );
  return <SessionContext value={session}>{children}</SessionContext>;
};

/** The signed-in account. Throws outside the signed-in part of the product. */
export const useSession = (): Session => {
  const session = use(SessionContext);
  if (session === undefined) throw new Error('useSession outside SessionProvider');
  return session;
};
