/** Others' words come in together, soon, and never in the middle of an input method's word. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import * as Y from 'yjs';
import { RemoteBatches } from '../src/sync/batches.ts';

const origin = Symbol('network');
let theirs: Y.Doc;
let mine: Y.Doc;
let drawings: number;
let batches: RemoteBatches;
let whenShown: (() => void)[];
const show = (): void => whenShown.splice(0).forEach((act) => act());

beforeEach(() => {
  vi.useFakeTimers();
  theirs = new Y.Doc();
  mine = new Y.Doc();
  drawings = 0;
  whenShown = [];
  batches = new RemoteBatches(mine, origin, (act) => whenShown.push(act));
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

  it('comes in right after a key is shown, while somebody types here', () => {
    batches.typed();
    theyType('hej');
    vi.advanceTimersByTime(150);
    expect(held()).toBe('');
    batches.typed();
    expect(held()).toBe('');
    show();
    expect(held()).toBe('hej');
  });

  it('waits a fifth of a second at most, whatever is typed here and shown or not', () => {
    batches.typed();
    theyType('hej');
    vi.advanceTimersByTime(150);
    batches.typed();
    vi.advanceTimersByTime(55);
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
