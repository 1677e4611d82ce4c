/** Axes start at zero, or include it: a bar's length is its value. */

/** @returns round steps from the lowest to the highest value, zero included: 0, 20, 40 … */
export const ticksFor = (values: readonly number[], most = 5): number[] => {
  const low = Math.min(0, ...values);
  const high = Math.max(0, ...values);
  const span = high - low || 1;
  const rough = span / most;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = ([1, 2, 2.5, 5, 10].find((factor) => factor * power >= rough) ?? 10) * power;
  const first = Math.floor(low / step + 1e-9);
  const last = Math.ceil(high / step - 1e-9);
  return Array.from({ length: last - first + 1 }, (_, index) => Number(((first + index) * step).toPrecision(12)));
};

/** @returns a function from a value to its place between `from` and `to`. */
export const scaleOf =
  (ticks: readonly number[], from: number, to: number) =>
  (value: number): number => {
    const low = ticks[0] ?? 0;
    const high = ticks.at(-1) ?? 1;
    return from + ((value - low) / (high - low || 1)) * (to - from);
  };
