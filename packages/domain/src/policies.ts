/**
 * Who may what: the table of the public interface, read like data. A right that is not listed is denied.
 * Roles add up: an account has the widest of what its roles give.
 */
import type { AnalysisState, SeminarState } from './states.ts';
import { isAtLeast, isNoteOpen } from './states.ts';
import { type Access, accessLevels, type Role } from './vocabulary.ts';

/** The account as policies see it; a visitor has no roles and no groups. */
export type Actor = { id: string; roles: readonly Role[]; /** slugs */ groups: readonly string[] };

export const visitor: Actor = { id: '', roles: [], groups: [] };

/** none: not seen. own: in one's own leadership group, or what one added oneself. all: everywhere. */
export type Reach = 'none' | 'own' | 'all';

export const acts = [
  'readYears',
  'readSeminars',
  'readAnalyses',
  'makeSchoolYears',
  'makeFreeNotes',
  'moveSeminars',
  'moveAnalyses',
  'makeDrafts',
  'setRegistryNumber',
  'readEvidence',
  'addEvidence',
  'changeEvidence',
  'readPages',
  'writePages',
  'writePlans',
  'administer',
] as const;
export type Act = (typeof acts)[number];

type Rights = Partial<Record<Act, Reach>>;

const readEntries: Rights = { readYears: 'all', readSeminars: 'all', readAnalyses: 'all' };

export const rights: Record<Role, Rights> = {
  admin: { ...readEntries, readEvidence: 'all', administer: 'all' },
  qualityCoordinator: {
    ...readEntries,
    makeSchoolYears: 'all',
    makeFreeNotes: 'all',
    moveSeminars: 'all',
    moveAnalyses: 'all',
    makeDrafts: 'all',
    setRegistryNumber: 'all',
    readEvidence: 'all',
    addEvidence: 'all',
    changeEvidence: 'all',
    readPages: 'all',
    writePages: 'all',
    writePlans: 'all',
  },
  administration: {
    ...readEntries,
    makeFreeNotes: 'all',
    moveSeminars: 'all',
    moveAnalyses: 'all',
    makeDrafts: 'all',
    setRegistryNumber: 'all',
    readEvidence: 'all',
    addEvidence: 'all',
    changeEvidence: 'all',
    readPages: 'all',
    writePages: 'all',
    writePlans: 'all',
  },
  groupMember: {
    ...readEntries,
    makeFreeNotes: 'own',
    moveSeminars: 'own',
    readEvidence: 'all',
    addEvidence: 'all',
    changeEvidence: 'own',
    readPages: 'all',
    writePlans: 'own',
  },
  leadTeacher: {
    ...readEntries,
    readEvidence: 'all',
    addEvidence: 'all',
    changeEvidence: 'own',
    readPages: 'all',
  },
  // The board sees analyses from `presented`, and the evidence that these cite: analysisAccess and the evidence list narrow it.
  board: { readYears: 'all', readAnalyses: 'own', readEvidence: 'own' },
};

const reaches: readonly Reach[] = ['none', 'own', 'all'];

/** @returns how far the account's roles together reach for this act. */
export const reach = (actor: Actor, act: Act): Reach =>
  actor.roles
    .map((role) => rights[role][act] ?? 'none')
    .reduce((widest, next) => (reaches.indexOf(next) > reaches.indexOf(widest) ? next : widest), 'none' as Reach);

/** @returns whether the account may do this to something that is (or is not) its own. */
export const may = (actor: Actor, act: Act, isOwn = false): boolean => {
  const how = reach(actor, act);
  return how === 'all' || (how === 'own' && isOwn);
};

export const isMemberOf = (actor: Actor, group: string): boolean => actor.groups.includes(group);

const widest = (levels: readonly Access[]): Access =>
  levels.reduce<Access>(
    (best, next) => (accessLevels.indexOf(next) > accessLevels.indexOf(best) ? next : best),
    'none',
  );

/** Access to an open note, by role; own: the account belongs to the note's group. */
const noteRights: Record<Role, { own: Access; other: Access }> = {
  admin: { own: 'none', other: 'none' },
  qualityCoordinator: { own: 'write', other: 'write' },
  administration: { own: 'write', other: 'write' },
  groupMember: { own: 'write', other: 'none' },
  leadTeacher: { own: 'suggest', other: 'none' },
  board: { own: 'none', other: 'none' },
};

/**
 * Access to a note of `group`; `state` is the seminar's, absent for a free note (always open).
 * A locked or closed seminar's note is read by those who could write or suggest before.
 */
export const noteAccess = (actor: Actor, group: string, state?: SeminarState): Access => {
  const own = isMemberOf(actor, group);
  const open = widest(actor.roles.map((role) => (own ? noteRights[role].own : noteRights[role].other)));
  if (open === 'none' || state === undefined || isNoteOpen(state)) return open;
  return 'read';
};

const analysisRights: Record<Role, { workingDraft: Access; inReview: Access; later: Access }> = {
  admin: { workingDraft: 'none', inReview: 'none', later: 'none' },
  qualityCoordinator: { workingDraft: 'write', inReview: 'write', later: 'read' },
  administration: { workingDraft: 'write', inReview: 'suggest', later: 'read' },
  groupMember: { workingDraft: 'suggest', inReview: 'suggest', later: 'read' },
  leadTeacher: { workingDraft: 'suggest', inReview: 'read', later: 'read' },
  board: { workingDraft: 'none', inReview: 'none', later: 'read' },
};

/** Access to the text of one version of an analysis. */
export const analysisAccess = (actor: Actor, state: AnalysisState): Access =>
  widest(
    actor.roles.map((role) => {
      if (state === 'workingDraft' || state === 'inReview') return analysisRights[role][state];
      if (role === 'board' && !isAtLeast(state, 'presented')) return 'none';
      return analysisRights[role].later;
    }),
  );

/** Whether the account sees that this version of an analysis exists. The board does from `presented`. */
export const seesAnalysis = (actor: Actor, state: AnalysisState): boolean =>
  may(actor, 'readAnalyses', isAtLeast(state, 'presented'));

/** Access to a plan (`group` set), a handbook or another page of the year; `published` pages are everybody's. */
export const pageAccess = (actor: Actor, page: { group?: string | undefined; published: boolean }): Access => {
  const own = page.group !== undefined && isMemberOf(actor, page.group);
  if (page.group === undefined ? may(actor, 'writePages') : may(actor, 'writePlans', own)) return 'write';
  return may(actor, 'readPages') || page.published ? 'read' : 'none';
};

/** Suggesters read (and comment) until their editor writes suggestion marks: what they may send to a document now. */
export const mayWrite = (access: Access): boolean => access === 'write';
export const mayRead = (access: Access): boolean => access !== 'none';
