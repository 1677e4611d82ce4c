/** What an unmarked paragraph looks like. A guess that a person confirms; null when the words do not say it clearly. */
import type { ClaimKind } from '@samsyn/domain';

const cues: readonly [ClaimKind, RegExp, number][] = [
  ['openQuestion', /\?\s*$/u, 3],
  ['openQuestion', /^(?:öppen fråga|fråga(?:n)? till)/iu, 2],
  ['action', /^(?:åtgärd|förslag)\p{L}*:/iu, 3],
  [
    'action',
    /(?<!\p{L})(?:vi (?:ska|inför|prövar|börjar|behöver|bör|föreslår)|ska (?:vi )?(?:börja|införa|ta fram|pröva)|föreslår att)(?!\p{L})/iu,
    2,
  ],
  ['action', /(?<!\p{L})(?:senast den|ansvarig(?:a)?(?: är)?:?|från och med höst)/iu, 1],
  ['cause', /^orsak\p{L}*:/iu, 3],
  [
    'cause',
    /(?<!\p{L})(?:ber(?:o|or|ott|odde) (?:också |nog |troligen )?på|på grund av|därför att|eftersom|förklara(?:s|r)|orsak(?:en|er|as|ar)?)(?!\p{L})/iu,
    2,
  ],
  ['conclusion', /^slutsats\p{L}*:/iu, 3],
  [
    'conclusion',
    /(?<!\p{L})(?:slutsats(?:en|er)?|drar vi|det visar att|innebär att|vi behöver bestämma|avgörande)(?!\p{L})/iu,
    2,
  ],
  ['effect', /^effekt\p{L}*:/iu, 3],
  [
    'effect',
    /(?<!\p{L})(?:effekt(?:en)? av|åtgärden (?:har|gav|är|ledde)|sedan vi (?:införde|började)|ledde till)(?!\p{L})/iu,
    2,
  ],
  ['successFactor', /(?<!\p{L})(?:framgångsfaktor\p{L}*|har lyckats|fungerar (?:mycket )?bra)(?!\p{L})/iu, 2],
  ['result', /^resultat\p{L}*:/iu, 3],
  [
    'result',
    /\d+(?:,\d+)? ?(?:procent|%)|(?<!\p{L})(?:andelen|procentenheter|kartläggningen|enkäten|resultat(?:en|et)?)(?!\p{L})/iu,
    2,
  ],
  ['result', /(?<!\p{L})(?:ökat|minskat|sjunkit|stigit|höjts|sänkts)(?!\p{L})/iu, 1],
];

/** @returns the one kind whose cues weigh most, or null when none or several do. */
export const suggestKind = (text: string): ClaimKind | null => {
  const weights = new Map<ClaimKind, number>();
  for (const [kind, cue, weight] of cues) if (cue.test(text)) weights.set(kind, (weights.get(kind) ?? 0) + weight);
  const [best, second] = [...weights].toSorted((a, b) => b[1] - a[1]);
  if (!best || best[1] < 2 || best[1] === second?.[1]) return null;
  return best[0];
};
