/** When what is written goes out, seen from outside the process: a beat sleeps, and whoever shares its process with it. */
import { rmSync } from 'node:fs';
import { decodeMessage } from '@samsyn/document';
import { newObjectId } from '@samsyn/models';
import { afterAll, expect, test } from 'vitest';
import { Client, sleep } from './support/client.ts';
import { endAll, startProcess } from './support/process.ts';
import { opcodes, RawClient } from './support/raw.ts';
import { newDirectory } from './support/server.ts';
import { writeLine } from './support/writing.ts';

const directory = newDirectory();
afterAll(async () => {
  await endAll();
  rmSync(directory, { recursive: true, force: true });
});

test('in a full room only the first words after a pause go out alone: those behind them go together', async () => {
  const documentId = newObjectId();
  const { port } = await startProcess('server', directory, 0, [documentId]);
  const at = (account: string) => ({ port, documentId, account, query: '?ack=1' });
  const listeners = await Promise.all(
    Array.from({ length: 100 }, (_, index) => RawClient.connect(at(`writer${index + 1}`))),
  );
  const writer = await new Client(at('writer0')).synced();
  writeLine(writer.doc, 'Nu börjar vi.');
  await writer.durable();
  await sleep(1000);
  const updates = (): number[] =>
    listeners.map(
      (listener) => listener.of(opcodes.binary).filter((payload) => decodeMessage(payload).type === 'update').length,
    );
  const before = updates();
  const words = 30;
  for (let word = 0; word < words; word += 1) {
    writeLine(writer.doc, `Ord ${word}.`);
    await sleep(2);
  }
  await writer.durable();
  for (const [index, count] of updates().entries()) {
    expect(count - (before[index] ?? 0)).toBeGreaterThan(0);
    // 12 ms for a hundred people.
    expect(count - (before[index] ?? 0)).toBeLessThan(words / 2);
  }
});
