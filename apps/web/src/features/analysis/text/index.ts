import { catalogue } from '../../../text/index.ts';
import { en } from './en.ts';
import { sv } from './sv.ts';

export const useAnalysisText = catalogue(sv, en);
