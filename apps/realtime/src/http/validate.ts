/** Bodies, queries and ids: read late (after who and may), checked against a schema, or refused with what is wrong. */
import type { Request } from 'express';
import { z } from 'zod';
import { id as idSchema } from '@samsyn/domain/schemas';
import { readBytes } from './body.ts';
import { badRequest, invalid, notFound, ProblemError, unsupportedType } from './problems.ts';

const forbidden = new Set(['__proto__', 'constructor', 'prototype']);
const isForbiddenKey = (key: string): boolean => forbidden.has(key) || key.startsWith('$') || key.includes('\0');

/** How deep a body may nest: more is nobody's form. */
const maxDepth = 40;

/** Keys that mean something to JavaScript or to a database are refused wherever they stand. */
export const refuseKeys = (value: unknown, depth = 0): void => {
  if (typeof value !== 'object' || value === null) return;
  if (depth > maxDepth) throw badRequest();
  for (const [key, inner] of Object.entries(value)) {
    if (!Array.isArray(value) && isForbiddenKey(key)) throw badRequest('forbiddenKey');
    refuseKeys(inner, depth + 1);
  }
};

const problemsOf = (error: z.ZodError) =>
  error.issues.slice(0, 20).map((issue) => ({ path: issue.path.join('.'), message: issue.message }));

/** Bodies of forms; imports and tables say how much more they take. */
export const defaultBodyBytes = 1024 * 1024;

const parse = (bytes: Buffer): unknown => {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    throw badRequest('badJson');
  }
};

/**
 * Reads the request's JSON body. Call it after who and may: nothing of the body is looked at before.
 * @throws ProblemError 400 (no JSON, a forbidden key), 413, 415, 422 (with `errors`)
 */
export const validBody = async <S extends z.ZodType>(
  schema: S,
  request: Request,
  maxBytes = defaultBodyBytes,
): Promise<z.output<S>> => {
  if (!request.is('application/json')) throw unsupportedType();
  const value = parse(await readBytes(request, maxBytes));
  refuseKeys(value);
  return parsed(schema, value);
};

/** @returns the value as the schema makes it. @throws ProblemError 422 with what is wrong */
export const parsed = <S extends z.ZodType>(schema: S, value: unknown): z.output<S> => {
  const result = schema.safeParse(value);
  if (!result.success) throw invalid(problemsOf(result.error));
  return result.data;
};

/** For routes that take no query parameters. */
export const noQuery = z.strictObject({});

/** @returns the query. @throws ProblemError 400 for a parameter that is unknown, repeated or wrong. */
export const validQuery = <S extends z.ZodType>(schema: S, request: Request): z.output<S> => {
  const at = request.originalUrl.indexOf('?');
  const pairs = [...new URLSearchParams(at < 0 ? '' : request.originalUrl.slice(at + 1))];
  const names = pairs.map(([name]) => name);
  if (new Set(names).size !== names.length || names.some(isForbiddenKey)) throw badRequest('badQuery');
  const result = schema.safeParse(Object.fromEntries(pairs));
  if (!result.success) throw new ProblemError(400, 'badQuery', { errors: problemsOf(result.error) });
  return result.data;
};

/** @returns the id in the path. @throws ProblemError 404 when it cannot be one. */
export const idOf = (request: Request, name = 'id'): string => {
  const result = idSchema.safeParse(request.params[name]);
  if (!result.success) throw notFound();
  return result.data;
};
