/** What the sections of a draft are composed from. */
import type { DraftInput } from '../types.ts';
import type { Source } from './collect.ts';
import type { Opposites } from './contradictions.ts';
import type { Chain } from './links.ts';
import type { Quotations } from './quotations.ts';
import type { Scores } from './rank.ts';
import type { Unit } from './units.ts';

export type Composition = {
  input: DraftInput;
  chain: Chain;
  scores: Scores;
  opposites: readonly Opposites[];
  quotations: Quotations;
  /** the units that stand in the draft */
  units: readonly Unit[];
};

/** Ids of the blocks, and which block carries a claim. */
export type Places = { idOf: (unit: Unit) => string; unitOf: (source: Source) => Unit | null };
