/** What features tell the open pages of the /seminar namespace. */
import type { AgendaStepKey, ProgressEvent } from '@samsyn/domain';

export type Notify = {
  /** Something on a list of this school year (its label) changed: pages ask again. */
  yearChanged: (schoolYear: string) => void;
  /** How far long work is; told to those who see all analyses. */
  progress: (event: ProgressEvent) => void;
  /** Asks again about this node's sockets: who may not stay in a seminar's room is told so, who lost the session is cut. */
  recheck: (filter?: { accountId?: string; seminarId?: string }) => Promise<void>;
  /** Which step of the agenda a seminar's room stands at; null when nobody has set one. */
  stepOf: (seminarId: string) => Promise<AgendaStepKey | null>;
};

/** For programs without open pages (seeding, tools). */
export const silent: Notify = {
  yearChanged: () => {},
  progress: () => {},
  recheck: async () => {},
  stepOf: async () => null,
};
