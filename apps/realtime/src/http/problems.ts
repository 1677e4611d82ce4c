/** Errors of the HTTP interface as values: RFC 9457 problem+json with a code, and a sentence for a person. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Request, Response } from 'express';
import type { Language, Problem } from '@samsyn/domain';
import { catalogue, languageOf } from '../text/index.ts';
import type { ProblemCode } from '../text/sv.ts';

export type Missing = NonNullable<Problem['missing']>;
type Extra = Pick<Problem, 'errors' | 'detail'> & {
  missing?: (language: Language) => Missing;
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
/** The state does not allow it; `missing` says what would have to be there. `titles` for codes of a feature's own. */
export const conflict = (
  code: string,
  missing: (language: Language) => Missing,
  titles?: Record<Language, string>,
): ProblemError => new ProblemError(409, code, { missing, ...(titles && { titles }) });

/** What is missing where something is taken, gone or the last: by the code of the problem. */
const lacking = {
  labelTaken: 'label',
  emailTaken: 'email',
  slugTaken: 'slug',
  referenceTaken: 'reference',
  lastAdmin: 'admin',
  otherEpoch: 'epoch',
  missingPredecessors: 'predecessors',
} as const;

export const lacks = (code: keyof typeof lacking): ProblemError => {
  const kind = lacking[code];
  return conflict(code, (language) => [{ kind, text: catalogue(language).missing[kind] }]);
};
/** What is said in plain text has been read by others on the way. */
export const httpsOnly = (): ProblemError => new ProblemError(403, 'httpsOnly');
export const badRequest = (code = 'badRequest'): ProblemError => new ProblemError(400, code);
export const invalid = (errors: NonNullable<Problem['errors']>, code = 'invalid'): ProblemError =>
  new ProblemError(422, code, { errors });
export const tooLarge = (): ProblemError => new ProblemError(413, 'tooLarge');
export const unsupportedType = (): ProblemError => new ProblemError(415, 'unsupportedType');
export const tooMany = (retryAfter: number): ProblemError => new ProblemError(429, 'tooMany', { retryAfter });
/** @param detail what is away, for operators */
export const unavailable = (detail: string): ProblemError =>
  new ProblemError(503, 'unavailable', { detail, retryAfter: 2 });

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
    ...(missing && { missing: missing(language) }),
    ...(errors && { errors }),
  };
};

/** @returns what goes over the wire; of the headers those that belong to the problem. */
export const problemMessage = (
  error: ProblemError,
  language: Language,
): { headers: Record<string, string>; body: string } => {
  const { retryAfter } = error.extra;
  const body = JSON.stringify(problemOf(error, language));
  return {
    headers: {
      'Content-Type': 'application/problem+json; charset=utf-8',
      'Cache-Control': 'no-store',
      'Content-Length': String(Buffer.byteLength(body)),
      Vary: 'Accept-Language',
      ...(retryAfter !== undefined && { 'Retry-After': String(retryAfter) }),
    },
    body,
  };
};

export const sendProblem = (request: Request, response: Response, error: ProblemError): void => {
  const { headers, body } = problemMessage(error, languageOf(request));
  // The app measures what it sends, which may be compressed.
  const { Vary: vary = '', 'Content-Length': _length, ...own } = headers;
  response.status(error.status).set(own).vary(vary).send(body);
};

/** For answers that do not pass the app. */
export const writeProblem = (request: IncomingMessage, response: ServerResponse, error: ProblemError): void => {
  const { headers, body } = problemMessage(error, languageOf(request));
  response.writeHead(error.status, { ...headers, 'X-Content-Type-Options': 'nosniff' }).end(body);
};
