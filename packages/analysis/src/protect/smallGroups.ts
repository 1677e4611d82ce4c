/**
 * Results of so few people that single ones can be told: "3 av 7 elever", "fyra elever", and such as follow by
 * subtraction ("47 av 50 elever"). A rule of thumb in the public statistics: groups under ten are not shown.
 */
import { numberOf, numberWord } from '../swedish/numbers.ts';
import type { Protected } from './types.ts';

/** Those whom notes must not single out. Grown-ups at work count only where a share of them is told. */
const learner =
  '(?:[\\p{L}-]*elev|[\\p{L}-]*deltagar|studerand|(?:[\\p{L}]+-)?(?:skol|förskole)?barn|flick|pojk|tjej|kill|ungdom|nyanländ|vårdnadshavar|föräldr|' +
  'svarand|respondent|\\p{L}+klassar|(?:\\d|två|tre|fyra|fem|sex)-?åring)' +
  '(?:en|ena|ens|et|ets|er|ers|erna|ernas|n|na|nas|a|as|or|ors|orna|ornas|ar|ars|arna|arnas|s|e|es)?';
const person = `(?:${learner}|(?:\\p{L}*(?:lärare|pedagog|medarbetare|rektor|skötare|chef))(?:n|na|nas|er|erna|ernas|s|e|ar|arna)?)`;

const number = `(?:\\d{1,3}(?:[ \\u00a0\\u202f]\\d{3})+|\\d+|${numberWord})`;
const start = `(?=[\\denthfsåt])(?<![\\p{L}\\d][.,–:/-]?|\\d[ \\u00a0\\u202f](?=\\d{3}(?!\\d)))`;
/** "3 av (de/våra/skolans) 7 (nya) elever" */
const between = '(?: st\\.?| stycken)?(?: (?:av|utav) (?:(?:de|våra|alla|sammanlagt|totalt|\\p{L}+s) )?| )';
const adjective = '(?:(?:\\p{L}{2,}a|äldre|yngre) )?';
const flags = 'gu';

const share = new RegExp(
  `${start}(${number})(?: \\(\\d+\\))?(?: st\\.?| stycken)? (?:av|utav|utaf|/) (?:(?:de|våra|alla|sammanlagt|totalt|\\p{L}+s) )?(${number})(?: st\\.?)? ${adjective}${person}(?!\\p{L})`,
  flags,
);
const slash = new RegExp(`${start}(\\d+)/(\\d+) (?:av )?${adjective}${person}(?!\\p{L})`, flags);
const count = new RegExp(
  `${start}(?:\\d{1,3} ?(?:–|-|till) ?)?(${number})(?: \\(\\d+\\))?${between}${adjective}${learner}(?!\\p{L})`,
  flags,
);
/** "av 25 elever klarade 18 …" */
const shareAfter = new RegExp(
  `(?<!\\p{L})av (?:(?:de|våra|alla|totalt) )?(${number}) ${adjective}${person}(?!\\p{L})[^.;:!?\\d]{1,60}?${start}(${number})(?!\\p{L}|[.,]?\\d| ?(?:%|procent|år|veck|månad|timm|minut|gång|lektion|termin|dag|poäng))`,
  flags,
);
/** "25 elever, varav 18 …" */
const including = new RegExp(
  `${start}(${number}) ${adjective}${person}(?!\\p{L})[^.;:!?\\d]{0,40}?(?:varav|av dem|av vilka|av dessa) ${start}(${number})(?!\\p{L}|[.,]?\\d| ?(?:%|procent))`,
  flags,
);

/** What stands before a number when it is no count of people, or no result. */
const notACount =
  /(?<!\p{L})(?:årskurs|åk|klass|klasserna|årskurserna|skolår|kapitel|kap\.?|nr\.?|nummer|sida|runda|steg|nivå|avdelning|paragraf|§|grupper om|grupper på|grupper med|högst|max|maximalt|år|(?:årskurs|åk|klass)[\p{L} ]* \d+(?: ?[–-] ?\d+)?(?:,| och| eller| till)?(?: \d+(?:,| och| eller| till)?)*)\s*$/u;
/** What stands after it when it tells how many there are to each. */
const rate = /^ (?:per|i varje|i taget|åt gången|för varje)(?!\p{L})/u;

const isNoCount = (text: string, at: number): boolean => notACount.test(text.slice(Math.max(0, at - 60), at));

type Rule = (first: number, second: number | null, limit: number) => boolean;
const isSmall = (value: number, limit: number): boolean => value > 0 && value < limit;
/** "Åtta av tio", "95 av 100": a way of saying a percentage. */
const isIdiom = (whole: number): boolean => whole === 10 || whole === 100;
const ofWhole: Rule = (part, whole, limit) => {
  if (whole === null || part > whole) return false;
  if (isSmall(whole, limit)) return true;
  return !isIdiom(whole) && (isSmall(part, limit) || isSmall(whole - part, limit));
};

const rules: readonly [RegExp, Rule][] = [
  [share, ofWhole],
  [slash, ofWhole],
  [shareAfter, (whole, part, limit) => part !== null && ofWhole(part, whole, limit)],
  [including, (whole, part, limit) => part !== null && ofWhole(part, whole, limit)],
  [count, (value, _second, limit) => isSmall(value, limit)],
];

/** "en elev" is anybody; "bara en elev", "en av eleverna" is one. */
const isAnybody = (text: string, match: RegExpExecArray, isShare: boolean): boolean =>
  !isShare &&
  /^(en|ett)$/.test(match[1] ?? '') &&
  !/^(en|ett) av /.test(match[0]) &&
  !/(?:bara|endast|enbart|blott)\s*$/.test(text.slice(0, match.index));

const anyPerson =
  /elev|deltagar|studerand|barn|flick|pojk|tjej|kill|ungdom|nyanländ|vårdnads|föräldr|svarand|respondent|klassar|åring|lärare|pedagog|medarbetare|rektor|skötare|chef/g;
const anyNumber = new RegExp(`\\d|(?<!\\p{L})${numberWord}(?!\\p{L})`, 'u');
/** Whether a number stands shortly before a word for people: cheap, and without it no rule can hold. */
const mayTell = (text: string): boolean => {
  for (const match of text.matchAll(anyPerson)) {
    if (anyNumber.test(text.slice(Math.max(0, match.index - 60), match.index + 4))) return true;
  }
  return false;
};

/** Lower case and plain blanks; places stay where they are. */
const comparable = (text: string): string => {
  const lower = text.toLowerCase();
  return (lower.length === text.length ? lower : text).replace(/[\u00a0\u202f]/g, ' ');
};

/** @returns where results of fewer than `limit` people are told. */
export const findSmallGroups = (text: string, limit: number): Protected[] => {
  const found: Protected[] = [];
  const plain = comparable(text);
  if (!mayTell(plain)) return found;
  for (const [pattern, rule] of rules) {
    for (const match of plain.matchAll(pattern)) {
      const end = match.index + match[0].length;
      const overlaps = found.some((one) => match.index < one.end && one.start < end);
      const first = numberOf(match[1] ?? '');
      const second = match[2] === undefined ? null : numberOf(match[2]);
      if (overlaps || first === null || (match[2] !== undefined && second === null)) continue;
      if (isNoCount(plain, match.index)) continue;
      if ((pattern === shareAfter || pattern === including) && isNoCount(plain, end - (match[2]?.length ?? 0)))
        continue;
      if (rate.test(plain.slice(end)) || isAnybody(plain, match, second !== null)) continue;
      if (rule(first, second, limit)) found.push({ kind: 'smallGroup', start: match.index, end });
    }
  }
  return found.toSorted((a, b) => a.start - b.start);
};
