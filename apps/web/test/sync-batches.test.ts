/** Others' words come in together, soon, and never in the middle of an input method's word. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import * as Y from 'yjs';
import { RemoteBatches } from '../src/sync/batches.ts';

const origin = Symbol('network');
let theirs: Y.Doc;
let mine: Y.Doc;
let drawings: number;
let batches: RemoteBatches;

beforeEach(() => {
  vi.useFakeTimers();
  theirs = new Y.Doc();
  mine = new Y.Doc();
  drawings = 0;
  batches = new RemoteBatches(mine, origin);
  mine.on('afterTransaction', () => {
    drawings += 1;
  });
  theirs.on('update', (update: Uint8Array) => batches.push(update));
});
afterEach(() => vi.useRealTimers());

const theyType = (words: string): void => {
  for (const letter of words) theirs.getText('t').insert(theirs.getText('t').length, letter);
};
const held = (): string => mine.getText('t').toJSON();

describe('a batch', () => {
  it('is one change, however many updates came', () => {
    theyType('tjugo bokstäver minst');
    expect(held()).toBe('');
    vi.advanceTimersByTime(20);
    expect(held()).toBe('tjugo bokstäver minst');
    expect(drawings).toBe(1);
  });

  it('waits a tenth of a second at most while somebody types here', () => {
    batches.typed();
    theyType('hej');
    vi.advanceTimersByTime(60);
    expect(held()).toBe('');
    batches.typed();
    vi.advanceTimersByTime(45);
    expect(held()).toBe('hej');
  });

  it('spares an input method, but not for ever', () => {
    batches.consider({ isBusy: () => true, catchUp: () => {} });
    theyType('hej');
    vi.advanceTimersByTime(1500);
    expect(held()).toBe('');
    vi.advanceTimersByTime(1000);
    expect(held()).toBe('hej');
  });

  it('does not lose what builds on a part of the same batch', () => {
    const kept: Uint8Array[] = [];
    theirs.on('update', (update: Uint8Array) => kept.push(update));
    theyType('abc');
    batches.stop();
    for (const update of kept.toReversed()) batches.push(update);
    batches.flush();
    expect(held()).toBe('abc');
  });
});
