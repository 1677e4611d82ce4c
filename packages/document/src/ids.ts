/** Ids of blocks. */
import { type DocNode } from './node.ts';
import { identified } from './schema.ts';

const alphabet = '0123456789abcdefghijklmnopqrstuvwxyz';

/** @returns a new id for a block or a claim: 16 characters, 82 bits of chance. */
export const newId = (): string =>
  Array.from(crypto.getRandomValues(new Uint32Array(16)), (number) => alphabet[number % alphabet.length]).join('');

/** @returns the id that the server gives an element that came without: made from its Yjs id, the same on every node. */
export const idFromYjs = (id: { client: number; clock: number }): string =>
  `${id.client.toString(36)}-${id.clock.toString(36)}`;

/** A copy of the tree in which every block that should carry an id has one. */
export const withIds = (node: DocNode): DocNode => ({
  ...node,
  ...(identified.includes(node.type) && { attrs: { ...node.attrs, id: node.attrs?.['id'] ?? newId() } }),
  ...(node.content && { content: node.content.map(withIds) }),
});
