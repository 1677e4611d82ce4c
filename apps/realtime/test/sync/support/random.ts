/** Seeded chance (mulberry32), so that a failing run can be had again. */
export type Random = { next(): number; below(limit: number): number; of<T>(list: readonly T[]): T };

export const seeded = (seed: number): Random => {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const below = (limit: number): number => Math.floor(next() * limit);
  return {
    next,
    below,
    of: (list) => {
      const one = list[below(list.length)];
      if (one === undefined) throw new RangeError('Nothing to choose from');
      return one;
    },
  };
};
