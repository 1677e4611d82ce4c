/** A school year of its own, with notes that hold what a test says, and an analysis that is made of them. */
import { type DocNode, seedUpdate } from '@samsyn/document';
import type { ClaimKind } from '@samsyn/domain';
import { afterAll, beforeAll } from 'vitest';
import * as Y from 'yjs';
import { type Answer, type Client, clientOf, itemsOf, member } from '../../support/client.ts';
import { startServer, type TestServer } from '../../support/server.ts';
import { write } from '../../support/words.ts';

export type ClaimSpec = {
  id: string;
  kind?: ClaimKind;
  area?: string;
  text: string;
  cites?: string[];
  owner?: string;
  due?: string;
};

const citation = (target: string): DocNode => {
  const [targetType, targetId] = target.includes(':') ? target.split(':') : ['claim', target];
  return { type: 'citation', attrs: { targetType, targetId } };
};
/** `cites` are claims' ids, or `evidence:ID` and `reference:ID`. */
export const claim = ({ id, kind = 'result', area = 'larmiljoer', text, cites = [], ...more }: ClaimSpec): DocNode => ({
  type: 'claim',
  attrs: { id, kind, priorityArea: area, ...more },
  content: [{ type: 'paragraph', attrs: { id: `${id}-p` }, content: [{ type: 'text', text }, ...cites.map(citation)] }],
});

export const groups = ['forskola', 'grundskola', 'kompetenscenter'] as const;
export type Group = (typeof groups)[number];

export type People = Record<
  'quality' | 'administration' | 'member' | 'otherMember' | 'leadTeacher' | 'board' | 'admin' | 'visitor',
  Client
>;
const emails: Record<Exclude<keyof People, 'visitor'>, string> = {
  quality: 'kvalitet@example.org',
  administration: 'forvaltning@example.org',
  member: 'grundskola@example.org',
  otherMember: 'forskola@example.org',
  leadTeacher: 'forstelarare@example.org',
  board: 'namnd@example.org',
  admin: 'admin@example.org',
};

export type Town = { server: TestServer; people: People };

const openTown = async (): Promise<Town> => {
  const server = await startServer();
  const clientOfEmail = async (email: string): Promise<Client> => clientOf(server, await server.signIn(email));
  const [quality, administration, member_, otherMember, leadTeacher, board, admin] = await Promise.all([
    clientOfEmail(emails.quality),
    clientOfEmail(emails.administration),
    clientOfEmail(emails.member),
    clientOfEmail(emails.otherMember),
    clientOfEmail(emails.leadTeacher),
    clientOfEmail(emails.board),
    clientOfEmail(emails.admin),
  ]);
  const visitor = clientOf(server, '');
  return {
    server,
    people: { quality, administration, member: member_, otherMember, leadTeacher, board, admin, visitor },
  };
};

/** The town of a file of tests, which is there once they run. */
export const useTown = (): Town => {
  const town = {} as Town;
  beforeAll(async () => void Object.assign(town, await openTown()));
  afterAll(() => town.server?.close());
  return town;
};

const text = (value: unknown, ...path: (string | number)[]): string => String(member(value, ...path));

let years = 2100;

export type Round = {
  schoolYear: string;
  analysisId: string;
  documentId: string;
  /** ids of the notes by group */
  notes: Record<Group, string>;
};

/** Makes a school year with two areas. @returns the given round of it */
export const makeRound = async ({ people }: Town, round = 1): Promise<Round> => {
  years += 1;
  const schoolYear = `${years}-${years + 1}`;
  const priorityAreas = [
    { slug: 'larmiljoer', name: 'Lärmiljöer' },
    { slug: 'digitalisering', name: 'Digitalisering' },
  ];
  const made = await people.quality.post('/api/school-years', { label: schoolYear, priorityAreas });
  if (made.status !== 201) throw new Error(`The year was not made: ${made.text}`);
  return roundOf(people.quality, schoolYear, round);
};

/** @returns another round of a year that is there */
export const roundOf = async (client: Client, schoolYear: string, round: number): Promise<Round> => {
  const seminars = itemsOf(await client.get(`/api/seminars?schoolYear=${schoolYear}`)).filter(
    (one) => member(one, 'round') === round,
  );
  const analyses = itemsOf(await client.get(`/api/analyses?schoolYear=${schoolYear}`));
  const analysis = analyses.find((one) => member(one, 'number') === round);
  const noteOf = (group: Group): string =>
    text(
      seminars.find((one) => member(one, 'leadershipGroup', 'slug') === group),
      'documentId',
    );
  return {
    schoolYear,
    analysisId: text(analysis, 'id'),
    documentId: text(analysis, 'documentId'),
    notes: {
      forskola: noteOf('forskola'),
      grundskola: noteOf('grundskola'),
      kompetenscenter: noteOf('kompetenscenter'),
    },
  };
};

/** Writes blocks at the end of a document, as an editor would. */
export const append = async (client: Client, documentId: string, blocks: DocNode[]): Promise<void> => {
  const { status } = await write(client, documentId, seedUpdate(blocks));
  if (status !== 204) throw new Error(`Writing answered ${status}`);
};

/** Reads a document over HTTP. */
export const open = async (server: TestServer, client: Client, documentId: string): Promise<Y.Doc> => {
  const answer = await fetch(`${server.url}/api/documents/${documentId}/updates`, {
    headers: { cookie: client.cookie },
  });
  if (!answer.ok) throw new Error(`Reading answered ${answer.status}`);
  const doc = new Y.Doc();
  Y.applyUpdate(doc, new Uint8Array(await answer.arrayBuffer()));
  return doc;
};

/** Changes a document as a person with an editor would, over HTTP. */
export const edit = async (
  { server }: Town,
  client: Client,
  documentId: string,
  change: (doc: Y.Doc) => void,
): Promise<void> => {
  const doc = await open(server, client, documentId);
  const before = Y.encodeStateVector(doc);
  doc.transact(() => change(doc));
  const { status, code } = await write(client, documentId, Y.encodeStateAsUpdate(doc, before));
  if (status !== 204) throw new Error(`Writing answered ${status} ${String(code)}`);
};

/** The elements of a name at the top level of the body. */
export const elements = (doc: Y.Doc, name: string): Y.XmlElement[] =>
  doc
    .getXmlFragment('body')
    .toArray()
    .filter((child): child is Y.XmlElement => child instanceof Y.XmlElement && child.nodeName === name);

export const claimElement = (doc: Y.Doc, words: string): Y.XmlElement => {
  const found = elements(doc, 'claim').find((one) => one.toString().includes(words));
  if (!found) throw new Error(`No claim with ${words}`);
  return found;
};

export const firstText = (element: Y.XmlElement): Y.XmlText => {
  for (const child of element.toArray()) {
    if (child instanceof Y.XmlText) return child;
    if (child instanceof Y.XmlElement) return firstText(child);
  }
  throw new Error('No text');
};

export const draft = (client: Client, { analysisId }: Round): Promise<Answer> =>
  client.send(`/api/analyses/${analysisId}/draft`, { method: 'POST' });

export const move = (
  client: Client,
  { analysisId }: Round,
  to: string,
  reason = 'Bristerna är kända.',
): Promise<Answer> => client.post(`/api/analyses/${analysisId}/transitions`, { to, reason });

/** Takes an analysis forward, step by step. */
export const bring = async (client: Client, round: Round, ...states: string[]): Promise<void> => {
  for (const to of states) {
    const answer = await move(client, round, to);
    if (answer.status !== 200) throw new Error(`${to}: ${answer.text}`);
  }
};

export const provenance = async (client: Client, { analysisId }: Round): Promise<unknown[]> =>
  itemsOf(await client.get(`/api/analyses/${analysisId}/provenance`));
