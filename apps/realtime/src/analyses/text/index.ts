import type { Language } from '@samsyn/domain';
import { en } from './en.ts';
import { type AnalysisWords, sv } from './sv.ts';

export type { AnalysisWords };
export const analysisWords = (language: Language): AnalysisWords => (language === 'sv' ? sv : en);

/** @returns a problem's title in both languages, as problems that are not in the common catalogue carry it. */
export const titleOf = (key: keyof AnalysisWords['titles']): Record<Language, string> => ({
  sv: sv.titles[key],
  en: en.titles[key],
});
