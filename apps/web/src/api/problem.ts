import type { Problem } from '@samsyn/domain';

/** The server said no: `title` is a sentence for a person, in the reader's language; `code` is for the program. */
export class ProblemError extends Error {
  override readonly name = 'ProblemError';
  readonly problem: Problem;
  /** seconds to wait, from Retry-After; null when the server named none */
  readonly retryAfter: number | null;

  constructor(problem: Problem, retryAfter: number | null = null) {
    super(problem.title);
    this.problem = problem;
    this.retryAfter = retryAfter;
  }

  get status(): number {
    return this.problem.status;
  }
  get code(): string {
    return this.problem.code;
  }
}

/** No answer came: no network, or the server is away. */
export class NetworkError extends Error {
  override readonly name = 'NetworkError';
}

export const isProblem = (error: unknown, status?: number): error is ProblemError =>
  error instanceof ProblemError && (status === undefined || error.status === status);

const text = (value: unknown, otherwise: string): string => (typeof value === 'string' ? value : otherwise);
const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

const readMissing = (value: unknown): Pick<Problem, 'missing'> =>
  Array.isArray(value)
    ? { missing: value.filter(isObject).map((one) => ({ kind: text(one.kind, ''), text: text(one.text, '') })) }
    : {};
const readErrors = (value: unknown): Pick<Problem, 'errors'> =>
  Array.isArray(value)
    ? { errors: value.filter(isObject).map((one) => ({ path: text(one.path, ''), message: text(one.message, '') })) }
    : {};

/** @returns the problem in an answer's body; a proxy's page of HTML becomes one with only its status. */
export const readProblem = async (response: Response): Promise<ProblemError> => {
  const parsed: unknown = await response.json().catch(() => ({}));
  const body = isObject(parsed) ? parsed : {};
  const problem: Problem = {
    type: text(body.type, 'about:blank'),
    title: text(body.title, ''),
    status: response.status,
    code: text(body.code, 'unknown'),
    ...(typeof body.detail === 'string' ? { detail: body.detail } : {}),
    ...readMissing(body.missing),
    ...readErrors(body.errors),
  };
  const wait = Number(response.headers.get('retry-after'));
  return new ProblemError(problem, response.headers.has('retry-after') && Number.isFinite(wait) ? wait : null);
};
