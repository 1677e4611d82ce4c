/** Who is signed in in this browser now: a browser cannot see why a socket was refused. */
import type { Me } from '@samsyn/domain';
import { api } from '../api/client.ts';
import { isProblem } from '../api/problem.ts';

export type Who = 'same' | 'other' | 'nobody' | 'silent';

/** @returns `silent` when no answer came. */
export const whoIsIn = async (me: Me): Promise<Who> => {
  try {
    const now = await api.get<Me>('/api/me');
    return now.id === me.id ? 'same' : 'other';
  } catch (error) {
    return isProblem(error, 401) ? 'nobody' : 'silent';
  }
};
