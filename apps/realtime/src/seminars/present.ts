/** How seminars are shown. */
import {
  type Actor,
  type GroupRef,
  isMemberOf,
  may,
  noteAccess,
  type Seminar,
  type SeminarEntry,
} from '@samsyn/domain';
import type { SchoolYearRecord, SeminarRecord } from '@samsyn/models';

type Groups = ReadonlyMap<string, GroupRef>;

export const groupRef = (groups: Groups, slug: string): GroupRef => ({ slug, name: groups.get(slug)?.name ?? slug });

export const presentEntry = (seminar: SeminarRecord, groups: Groups): SeminarEntry => ({
  id: seminar._id,
  round: seminar.round,
  leadershipGroup: groupRef(groups, seminar.group),
  startsAt: seminar.startsAt.toISOString(),
  state: seminar.state,
  documentId: seminar.documentId,
});

export const mayMoveSeminar = (actor: Actor, seminar: Pick<SeminarRecord, 'group'>): boolean =>
  may(actor, 'moveSeminars', isMemberOf(actor, seminar.group));

export const presentSeminar = (
  actor: Actor,
  seminar: SeminarRecord,
  year: Pick<SchoolYearRecord, 'priorityAreas'> | null,
  groups: Groups,
  names: ReadonlyMap<string, string>,
): Seminar => ({
  ...presentEntry(seminar, groups),
  schoolYear: seminar.schoolYear,
  priorityAreas: (year?.priorityAreas ?? []).map(({ slug, name }) => ({ slug, name })),
  agenda: seminar.agenda.map(({ key, minutes }) => ({ key, minutes })),
  access: noteAccess(actor, seminar.group, seminar.state),
  mayMove: mayMoveSeminar(actor, seminar),
  transitions: seminar.transitions.map(({ from, to, at, by, reason }) => ({
    from,
    to,
    at: at.toISOString(),
    by: by === null ? '' : (names.get(by) ?? ''),
    reason,
  })),
});
