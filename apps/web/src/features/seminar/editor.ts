/** What this page takes of the editor. */
export { CoEditor } from '../editor/CoEditor.tsx';
export { SavedWord } from '../editor/SavedWord.tsx';
