import { expect, it } from 'vitest';
import * as Y from 'yjs';
import { onOwnUpdate } from '../src/sync/ownUpdates.ts';

const server = Symbol('server');

const writtenBy = (words: string): Uint8Array => {
  const doc = new Y.Doc();
  doc.getText('body').insert(0, words);
  return Y.encodeStateAsUpdate(doc);
};

it('what was written here is heard of, whoever began the change; what came from others is not', () => {
  const doc = new Y.Doc();
  const heard: unknown[] = [];
  onOwnUpdate(
    doc,
    (origin) => origin === server,
    (_update, origin) => heard.push(origin),
  );
  Y.applyUpdate(doc, writtenBy('ifrån en annan'), server);
  doc.getText('body').insert(0, 'härifrån ');
  doc.transact(() => doc.getText('body').insert(0, 'ångrat '), 'undo');
  Y.applyUpdate(doc, writtenBy('ifrån en annan igen'), server);
  expect(heard).toEqual([null, 'undo']);
});

it('a change that is made as others’ words come in is heard of whole', () => {
  const doc = new Y.Doc();
  const copy = new Y.Doc();
  onOwnUpdate(
    doc,
    (origin) => origin === server,
    (update) => Y.applyUpdate(copy, update),
  );
  const repairOnce = (): void => {
    doc.getText('body').unobserve(repairOnce);
    doc.getText('notes').insert(0, 'lagat');
  };
  doc.getText('body').observe(repairOnce);
  Y.applyUpdate(doc, writtenBy('trasigt'), server);
  expect(copy.getText('notes').toJSON()).toBe('lagat');
});
