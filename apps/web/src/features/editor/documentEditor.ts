/**
 * The editor's schema and binding. One door, so that nothing else here knows where they live; it is lazily loaded with
 * the pages that edit.
 */
export {
  absolutePlace,
  canRedo,
  canUndo,
  changedRuns,
  editorExtensions,
  isLocalChange,
  pasteKeepsIds,
  placeFrom,
  relativePlace,
  type Tie,
  undoManagerOf,
  withoutOrigin,
} from '@samsyn/document/editor';
