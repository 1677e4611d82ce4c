import type * as Y from 'yjs';

/**
 * Yjs encodes every change as soon as anybody listens to updates, a note of a hundred pages as it comes in too. What others
 * wrote is not sent on from here: updates are listened to while something is changed here, and at no other time.
 */
export const onOwnUpdate = (
  doc: Y.Doc,
  isOthers: (origin: unknown) => boolean,
  hear: (update: Uint8Array, origin: unknown) => void,
): void => {
  const listen = (update: Uint8Array, origin: unknown): void => {
    if (!isOthers(origin)) hear(update, origin);
  };
  doc.on('beforeTransaction', ({ origin }) => {
    if (!isOthers(origin)) doc.on('update', listen);
  });
  doc.on('afterAllTransactions', () => doc.off('update', listen));
};
