/** Errors of the analyses' routes that are not everybody's. */
import type { Problem } from '@samsyn/domain';
import { conflict, type ProblemError } from '../http/problems.ts';
import { titleOf } from './text/index.ts';

export type Missing = NonNullable<Problem['missing']>;

export const cannotMove = (missing: Missing): ProblemError => conflict('cannotMove', missing, titleOf('cannotMove'));
export const draftBusy = (): ProblemError => conflict('draftBusy', undefined, titleOf('draftBusy'));
export const draftClosed = (): ProblemError => conflict('draftClosed', undefined, titleOf('draftClosed'));
export const notBeforeFinalised = (): ProblemError =>
  conflict('notBeforeFinalised', undefined, titleOf('notBeforeFinalised'));
