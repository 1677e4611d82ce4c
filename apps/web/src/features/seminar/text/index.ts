import { catalogue } from '../../../text/index.ts';
import { en } from './en.ts';
import { sv } from './sv.ts';

export type SeminarText = typeof sv;
export const useSeminarText = catalogue<SeminarText>(sv, en);
