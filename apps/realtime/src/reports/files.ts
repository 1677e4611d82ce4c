/** Finished files in the database's file store (GridFS, bucket `reports`). */
import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Models, VersionFile } from '@samsyn/models';
import { faceTypes } from '@samsyn/reports';
import { mongo } from 'mongoose';
import type { MadeFace } from './work.ts';

const bucketOf = ({ connection }: Models): mongo.GridFSBucket => {
  const { db } = connection;
  if (!db) throw new Error('The database connection is not open');
  return new mongo.GridFSBucket(db, { bucketName: 'reports' });
};

/** Stores one face; durable when it resolves. @returns what the version remembers of it. */
export const putFile = async (
  models: Models,
  { face, bytes, parts }: MadeFace,
  about: string,
): Promise<VersionFile> => {
  const id = new mongo.ObjectId();
  const upload = bucketOf(models).openUploadStreamWithId(id, face, { metadata: { about, parts } });
  await pipeline(Readable.from([Buffer.from(bytes)]), upload);
  return {
    name: face,
    contentType: faceTypes[face],
    fileId: id.toHexString(),
    bytes: bytes.byteLength,
    sha256: createHash('sha256').update(bytes).digest('hex'),
  };
};

/** @returns the file's bytes. @throws Error when they are not those that were stored */
export const getFile = async (models: Models, file: VersionFile): Promise<Buffer> => {
  const chunks: Buffer[] = [];
  for await (const chunk of bucketOf(models).openDownloadStream(new mongo.ObjectId(file.fileId))) {
    if (Buffer.isBuffer(chunk)) chunks.push(chunk);
  }
  const bytes = Buffer.concat(chunks);
  if (createHash('sha256').update(bytes).digest('hex') !== file.sha256)
    throw new Error(`The stored file ${file.fileId} is not what was stored`);
  return bytes;
};

/** @returns how many pages or slides the files have, by their ids, as far as that is known. */
export const partsOf = async (models: Models, fileIds: readonly string[]): Promise<Map<string, number>> => {
  const found = await bucketOf(models)
    .find({ _id: { $in: fileIds.map((id) => new mongo.ObjectId(id)) } })
    .toArray();
  return new Map(
    found.flatMap(({ _id, metadata }): [string, number][] => {
      const parts: unknown = metadata?.['parts'];
      return typeof parts === 'number' ? [[_id.toHexString(), parts]] : [];
    }),
  );
};

export const dropFile = async (models: Models, file: VersionFile): Promise<void> => {
  await bucketOf(models).delete(new mongo.ObjectId(file.fileId));
};
