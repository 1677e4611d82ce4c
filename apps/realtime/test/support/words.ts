/** Updates that put words into documents, as an editor would send them. */
import { heading, paragraph, seedUpdate, withIds } from '@samsyn/document';
import { clientOf, type Client, member } from './client.ts';
import type { TestServer } from './server.ts';

const bytes = { 'content-type': 'application/octet-stream' };

/** @returns an update that adds a paragraph with these words; each has a client id of its own. */
export const wordsUpdate = (words: string): Uint8Array => seedUpdate([withIds(paragraph(words))]);

/** @returns an update that adds a heading and a paragraph under it. */
export const sectionUpdate = (title: string, words: string): Uint8Array =>
  seedUpdate([withIds(heading(2, title)), withIds(paragraph(words))]);

/** @returns an update that adds a claim of this kind. */
export const claimUpdate = (kind: string, words: string): Uint8Array =>
  seedUpdate([withIds({ type: 'claim', attrs: { kind }, content: [paragraph(words)] })]);

/** Sends an update over HTTP. @returns the answer's status and problem code */
export const write = async (
  client: Client,
  documentId: string,
  update: Uint8Array,
): Promise<{ status: number; code: unknown }> => {
  const answer = await client.send(`/api/documents/${documentId}/updates`, {
    method: 'POST',
    body: update,
    headers: bytes,
  });
  return { status: answer.status, code: answer.status === 204 ? null : member(answer.body, 'code') };
};

/** @returns a client of an account that signs in for it. */
export const clientFor = async (server: TestServer, email: string): Promise<Client> =>
  clientOf(server, await server.signIn(email));
