/**
 * The editor's schema and binding. One door, so that nothing else here knows where they live; it is lazily loaded with
 * the pages that edit.
 */
export {
  canRedo,
  canUndo,
  editorExtensions,
  isLocalChange,
  pasteKeepsIds,
  undoManagerOf,
  withoutOrigin,
} from '@samsyn/document/editor';
