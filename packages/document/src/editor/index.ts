/** The editor's side of the schema: Tiptap extensions that build exactly what ../schema.ts lists, and their tie to Yjs. */
export { BindingBrokenError, CalmBinding } from './binding.ts';
export { buildBody } from './build.ts';
export { catchUp } from './catchUp.ts';
export { changedRuns, type ChangedRun } from './changedRange.ts';
export { Collaboration, type CollaborationOptions } from './collaboration.ts';
export { documentExtensions, editorExtensions, schemaOf } from './extensions.ts';
export { isLocalChange } from './origin.ts';
export { pasteKeepsIds, withoutOrigin } from './paste.ts';
export { absolutePlace, placeFrom, relativePlace, type Tie } from './places.ts';
export { canRedo, canUndo, undoManagerOf } from './undo.ts';
