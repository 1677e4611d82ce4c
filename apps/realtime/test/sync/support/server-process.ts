/** A server, or a store alone, in a process of its own, to be killed. Arguments: what, directory, port, document ids. */
import { startEmbeddedStore } from '@samsyn/embedded-mongodb';
import { paragraph, seedUpdate, withIds } from '@samsyn/document';
import { HistoryExists } from '@samsyn/models';
import { startServer } from './server.ts';

const [what, directory = '', port = '0', ...documentIds] = process.argv.slice(2);

const serve = async (): Promise<void> => {
  const server = await startServer({ directory, port: Number(port) });
  for (const documentId of documentIds) {
    try {
      await server.sync.documents.create(documentId, seedUpdate([withIds(paragraph('Hej'))]), null);
    } catch (error) {
      if (!(error instanceof HistoryExists)) throw error;
    }
  }
  process.on('SIGTERM', () => {
    server.close().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  });
  process.send?.({ port: server.port, uri: '' });
};

const store = async (): Promise<void> => {
  // On its Unix socket: the same address again after a restart.
  const { uri, onCrash } = await startEmbeddedStore({ dir: directory });
  onCrash((error) => {
    throw error;
  });
  process.send?.({ port: 0, uri });
};

await (what === 'store' ? store() : serve());
