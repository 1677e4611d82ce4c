/** What has not reached the server is kept in the browser, and comes back to whom it belongs, where it belongs. */
import { appendToBody, bodyOf, docFrom, newId, paragraph, readBody, schemaVersion, textOf } from '@samsyn/document';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import * as Y from 'yjs';
import { Copies } from '../src/sync/copies.ts';
import { type Kept, KeptStore } from '../src/sync/keptStore.ts';
import { onOwnUpdate } from '../src/sync/ownUpdates.ts';
import { Ledger } from '../src/sync/ledger.ts';
import { OwnWords } from '../src/sync/ownWords.ts';
import { takeUp } from '../src/sync/takeUp.ts';
import { Unsent } from '../src/sync/unsent.ts';

/** As a browser's, whose own properties are its keys. */
class FakeStorage {
  [key: string]: unknown;
  getItem(key: string): string | null {
    const value = this[key];
    return Object.hasOwn(this, key) && typeof value === 'string' ? value : null;
  }
  setItem(key: string, value: string): void {
    this[key] = value;
  }
  removeItem(key: string): void {
    delete this[key];
  }
}

beforeEach(() => {
  vi.stubGlobal('localStorage', new FakeStorage());
  vi.stubGlobal('addEventListener', () => {});
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

const server = Symbol('server');
const lines = (doc: Y.Doc): string[] => (readBody(doc).content ?? []).map(textOf);

/** The text of a paragraph, counted from the beginning. */
const line = (doc: Y.Doc, index: number): Y.XmlText => {
  const block = bodyOf(doc).get(index);
  const text = block instanceof Y.XmlElement ? block.get(0) : null;
  if (!(text instanceof Y.XmlText)) throw new Error('No such line');
  return text;
};

/** A document on the server, with two lines. */
const onServer = (): Y.Doc => {
  const doc = new Y.Doc();
  appendToBody(doc, [paragraph('Kollegans.', { id: newId() }), paragraph('Mitt.', { id: newId() })]);
  return doc;
};

/** A page that has the document as the server has it, and what it writes there. */
const pageOf = (from: Y.Doc, { account = 'rut', epoch = 1 } = {}) => {
  const doc = docFrom([Y.encodeStateAsUpdate(from)]);
  const store = new KeptStore(account, 'note');
  const unsent = new Unsent(doc, epoch, store);
  onOwnUpdate(
    doc,
    (origin) => origin === server,
    (update) => unsent.written(update),
  );
  return { doc, store, unsent, copies: new Copies(store) };
};
type Page = ReturnType<typeof pageOf>;

const open = (page: Page, mayWrite = true): string[] => {
  takeUp(page.doc, page.unsent, page.store, mayWrite);
  page.copies.holdAgainst(page.doc);
  return page.copies.all.flatMap(({ blocks }) => blocks.map(textOf));
};
/** A page keeps words that it could not send. */
const leaveUnsent = (all: Y.Doc): void => {
  const page = pageOf(all);
  line(page.doc, 1).insert(5, ' Osänt.');
  page.unsent.keep();
};
const kept = (page: Page): Kept[] => page.store.read().map((slot) => slot.kept);

describe('what a page could not send', () => {
  it('comes into the document at the next opening, beside what others wrote meanwhile, and nothing is said', () => {
    const all = onServer();
    leaveUnsent(all);
    line(all, 0).insert(10, ' Ändrat.');

    const next = pageOf(all);
    expect(open(next)).toEqual([]);
    expect(lines(next.doc)).toEqual(['Kollegans. Ändrat.', 'Mitt. Osänt.']);
    // It is unsent still, and stands under the new page's name alone.
    expect(kept(next)).toMatchObject([{ code: 'unsent', blocks: [{ type: 'paragraph' }] }]);
    Y.applyUpdate(all, next.unsent.update ?? new Uint8Array());
    expect(lines(all)).toEqual(['Kollegans. Ändrat.', 'Mitt. Osänt.']);
    next.unsent.settle(null);
    expect(kept(next)).toEqual([]);
  });

  it('is dropped when it had come, whatever became of it since', () => {
    const all = onServer();
    const first = pageOf(all);
    line(first.doc, 1).insert(5, ' Kom fram.');
    first.unsent.keep();
    Y.applyUpdate(all, first.unsent.update ?? new Uint8Array());
    line(all, 1).delete(0, 15);
    for (const mayWrite of [false, true]) {
      const next = pageOf(all);
      expect(open(next, mayWrite)).toEqual([]);
      expect(lines(next.doc)).toEqual(['Kollegans.', '']);
      expect(kept(next)).toEqual([]);
      first.unsent.refuse('unsent');
    }
  });

  it('is a copy of its own blocks, and of no others, where one may not write any more', () => {
    const all = onServer();
    leaveUnsent(all);
    line(all, 0).insert(10, ' Ändrat.');
    const next = pageOf(all);
    expect(open(next, false)).toEqual(['Mitt. Osänt.']);
    expect(lines(next.doc)).toEqual(['Kollegans. Ändrat.', 'Mitt.']);
    // And stays one: it is not sent later.
    const later = pageOf(all);
    expect(open(later)).toEqual(['Mitt. Osänt.']);
    expect(lines(later.doc)).toEqual(['Kollegans. Ändrat.', 'Mitt.']);
    for (const { id } of later.copies.all) later.copies.drop(id);
    expect(kept(later)).toEqual([]);
  });

  it('is a copy when what it stood in is gone', () => {
    const all = onServer();
    leaveUnsent(all);
    bodyOf(all).delete(1, 1);
    const next = pageOf(all);
    expect(open(next)).toEqual(['Mitt. Osänt.']);
  });

  it('is a copy of that which is gone only: the rest has come, whatever others did with it', () => {
    const all = onServer();
    const first = pageOf(all);
    line(first.doc, 0).insert(10, ' Kommer.');
    line(first.doc, 1).insert(5, ' Osä');
    line(first.doc, 1).insert(9, 'nt.');
    first.unsent.keep();
    line(all, 0).insert(0, 'Ändrat. ');
    bodyOf(all).delete(1, 1);
    const next = pageOf(all);
    expect(open(next)).toEqual(['Mitt. Osänt.']);
    expect(lines(next.doc)).toEqual(['Ändrat. Kollegans. Kommer.']);
  });

  it('of a former epoch is never applied, and is a copy', () => {
    const first = pageOf(onServer());
    line(first.doc, 1).insert(5, ' Osänt.');
    first.unsent.keep();
    const rebuilt = pageOf(onServer(), { epoch: 2 });
    expect(open(rebuilt)).toEqual(['Mitt. Osänt.']);
    expect(lines(rebuilt.doc)).toEqual(['Kollegans.', 'Mitt.']);
  });

  it('of another account, or what builds on something that is not there, never comes into the document', () => {
    const all = onServer();
    const first = pageOf(all);
    line(first.doc, 1).insert(5, ' Ruts.');
    first.unsent.keep();
    const other = pageOf(all, { account: 'siv' });
    expect(open(other)).toEqual([]);
    expect(lines(other.doc)).toEqual(['Kollegans.', 'Mitt.']);

    const elsewhere = pageOf(onServer());
    expect(open(elsewhere)).toEqual(['Mitt. Ruts.']);
    expect(lines(elsewhere.doc)).toEqual(['Kollegans.', 'Mitt.']);
    expect(elsewhere.doc.store.pendingStructs).toBeNull();
  });

  it('that the server refused is kept to be read, with the reason', () => {
    const all = onServer();
    const first = pageOf(all);
    line(first.doc, 1).insert(5, ' För sent.');
    first.unsent.keep();
    first.unsent.refuse('readOnly');
    expect(kept(first)).toMatchObject([{ code: 'readOnly', update: null, epoch: 1, schema: schemaVersion }]);
    const next = pageOf(all);
    expect(open(next)).toEqual(['Mitt. För sent.']);
    expect(next.copies.all).toMatchObject([{ code: 'readOnly' }]);
  });
});

it('every copy stays until it is put away, however many there are', () => {
  const all = onServer();
  for (let number = 1; number <= 12; number += 1) {
    const page = pageOf(all);
    line(page.doc, 1).insert(5, ` Försök ${number}.`);
    page.unsent.refuse('readOnly');
  }
  expect(open(pageOf(all))).toHaveLength(12);
});

describe('two tabs of one account', () => {
  it('overwrite nothing of each other’s', () => {
    const all = onServer();
    const [one, other] = [pageOf(all), pageOf(all)];
    line(one.doc, 0).insert(10, ' Ett.');
    line(other.doc, 1).insert(5, ' Två.');
    for (const page of [one, other]) page.unsent.keep();
    one.unsent.forget();
    const next = pageOf(all);
    open(next);
    expect(lines(next.doc)).toEqual(['Kollegans.', 'Mitt. Två.']);
  });
});

it('a browser that stores nothing keeps refused words until the page is closed', () => {
  vi.stubGlobal('localStorage', undefined);
  const page = pageOf(onServer());
  line(page.doc, 1).insert(5, ' För sent.');
  page.unsent.refuse('readOnly');
  const { store, copies } = page;
  copies.holdAgainst(onServer());
  expect(copies.all.flatMap(({ blocks }) => blocks.map(textOf))).toEqual(['Mitt. För sent.']);
  for (const { id } of copies.all) copies.drop(id);
  expect(store.read()).toEqual([]);
});

it('what comes back is stored under the new page’s name also where there is no room for it twice', () => {
  const all = onServer();
  const first = pageOf(all);
  line(first.doc, 1).insert(5, ' Osänt.');
  first.unsent.keep();
  const stored = new FakeStorage();
  const [[key, raw] = ['', '']] = Object.entries(localStorage);
  stored.setItem(key, String(raw));
  const store = stored.setItem.bind(stored);
  vi.stubGlobal('localStorage', stored);
  vi.spyOn(FakeStorage.prototype, 'setItem').mockImplementation((...pair) => {
    if (Object.keys(stored).length > 0) throw new Error('No room');
    store(...pair);
  });
  const next = pageOf(all);
  open(next);
  expect(Object.keys(stored)).toEqual([next.unsent.key]);
});

it('what has become durable is not kept, what came after it is', () => {
  const clock = vi.spyOn(performance, 'now').mockReturnValue(10);
  const page = pageOf(onServer());
  line(page.doc, 1).insert(5, ' Ett.');
  clock.mockReturnValue(20);
  line(page.doc, 0).insert(10, ' Två.');
  page.unsent.settle(20);
  page.unsent.keep();
  clock.mockRestore();
  expect(kept(page).flatMap(({ blocks }) => blocks.map(textOf))).toEqual(['Kollegans. Två.']);
});

/** What a page writes, and when: the clock stands still until it is moved. */
const pageWithClock = () => {
  const clock = vi.spyOn(performance, 'now').mockReturnValue(10);
  const page = pageOf(onServer());
  const own = new OwnWords('rut', 'note', page.doc, new Ledger(), 1);
  onOwnUpdate(
    page.doc,
    () => false,
    (update) => own.written(update, false),
  );
  return { clock, own, page, write: (words: string) => line(page.doc, 1).insert(5, words) };
};

it('is not written to the browser’s store at a key, but when time has passed', () => {
  const { clock, own, page } = pageWithClock();
  line(page.doc, 1).insert(5, ' Ett.');
  clock.mockReturnValue(5000);
  line(page.doc, 1).insert(10, ' Två.');
  own.look();
  expect(kept(page)).toEqual([]);
  own.keepOn();
  clock.mockRestore();
  expect(kept(page).flatMap(({ blocks }) => blocks.map(textOf))).toEqual(['Mitt. Ett. Två.']);
});

it('is said to be on this device only when the browser has stored it', () => {
  const { clock, own, write } = pageWithClock();
  const wait = (milliseconds: number): void => {
    clock.mockReturnValue(performance.now() + milliseconds);
    own.keepOn();
  };
  expect(own.saved).toBe('saved');
  write(' Ett.');
  wait(400);
  expect(own.saved).toBe('saved');
  wait(200);
  wait(500);
  expect(own.saved).toBe('onDevice');
  write(' Två.');
  expect(own.saved).toBe('onDevice');
  vi.stubGlobal('localStorage', undefined);
  wait(1000);
  expect(own.saved).toBe('notSaved');
  own.ledger.settledBefore(performance.now());
  own.look();
  expect(own.saved).toBe('saved');
});
