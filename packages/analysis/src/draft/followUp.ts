/** Effects of no action first; then last round's actions, each with the effects that are told of it. */
import type { Quotations } from './quotations.ts';
import type { Unit } from './units.ts';
import type { Wanted } from './wanted.ts';

/** @returns the section's blocks. An effect of several actions stands under the last of them. */
export const followUp = (
  effects: readonly Unit[],
  quotations: Quotations,
  blockOf: (unit: Unit) => Wanted | null,
): Wanted[] => {
  const byAction = Map.groupBy(effects, (unit) => quotations(unit).at(-1) ?? null);
  const quoted = [...new Set(effects.flatMap(quotations))].toSorted((one, other) => one.order - other.order);
  return [null, ...quoted].flatMap((quotation) => {
    const own = (byAction.get(quotation) ?? []).flatMap((unit) => blockOf(unit) ?? []);
    return quotation ? [quotation.block, ...own.map((block) => ({ ...block, lead: quotation.block.key }))] : own;
  });
};
