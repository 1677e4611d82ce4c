/** Which Origins are ours, and whether a request came over loopback by itself. */
import type { NextFunction, Request, Response } from 'express';
import { ProblemError } from './problems.ts';

const loopbackHosts = ['localhost', '127.0.0.1', '[::1]'];

export const isLoopback = (origin: string): boolean => loopbackHosts.includes(new URL(origin).hostname);

/** @returns every origin that browsers may use: loopback names on the same port count as one. */
export const originsOf = (publicUrl: string): ReadonlySet<string> => {
  if (!isLoopback(publicUrl)) return new Set([publicUrl]);
  const { protocol, port } = new URL(publicUrl);
  return new Set(loopbackHosts.map((host) => `${protocol}//${host}${port === '' ? '' : `:${port}`}`));
};

/** Middleware: a foreign Origin is refused; a program without a browser may leave it out. */
export const refuseForeignOrigins =
  (origins: ReadonlySet<string>) =>
  (request: Request, _response: Response, next: NextFunction): void => {
    const { origin } = request.headers;
    if (origin !== undefined && !origins.has(origin)) throw new ProblemError(403, 'foreignOrigin');
    next();
  };
