import * as Y from 'yjs';

/** The words of a text, of these items only. */
const wordsOf = (text: Y.XmlText, items: ReadonlySet<Y.Item>): string => {
  let words = '';
  for (let item = text._start; item !== null; item = item.right)
    if (items.has(item) && item.content instanceof Y.ContentString) words += item.content.str;
  return words;
};

const textsOf = (items: ReadonlySet<Y.Item>): string[] => {
  const texts = new Set<Y.XmlText>();
  for (const { content, parent } of items)
    if (content instanceof Y.ContentString && parent instanceof Y.XmlText) texts.add(parent);
  return [...texts].map((text) => wordsOf(text, items));
};

/** @returns what was written in a transaction and is there. */
export const madeIn = ({ doc, beforeState, afterState }: Y.Transaction): Set<Y.Item> => {
  const made = new Set<Y.Item>();
  for (const [client, end] of afterState) {
    const from = beforeState.get(client) ?? 0;
    const structs = doc.store.clients.get(client);
    if (structs === undefined || end === from) continue;
    for (const struct of structs.slice(Y.findIndexSS(structs, from)))
      if (struct instanceof Y.Item && !struct.deleted) made.add(struct);
  }
  return made;
};

/** More than one asks, and of many lines it takes a while. */
const known = new WeakMap<Y.Transaction, boolean>();

const looksMoved = (transaction: Y.Transaction): boolean => {
  const { deleteSet, beforeState } = transaction;
  if (deleteSet.clients.size === 0) return false;
  const gone = new Set<Y.Item>();
  Y.iterateDeletedStructs(transaction, deleteSet, (struct) => {
    const stoodBefore = struct.id.clock < (beforeState.get(struct.id.client) ?? 0);
    if (struct instanceof Y.Item && stoodBefore) gone.add(struct);
  });
  const made = madeIn(transaction);
  const hasElement = [...made].some(
    ({ content }) => content instanceof Y.ContentType && content.type instanceof Y.XmlElement,
  );
  if (gone.size === 0 || !hasElement) return false;
  const before = textsOf(gone);
  return textsOf(made).every((words) => before.some((text) => text.includes(words)));
};

/**
 * Whether a change moved words: Yjs cannot, so they are deleted and written anew in another element. True when elements
 * were made, and all words in them stood in the document before.
 */
export const isMove = (transaction: Y.Transaction): boolean => {
  const before = known.get(transaction);
  if (before !== undefined) return before;
  const found = looksMoved(transaction);
  known.set(transaction, found);
  return found;
};
