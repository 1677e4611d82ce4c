import { en } from './en.ts';
import { catalogue } from './language.ts';
import { sv } from './sv.ts';

export { type Format, useFormat, yearName } from './format.ts';
export { catalogue, currentLanguage, setLanguage, useLanguage } from './language.ts';

export type Text = typeof sv;

/** The words that all of the product shares: navigation, states, kinds, verbs, what went wrong. */
export const useText = catalogue<Text>(sv, en);
