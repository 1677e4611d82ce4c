/** Which way a sentence says that something has gone. */
import { wordsOf } from './words.ts';

export type Direction = 'up' | 'down';

const up =
  /^(öka(r|t|de|nde)?|ökning(en|ar)?|höj(er|t|de|s|ts|des)|höjning(en)?|stig(er|it|ande)|steg|väx(er|t|te)|förbättra(r|t|de|s|ts|des)?|förbättring(en|ar)?|bättre|högre)$/u;
const down =
  /^(minska(r|t|de|nde)?|minskning(en|ar)?|sänk(er|t|te|s|ts|tes)|sänkning(en)?|sjunk(er|it|ande)|sjönk|fall(er|it)|försämra(r|t|de|s|ts|des)?|försämring(en|ar)?|sämre|lägre)$/u;
const negations = new Set(['inte', 'ej', 'aldrig', 'knappast', 'varken', 'utan']);

const any = /ök|höj|st[ie]g|väx|bättr|högre|minsk|sänk|sj[uö]nk|fall|sämr|lägre/iu;

export const isDirectionWord = (word: string): boolean => up.test(word) || down.test(word);

/** @returns the one direction of a sentence; null when it names none, both, or denies it. */
export const directionOf = (sentence: string): Direction | null => {
  if (!any.test(sentence)) return null;
  const words = wordsOf(sentence);
  let found: Direction | null = null;
  for (const [index, word] of words.entries()) {
    const direction: Direction | null = up.test(word) ? 'up' : down.test(word) ? 'down' : null;
    if (!direction) continue;
    if (words.slice(Math.max(0, index - 3), index).some((before) => negations.has(before))) return null;
    if (found && found !== direction) return null;
    found = direction;
  }
  return found;
};
