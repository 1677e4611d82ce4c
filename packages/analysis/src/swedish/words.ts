// The package has no types of its own, and ambient ones must be seen by whoever imports this file.
// oxlint-disable-next-line typescript/triple-slash-reference
/// <reference path="./snowball-stemmers.d.ts" />
/** Words, stems and sentences of Swedish text. */
import { newStemmer } from 'snowball-stemmers';

const stemmer = newStemmer('swedish');

/** @returns the stem of a word in lower case: "förbättringarna" → "förbättring". */
export const stemOf = (word: string): string => stemmer.stem(word);

/**
 * A stem, by its number: thousands of sentences are compared, and numbers compare faster than words. Numbers hold until
 * `forgetStems`.
 */
export type Stem = number;
const noMeaning: Stem = -1;

/** Stemming costs a few microseconds; a year's notes use some ten thousand different words. */
const meanings = new Map<string, Stem>();
const numbers = new Map<string, Stem>();
const stems: string[] = [];
const cacheLimit = 50_000;

/** @returns the word's stem itself. */
export const stemText = (stem: Stem): string => stems[stem] ?? '';
/** How many stems have a number: tables by stem are this long. */
export const stemCount = (): number => stems.length;

/** Lets go of the words of earlier drafts when there are very many. To be called between drafts only. */
export const forgetStems = (): void => {
  if (meanings.size < cacheLimit) return;
  meanings.clear();
  numbers.clear();
  stems.length = 0;
};

/** @returns the words of a text in lower case; numbers count as words, with their decimals. */
export const wordsOf = (text: string): string[] => text.toLowerCase().match(/\d+(?:[.,]\d+)*|[\p{L}\p{M}]+/gu) ?? [];

/** @returns how many words a reader would count: what length budgets are measured in. */
export const countWords = (text: string): number => text.match(/\S+/g)?.length ?? 0;

const abbreviation =
  /(?:^|[\s(])(?:t\.?ex|bl\.?a|d\.?v\.?s|m\.?m|ca|kl|nr|jfr|resp|inkl|exkl|s\.?k|fr\.?o\.?m|t\.?o\.?m|\p{Lu})\.$/iu;

/** @returns the sentences of a text, the mark at the end kept. Abbreviations and decimals do not end one. */
export const sentencesOf = (text: string): string[] => {
  const sentences: string[] = [];
  let start = 0;
  for (const match of text.matchAll(/[.!?…]+(?=\s+[\p{Lu}\d"”»(–-])|\n+/gu)) {
    const end = match.index + match[0].length;
    const sentence = text.slice(start, end).trim();
    if (abbreviation.test(sentence)) continue;
    if (sentence !== '') sentences.push(sentence);
    start = end;
  }
  const rest = text.slice(start).trim();
  if (rest !== '') sentences.push(rest);
  return sentences;
};

/** Words that say nothing of what a sentence is about. */
const functionWords = new Set(
  (
    'och det att i en jag hon som han på den med var sig för så till är men ett om hade de av icke mig du henne då sin nu har ' +
    'inte hans honom skulle hennes där min man ej vid kunde något från ut när efter upp vi dem vara vad över än dig kan sina ' +
    'här ha mot alla under någon eller allt mycket sedan ju denna själv detta åt utan varit hur ingen mitt ni bli blev oss din ' +
    'dessa några deras blir mina samma vilken er sådan vår blivit dess inom mellan sådant varför varje vilka ditt vem vilket ' +
    'sitta sådana vart dina vars vårt våra ert era vilkas också bara får få fick fått ska bör behöver samt både dock mer mest ' +
    'mindre fler flera färre redan ännu endast genom därför eftersom gör göra går gå ger ge fortfarande däremot varit andra ' +
    'annan annat hos bland denne dom dvs samtliga respektive kring utifrån finns finnas fanns'
  ).split(' '),
);

const carriesMeaning = (word: string): boolean =>
  word.length > 1 && !functionWords.has(word) && !(word >= '0' && word < ':');

const numberOf = (stem: string): Stem => {
  const known = numbers.get(stem);
  if (known !== undefined) return known;
  const made = stems.push(stem) - 1;
  numbers.set(stem, made);
  return made;
};

/** @returns the stem of a word that carries meaning; `noMeaning` for function words, numbers and single letters. */
const meaningOf = (word: string): Stem => {
  const known = meanings.get(word);
  if (known !== undefined) return known;
  const stem = carriesMeaning(word) ? stemOf(word) : '';
  const meaning = stem === '' ? noMeaning : numberOf(stem);
  meanings.set(word, meaning);
  return meaning;
};

/** @returns the stems of these words (in lower case) that carry meaning, each once, in their order. */
export const stemsAmong = (words: readonly string[]): Stem[] => {
  const found: Stem[] = [];
  for (const word of words) {
    const meaning = meaningOf(word);
    // sentences are short: looking through is faster than a set
    if (meaning !== noMeaning && !found.includes(meaning)) found.push(meaning);
  }
  return found;
};

/** @returns the stems of the words that carry meaning, each once, in the order of the text. */
export const stemsOf = (text: string): Stem[] => stemsAmong(wordsOf(text));

/** @returns the words made comparable: one blank between them, lower case, no blank or stop at the end. */
export const sameWords = (text: string): string =>
  text
    .toLowerCase()
    .replace(/\s+/g, ' ')
    .replace(/(?<![\s.])[\s.]+$/, '')
    .trim();
