import { bodyOf } from '@samsyn/document';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { Client, placesOn, sleep, until } from './support/client.ts';
import { startServer, type TestServer } from './support/server.ts';
import { mallory, newDocument, stateOf, wordsOf, writeLine, writtenBy } from './support/writing.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.close());

const at = placesOn(() => server);

const element = (name: string, ...children: (Y.XmlElement | Y.XmlText)[]): Y.XmlElement => {
  const made = new Y.XmlElement(name);
  made.insert(0, children);
  return made;
};
const attributed = (name: string, attribute: string, value: unknown): Y.XmlElement => {
  const made = new Y.XmlElement<Record<string, never>>(name);
  made.setAttribute(attribute, value as never);
  return made as Y.XmlElement;
};
const linked = (href: string): Y.XmlElement => {
  const text = new Y.XmlText();
  text.insert(0, 'länk', { link: { href } });
  return element('paragraph', text);
};
const nest = (doc: Y.Doc, depth: number): void => {
  let holder: Y.XmlFragment = bodyOf(doc);
  for (let level = 0; level < depth; level += 1) {
    const quote = new Y.XmlElement('blockquote');
    holder.insert(0, [quote]);
    holder = quote;
  }
};

const textWithAttribute = (): Y.XmlText => {
  const text = new Y.XmlText('x');
  text.setAttribute('style', 'x');
  return text;
};
const textWithEmbed = (): Y.XmlText => {
  const text = new Y.XmlText();
  text.insertEmbed(0, { image: 'x' });
  return text;
};

describe('content outside the schema', () => {
  const cases: [string, (doc: Y.Doc) => void][] = [
    ['an unknown element', (doc) => bodyOf(doc).push([element('script')])],
    ['an element named like a prototype’s member', (doc) => bodyOf(doc).push([element('constructor')])],
    ['an event attribute', (doc) => bodyOf(doc).push([attributed('paragraph', 'onclick', 'alert(1)')])],
    ['an attribute named __proto__', (doc) => bodyOf(doc).push([attributed('paragraph', '__proto__', 'x')])],
    ['a value of the wrong kind', (doc) => bodyOf(doc).push([attributed('heading', 'level', { deep: [] })])],
    ['a script link', (doc) => bodyOf(doc).push([linked('javascript:alert(1)')])],
    ['a picture from elsewhere', (doc) => bodyOf(doc).push([attributed('image', 'src', 'https://evil.example/x.png')])],
    ['an unknown root', (doc) => doc.getMap('other').set('a', 1)],
    ['the server’s own root', (doc) => doc.getMap('draft').set('a', 1)],
    ['a subdocument', (doc) => doc.getMap('body').set('a', new Y.Doc())],
    ['a map in the body', (doc) => doc.getArray('body').push([new Y.Map()])],
    ['text right in the body', (doc) => bodyOf(doc).push([new Y.XmlText('x')])],
    ['a list item outside a list', (doc) => bodyOf(doc).push([element('listItem')])],
    ['a row in a list', (doc) => bodyOf(doc).push([element('bulletList', element('tableRow'))])],
    ['elements nested too deep', (doc) => nest(doc, 60)],
    ['elements nested 12,000 deep', (doc) => nest(doc, 12_000)],
    ['an attribute of a text', (doc) => bodyOf(doc).push([element('paragraph', textWithAttribute())])],
    ['an embed', (doc) => bodyOf(doc).push([element('paragraph', textWithEmbed())])],
  ];

  test.each(cases)('(18) %s is refused, and nothing has changed', async (_what, write) => {
    const documentId = await newDocument(server, 'Hej');
    const before = await stateOf(server, documentId);
    const update = await writtenBy(server, documentId, write);
    expect((await server.sync.documents.receive(documentId, mallory, update)).kind).toBe('invalid');
    expect(await stateOf(server, documentId)).toBe(before);
    const client = await new Client(at(documentId, 'mallory')).synced();
    client.update(update);
    expect(await client.closed()).toBe(4422);
  });

  test('what only the server wrote is not deleted by a client', async () => {
    const documentId = await newDocument(server, 'Hej');
    await server.sync.documents.change(documentId, null, (doc) => doc.getMap('draft').set('key', 'value'));
    const update = await writtenBy(server, documentId, (doc) => doc.getMap('draft').delete('key'));
    expect((await server.sync.documents.receive(documentId, mallory, update)).kind).toBe('invalid');
    const overwrite = await writtenBy(server, documentId, (doc) => doc.getMap('draft').set('key', 'other'));
    expect((await server.sync.documents.receive(documentId, mallory, overwrite)).kind).toBe('invalid');
  });
});

describe('what builds on something that is missing', () => {
  test('is held, not shown and not acknowledged, until it comes by whatever connection', async () => {
    const documentId = await newDocument(server, 'Hej');
    const witness = await new Client(at(documentId, 'bo')).synced();
    const early = await new Client(at(documentId, 'anna')).synced();
    await early.durable();
    const doc = new Y.Doc();
    Y.applyUpdate(doc, await server.sync.documents.diff(documentId, null));
    const updates: Uint8Array[] = [];
    doc.on('update', (update: Uint8Array) => updates.push(update));
    writeLine(doc, 'ett');
    writeLine(doc, 'två');
    const [first, second] = updates;
    if (!first || !second) throw new Error('Two updates were expected');
    early.update(second);
    early.update(new Uint8Array([0, 0]));
    await sleep(150);
    expect(wordsOf(witness.doc)).not.toContain('två');
    expect(early.acknowledged).toBe(1);
    const other = await new Client(at(documentId, 'anna')).synced();
    other.update(first);
    await until('shown', () => wordsOf(witness.doc).includes('två'));
    await early.durable();
    expect(early.acknowledged).toBe(3);
    await Promise.all([witness, early, other].map((client) => client.leave()));
  });

  test('beyond 1 MiB the connection ends with 4529', async () => {
    const documentId = await newDocument(server, 'Hej');
    const client = await new Client(at(documentId, 'anna')).synced();
    const doc = new Y.Doc();
    writeLine(doc, 'fattas');
    const since = Y.encodeStateVector(doc);
    writeLine(doc, 'x'.repeat(700_000));
    const update = Y.encodeStateAsUpdate(doc, since);
    client.update(update);
    client.update(update);
    expect(await client.closed()).toBe(4529);
    expect(await stateOf(server, documentId)).not.toContain('xxx');
  });
});
