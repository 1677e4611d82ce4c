import { afterAll, beforeAll, expect, test } from 'vitest';
import { Client, sleep, until } from './support/client.ts';
import { seeded } from './support/random.ts';
import { startServer, type TestServer } from './support/server.ts';
import { newDocument, wordsOf, writeLine } from './support/writing.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.close());

test('(6) a last word said while leaving is there for who joins, wherever the document is on its way out and in again', async () => {
  const random = seeded(6);
  const documentId = await newDocument(server, 'Hej');
  const at = (account: string) => ({ port: server.port, documentId, account });
  const met = new Set<string>();
  for (let round = 0; round < 10; round += 1) {
    const leaver = await new Client(at('anna')).synced();
    writeLine(leaver.doc, `rad ${round}.`);
    leaver.ws.close();
    await sleep(random.below(20));
    // Six seconds later on the server's clock the room is idle long enough; it looks once a second of ours.
    server.rules.later += 6000;
    if (round % 3 === 2) await until('closed', () => server.sync.documents.state(documentId) === null);
    else await sleep(random.below(2) === 0 ? random.below(1100) : random.below(20));
    const state = server.sync.documents.state(documentId);
    met.add(state === null ? 'closed' : state.received > state.written ? 'being written' : 'open');
    const compacting = random.below(2) === 0 ? server.journal.compact(documentId) : null;
    const joiners = ['bo', 'reader'].map((account) => new Client(at(account)));
    for (const joiner of joiners) {
      await joiner.synced();
      await until('the last word', () => wordsOf(joiner.doc).includes(`rad ${round}.`));
      for (let before = 0; before < round; before += 1) expect(wordsOf(joiner.doc)).toContain(`rad ${before}.`);
    }
    await Promise.all([...joiners.map((joiner) => joiner.leave()), compacting]);
  }
  expect(met).toContain('closed');
  expect(met).toContain('open');
});
