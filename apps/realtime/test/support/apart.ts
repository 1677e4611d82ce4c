/** The product with its database in a process of its own, so that either can be stopped, or its disk filled, alone. */
import { join } from 'node:path';
import * as Y from 'yjs';
import { Client } from '../sync/support/client.ts';
import { startProcess } from '../sync/support/process.ts';
import { clientOf, member } from './client.ts';
import { newDemoFolder, startServer } from './server.ts';

/** Starts both, signs a school in, and makes a note that its people enter. */
export const startApart = async () => {
  const folder = await newDemoFolder();
  const { child: store, uri } = await startProcess('store', join(folder, 'store'), 0);
  const server = await startServer({
    dataDir: folder,
    settings: { MONGODB_URI: `${uri}&serverSelectionTimeoutMS=1000` },
  });
  const school = clientOf(server, await server.signIn('grundskola@example.org'));
  const note = { kind: 'note', leadershipGroup: 'grundskola', title: 'Fri anteckning' };
  const documentId = String(member((await school.post('/api/documents', note)).body, 'id'));
  const place = { port: server.port, documentId, account: '', query: '?ack=1' };
  const enter = (): Promise<Client> =>
    new Client(place, new Y.Doc(), { cookie: school.cookie, origin: server.url }).synced();
  return { server, store, school, documentId, enter };
};
