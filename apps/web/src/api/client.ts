import { currentLanguage } from '../text/language.ts';
import { NetworkError, readProblem } from './problem.ts';

type Query = Record<string, string | number | undefined>;
export type RequestOptions = { query?: Query; signal?: AbortSignal };

/** @returns the path with those values as a query; undefined and empty ones are left out. */
export const withQuery = (path: string, query: Query = {}): string => {
  const values = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined && value !== '') values.set(name, String(value));
  }
  const words = values.toString();
  return words === '' ? path : `${path}?${words}`;
};

const send = async <T>(method: string, path: string, body: unknown, options: RequestOptions): Promise<T> => {
  const isForm = body instanceof FormData;
  let response: Response;
  try {
    response = await fetch(withQuery(path, options.query), {
      method,
      headers: {
        accept: 'application/json',
        'accept-language': currentLanguage(),
        ...(body === undefined || isForm ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: isForm ? body : JSON.stringify(body) }),
      ...(options.signal === undefined ? {} : { signal: options.signal }),
    });
  } catch (error) {
    if (options.signal?.aborted === true) throw error;
    throw new NetworkError(`${method} ${path}`, { cause: error });
  }
  if (!response.ok) throw await readProblem(response);
  const answer: T = response.status === 204 ? undefined : await response.json();
  return answer;
};

/** The HTTP interface. Every call throws ProblemError (the server said no) or NetworkError (no answer came). */
export const api = {
  get: <T>(path: string, options: RequestOptions = {}): Promise<T> => send<T>('GET', path, undefined, options),
  post: <T>(path: string, body?: unknown, options: RequestOptions = {}): Promise<T> =>
    send<T>('POST', path, body, options),
  patch: <T>(path: string, body: unknown, options: RequestOptions = {}): Promise<T> =>
    send<T>('PATCH', path, body, options),
  put: <T>(path: string, body: unknown, options: RequestOptions = {}): Promise<T> =>
    send<T>('PUT', path, body, options),
  delete: <T>(path: string, options: RequestOptions = {}): Promise<T> => send<T>('DELETE', path, undefined, options),
};
