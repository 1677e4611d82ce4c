/** Who is told to come again later, comes then: what exceeds a frame, and all where websockets are blocked. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import * as Y from 'yjs';
import { ProblemError } from '../src/api/problem.ts';
import { HttpWay } from '../src/sync/httpWay.ts';
import { Ledger } from '../src/sync/ledger.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const tooMany = new ProblemError({ type: 'about:blank', title: '', status: 429, code: 'tooMany' }, 20);

/** A server that is told of each update, and refuses the first for twenty seconds. */
const strict = () => {
  const at: number[] = [];
  const started = performance.now();
  const sync = {
    pull: () => Promise.resolve(),
    push: (): Promise<void> => {
      at.push(Math.round((performance.now() - started) / 1000));
      return at.length === 1 ? Promise.reject(tooMany) : Promise.resolve();
    },
  };
  const [ledger, refused, nothing] = [new Ledger(), vi.fn(), () => {}];
  const doc = new Y.Doc();
  doc.getText('x').insert(0, 'ord');
  return { at, refused, doc, way: new HttpWay({ doc, sync, ledger, pulled: nothing, changed: nothing, refused }) };
};

test('an update that exceeds a frame is sent again when the server said', async () => {
  const { at, refused, doc, way } = strict();
  void way.push(Y.encodeStateAsUpdate(doc));
  await vi.advanceTimersByTimeAsync(19_000);
  expect(at).toEqual([0]);
  await vi.advanceTimersByTimeAsync(2000);
  expect(at).toEqual([0, 20]);
  expect(refused).not.toHaveBeenCalled();
  way.stop();
});

test('so is everything that goes over HTTP', async () => {
  const { at, refused, way } = strict();
  way.open();
  way.written();
  await vi.advanceTimersByTimeAsync(18_000);
  expect(at).toHaveLength(1);
  await vi.advanceTimersByTimeAsync(4000);
  expect(at).toHaveLength(2);
  expect(refused).not.toHaveBeenCalled();
  way.stop();
});
