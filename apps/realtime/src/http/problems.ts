/** Errors of the HTTP interface as values: RFC 9457 problem+json with a code, and a sentence for a person. */
import type { Request, Response } from 'express';
import type { Language, Problem } from '@samsyn/domain';
import { catalogue, languageOf } from '../text/index.ts';
import type { ProblemCode } from '../text/sv.ts';

type Extra = Pick<Problem, 'missing' | 'errors' | 'detail'> & {
  /** seconds */
  retryAfter?: number;
  /** for codes that are not in the catalogue */
  titles?: Record<Language, string>;
};

export class ProblemError extends Error {
  override name = 'ProblemError';
  readonly status: number;
  readonly code: string;
  readonly extra: Extra;

  constructor(status: number, code: string, extra: Extra = {}) {
    super(code);
    this.status = status;
    this.code = code;
    this.extra = extra;
  }
}

export const notSignedIn = (): ProblemError => new ProblemError(401, 'notSignedIn');
/** Not there, or not for this account to see: never told apart. */
export const notFound = (): ProblemError => new ProblemError(404, 'notFound');
export const forbidden = (code = 'forbidden'): ProblemError => new ProblemError(403, code);
/** The state does not allow it; `missing` says what would have to be there. */
export const conflict = (
  code: string,
  missing?: NonNullable<Problem['missing']>,
  titles?: Record<Language, string>,
): ProblemError => new ProblemError(409, code, { ...(missing && { missing }), ...(titles && { titles }) });
export const badRequest = (code = 'badRequest'): ProblemError => new ProblemError(400, code);
export const invalid = (errors: NonNullable<Problem['errors']>, code = 'invalid'): ProblemError =>
  new ProblemError(422, code, { errors });
export const tooLarge = (): ProblemError => new ProblemError(413, 'tooLarge');
export const unsupportedType = (): ProblemError => new ProblemError(415, 'unsupportedType');
export const tooMany = (retryAfter: number): ProblemError => new ProblemError(429, 'tooMany', { retryAfter });
export const unavailable = (detail: string): ProblemError => new ProblemError(503, 'unavailable', { detail });

const isProblemCode = (code: string, titles: Record<ProblemCode, string>): code is ProblemCode =>
  Object.hasOwn(titles, code);

/** @returns the problem in the reader's language. */
export const problemOf = (error: ProblemError, language: Language): Problem => {
  const { titles } = catalogue(language).problems;
  const { missing, errors, detail } = error.extra;
  const known = isProblemCode(error.code, titles) ? titles[error.code] : undefined;
  return {
    type: `urn:samsyn:problem:${error.code}`,
    title: error.extra.titles?.[language] ?? known ?? catalogue(language).problems.other,
    status: error.status,
    code: error.code,
    ...(detail !== undefined && { detail }),
    ...(missing && { missing }),
    ...(errors && { errors }),
  };
};

export const sendProblem = (request: Request, response: Response, error: ProblemError): void => {
  if (error.extra.retryAfter !== undefined) response.setHeader('Retry-After', String(error.extra.retryAfter));
  response
    .status(error.status)
    .set('Cache-Control', 'no-store')
    .vary('Accept-Language')
    .type('application/problem+json')
    .send(JSON.stringify(problemOf(error, languageOf(request))));
};
