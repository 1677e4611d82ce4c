/** Reading the bytes of a request within a limit. */
import type { Request } from 'express';
import { badRequest, tooLarge, unsupportedType } from './problems.ts';

/**
 * @param took told of the bytes as they come
 * @returns the whole body. @throws ProblemError 413 as soon as it is more than `maxBytes`, 415 when it is encoded.
 */
export const readBytes = async (
  request: Request,
  maxBytes: number,
  took: (bytes: number) => void = () => {},
): Promise<Buffer> => {
  const encoding = request.headers['content-encoding'];
  if (encoding !== undefined && encoding !== 'identity') throw unsupportedType();
  if (Number(request.headers['content-length'] ?? 0) > maxBytes) throw tooLarge();
  const chunks: Buffer[] = [];
  let length = 0;
  try {
    for await (const chunk of request.iterator({ destroyOnReturn: false })) {
      if (!Buffer.isBuffer(chunk)) continue;
      length += chunk.length;
      took(chunk.length);
      if (length > maxBytes) throw tooLarge();
      chunks.push(chunk);
    }
  } catch (error) {
    if (length > maxBytes) throw error;
    throw badRequest();
  }
  return Buffer.concat(chunks);
};
