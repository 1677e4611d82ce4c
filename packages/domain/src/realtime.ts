/** What both ends of the Socket.IO namespace /seminar say to each other; listed for integrators in docs/realtime.md. */
import type { AgendaStepKey } from './agenda.ts';

export const seminarNamespace = '/seminar';

/** The room's running state; `endsAt` is when the current step's time is up (ISO), null while the clock stands. */
export type SeminarRoomState = {
  seminarId: string;
  step: AgendaStepKey | null;
  endsAt: string | null;
  /** accounts that wait to speak, first come first */
  hands: { id: string; name: string }[];
  present: { id: string; name: string; color: string }[];
  vote: { id: string; question: string; options: string[]; counts: number[]; open: boolean } | null;
};

export type JoinAnswer = { ok: true; state: SeminarRoomState } | { ok: false; code: 'notFound' | 'invalid' };
export type ActAnswer = { ok: true } | { ok: false; code: 'notFound' | 'notAllowed' | 'invalid' };

export type ProgressEvent = {
  /** what the long work is: a draft of an analysis, an export */
  work: 'draft' | 'export';
  id: string;
  done: number;
  total: number;
  state: 'running' | 'done' | 'failed';
};

export type ClientToServerEvents = {
  'seminar:join': (body: { seminarId: string }, answer: (result: JoinAnswer) => void) => void;
  'seminar:leave': (body: { seminarId: string }) => void;
  'seminar:step': (
    body: { seminarId: string; step: AgendaStepKey | null },
    answer: (result: ActAnswer) => void,
  ) => void;
  'seminar:timer': (
    body: { seminarId: string; /** minutes from now; 0 stops the clock */ minutes: number },
    answer: (result: ActAnswer) => void,
  ) => void;
  'seminar:hand': (body: { seminarId: string; raised: boolean }, answer: (result: ActAnswer) => void) => void;
  'seminar:vote:open': (
    body: { seminarId: string; question: string; options: string[] },
    answer: (result: ActAnswer) => void,
  ) => void;
  'seminar:vote:cast': (body: { seminarId: string; option: number }, answer: (result: ActAnswer) => void) => void;
  'seminar:vote:close': (body: { seminarId: string }, answer: (result: ActAnswer) => void) => void;
};

export type ServerToClientEvents = {
  'seminar:state': (state: SeminarRoomState) => void;
  /** the right to this seminar ended, or its note can no longer be read */
  'seminar:gone': (body: { seminarId: string }) => void;
  /** something on a list changed: the client asks again */
  'year:changed': (body: { schoolYear: string }) => void;
  'work:progress': (progress: ProgressEvent) => void;
};
