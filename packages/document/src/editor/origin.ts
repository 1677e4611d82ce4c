/** Where a change of the editor's state came from. */
import type { Transaction } from '@tiptap/pm/state';
import { ySyncPluginKey } from '@tiptap/y-tiptap';

/**
 * Whether somebody at this editor made the change. What came through Yjs (others' edits, undo, the first drawing) did
 * not: changes appended to it would stay in this editor only, and differ between editors.
 */
export const isLocalChange = (transaction: Transaction): boolean =>
  transaction.docChanged && transaction.getMeta(ySyncPluginKey) === undefined;
