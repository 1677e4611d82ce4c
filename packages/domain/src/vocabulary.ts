/** The words that code, database and public interface share. Swedish meanings: docs/words.md. */
export const roles = ['admin', 'qualityCoordinator', 'administration', 'groupMember', 'leadTeacher', 'board'] as const;
export type Role = (typeof roles)[number];

export const claimKinds = [
  'result',
  'cause',
  'conclusion',
  'action',
  'effect',
  'successFactor',
  'openQuestion',
] as const;
export type ClaimKind = (typeof claimKinds)[number];

export const citationTargets = ['evidence', 'reference', 'claim'] as const;
export type CitationTarget = (typeof citationTargets)[number];

/** note: a seminar's or a group's free note. analysis: one version of an operational analysis. */
export const documentKinds = ['note', 'analysis', 'plan', 'handbook'] as const;
export type DocumentKind = (typeof documentKinds)[number];

export const evidenceKinds = ['table', 'text', 'link', 'file'] as const;
export type EvidenceKind = (typeof evidenceKinds)[number];

/** What a list of evidence is sorted by; with a minus from the last to the first. */
export const evidenceSorts = ['title', '-title', 'source', '-source', 'added', '-added'] as const;
export type EvidenceSort = (typeof evidenceSorts)[number];

/** What an account may do with the text of a document. suggest includes reading and commenting. */
export const accessLevels = ['none', 'read', 'suggest', 'write'] as const;
export type Access = (typeof accessLevels)[number];

export const gapKinds = [
  'resultWithoutCause',
  'causeWithoutResult',
  'effectWithoutAction',
  'conclusionWithoutCause',
  'conclusionWithoutEvidence',
  'actionWithoutConclusion',
  'actionWithoutOwner',
  'actionWithoutDate',
  'areaEmpty',
  'previousActionWithoutEffect',
] as const;
export type GapKind = (typeof gapKinds)[number];

export const findingKinds = ['personnummer', 'samordningsnummer', 'smallGroup'] as const;
export type FindingKind = (typeof findingKinds)[number];

export const leftOutReasons = ['protected', 'budget', 'duplicate', 'deleted'] as const;
export type LeftOutReason = (typeof leftOutReasons)[number];
