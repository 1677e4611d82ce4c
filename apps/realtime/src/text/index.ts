/** Which catalogue a reader gets: Swedish first, English for those who ask for it. */
import type { IncomingMessage } from 'node:http';
import type { Language } from '@samsyn/domain';
import { en } from './en.ts';
import { type Catalogue, sv } from './sv.ts';

const catalogues: Record<Language, Catalogue> = { sv, en };
export const catalogue = (language: Language): Catalogue => catalogues[language];

type Wish = { language: string; weight: number };

const wishOf = (part: string): Wish => {
  const [tag = '', ...parameters] = part.trim().toLowerCase().split(';');
  const weight = parameters.map((parameter) => /^\s*q=([\d.]+)\s*$/.exec(parameter)?.[1]).find(Boolean);
  return { language: tag.split('-')[0] ?? '', weight: weight === undefined ? 1 : Number(weight) };
};

/** @returns the language that Accept-Language asks for most, of those there are; Swedish when it asks for neither. */
export const languageOf = (request: Pick<IncomingMessage, 'headers'>): Language => {
  const wishes = (request.headers['accept-language'] ?? '').split(',').map(wishOf);
  const weightOf = (language: Language): number =>
    Math.max(0, ...wishes.filter((wish) => wish.language === language).map((wish) => wish.weight));
  return weightOf('en') > weightOf('sv') ? 'en' : 'sv';
};
