/** A database of a test's own on the MongoDB that MONGODB_URI names; without one the embedded store is used. */
import { basename } from 'node:path';
import mongoose from 'mongoose';

const form = /^(mongodb(?:\+srv)?:\/\/)([^/?]+)(?:\/([^?]*))?(?:\?(.*))?$/;

/** The address of the database that belongs to a data folder: a second start on the folder meets the same one. */
export const databaseFor = (folder: string): string | null => {
  const parts = form.exec(process.env['MONGODB_URI'] ?? '');
  if (!parts) return null;
  const [, scheme = '', host = '', database = '', query = ''] = parts;
  const options = new URLSearchParams(query);
  if (host.includes('@') && !options.has('authSource')) options.set('authSource', database === '' ? 'admin' : database);
  return `${scheme}${host}/${basename(folder).replaceAll(/[^\w-]/g, '-')}?${options.toString()}`;
};

/** The settings of a server on this folder, where a MongoDB is given. */
export const databaseSettings = (folder: string): Record<string, string> => {
  const uri = databaseFor(folder);
  return uri === null ? {} : { MONGODB_URI: uri };
};

/** Removes the database with its folder. */
export const dropDatabaseOf = async (folder: string): Promise<void> => {
  const uri = databaseFor(folder);
  if (uri === null) return;
  const connection = await mongoose.createConnection(uri).asPromise();
  await connection.dropDatabase();
  await connection.close();
};
