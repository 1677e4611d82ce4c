import { CommandError, located } from '../errors.ts';
import { isDoc } from '../values/bson.ts';
import { toNumber } from '../values/numbers.ts';

/** The order of two texts under a collation. */
export type Comparison = (a: string, b: string) => number;

const cache = new Map<string, Intl.Collator>();

function sensitivity(strength: number, caseLevel: boolean): Intl.CollatorOptions['sensitivity'] {
  if (strength === 1) return caseLevel ? 'case' : 'base';
  return strength === 2 ? 'accent' : 'variant';
}

/**
 * The comparison for a command's `collation`; undefined for none and for `simple`, which is by bytes. Offered are
 * locale, strength 1-3, caseLevel, caseFirst and numericOrdering; Swedish puts å, ä, ö last.
 */
export function collationOf(spec: unknown): Comparison | undefined {
  if (spec === undefined || spec === null) return undefined;
  if (!isDoc(spec) || typeof spec['locale'] !== 'string') {
    throw located(40414, "BSON field 'collation.locale' is missing but a required field");
  }
  if (spec['locale'] === 'simple') return undefined;
  const strength = toNumber(spec['strength']) ?? 3;
  if (strength < 1 || strength > 5) throw new CommandError('BadValue', 'collation strength must be from 1 to 5');
  const caseFirst = spec['caseFirst'] === 'upper' || spec['caseFirst'] === 'lower' ? spec['caseFirst'] : 'false';
  const key = JSON.stringify([spec['locale'], strength, spec['caseLevel'], caseFirst, spec['numericOrdering']]);
  let collator = cache.get(key);
  if (!collator) {
    const locale = spec['locale'].replaceAll('_', '-');
    try {
      collator = new Intl.Collator(locale, {
        sensitivity: sensitivity(strength, spec['caseLevel'] === true),
        numeric: spec['numericOrdering'] === true,
        caseFirst,
      });
    } catch {
      throw new CommandError('BadValue', `Field 'locale' is invalid in: ${spec['locale']}`);
    }
    if (cache.size > 100) cache.clear();
    cache.set(key, collator);
  }
  return collator.compare;
}

/** A text's stand-in: equal for texts that are equal under the collation. It does not keep their order. */
export type TextKey = (text: string) => string;

/** The stand-ins for an index with this collation; undefined for none and for `simple`. */
export function textKeys(spec: unknown): TextKey | undefined {
  const compareTexts = collationOf(spec);
  if (!compareTexts || !isDoc(spec)) return undefined;
  const locale = String(spec['locale']).replaceAll('_', '-');
  const strength = toNumber(spec['strength']) ?? 3;
  if (strength >= 3) return (text) => text.normalize('NFC');
  if (strength === 2) return (text) => text.normalize('NFC').toLocaleLowerCase(locale);
  const base = (letter: string): string => {
    const bare = letter.normalize('NFD').replaceAll(/\p{M}/gu, '');
    return compareTexts(letter, bare) === 0 ? bare : letter;
  };
  return (text) => Array.from(text.normalize('NFC').toLocaleLowerCase(locale), base).join('');
}
