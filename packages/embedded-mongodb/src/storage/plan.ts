import type { Index } from './indexSpec.ts';

/** Keys from `lower` (inclusive) to `upper` (exclusive). */
export type Range = { lower: Buffer; upper: Buffer };

/** `sorted`: it yields the sort that was asked for. `exact`: what it finds matches, and need not be tried. */
export type IndexPlan = {
  kind: 'index';
  index: Index;
  ranges: readonly Range[];
  backward: boolean;
  sorted: boolean;
  exact: boolean;
};

/** How to find the rows that may match: all in the order they came, by an index, or by several plans one after another. */
export type Plan = { kind: 'collection'; backward: boolean } | IndexPlan | { kind: 'union'; plans: readonly Plan[] };

export const WHOLE: Plan = { kind: 'collection', backward: false };

/** In the words of MongoDB's explain. */
export function explainPlan(plan: Plan): Record<string, unknown> {
  if (plan.kind === 'collection') return { stage: 'COLLSCAN', direction: plan.backward ? 'backward' : 'forward' };
  if (plan.kind === 'union') return { stage: 'OR', inputStages: plan.plans.map(explainPlan) };
  return {
    stage: 'FETCH',
    inputStage: {
      stage: 'IXSCAN',
      keyPattern: plan.index.spec['key'],
      indexName: plan.index.name,
      isMultiKey: plan.index.multikey,
      isUnique: plan.index.unique,
      direction: plan.backward ? 'backward' : 'forward',
      ranges: plan.ranges.length,
    },
  };
}
