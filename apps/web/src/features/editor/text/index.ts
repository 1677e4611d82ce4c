import { catalogue } from '../../../text/index.ts';
import { en } from './en.ts';
import { sv } from './sv.ts';

export type EditorText = typeof sv;
export const useEditorText = catalogue<EditorText>(sv, en);
