import type { AgendaStepKey, Seminar, SeminarRoomState } from '@samsyn/domain';

export type StepPlace = 'done' | 'now' | 'coming';
export type AgendaStep = { key: AgendaStepKey; minutes: number; place: StepPlace };

/** @returns the agenda with where the seminar stands in it: all done once the note is locked, nothing before it starts. */
export const agendaSteps = (
  seminar: Pick<Seminar, 'agenda' | 'state'>,
  room: Pick<SeminarRoomState, 'step'> | null,
): AgendaStep[] => {
  const isOver = seminar.state === 'locked' || seminar.state === 'closed';
  const current = seminar.agenda.findIndex((step) => step.key === room?.step);
  const placeOf = (index: number): StepPlace => {
    if (isOver) return 'done';
    if (seminar.state === 'planned' || current === -1) return 'coming';
    return index < current ? 'done' : index === current ? 'now' : 'coming';
  };
  return seminar.agenda.map(({ key, minutes }, index) => ({ key, minutes, place: placeOf(index) }));
};

/** @returns the step after the running one; the first when none runs; undefined after the last. */
export const nextStep = (steps: readonly AgendaStep[]): AgendaStep | undefined =>
  steps[steps.findIndex((step) => step.place === 'now') + 1];
