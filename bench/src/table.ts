/** Figures as a table on the console, and the clock they come from. */
export type Row = {
  what: string;
  /** milliseconds unless `unit` says otherwise */
  measured: number;
  limit: number;
  unit?: string;
  /** the more the better: the ratio is then limit over measured */
  isLeast?: boolean;
};

export const median = (values: readonly number[]): number => {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
};

/** @returns the median of `runs` timed runs in milliseconds, after one that warms up. */
export const timed = async (runs: number, work: () => unknown): Promise<number> => {
  await work();
  const times: number[] = [];
  for (let run = 0; run < runs; run += 1) {
    const start = performance.now();
    await work();
    times.push(performance.now() - start);
  }
  return median(times);
};

const ratioOf = ({ measured, limit, isLeast = false }: Row): number => (isLeast ? limit / measured : measured / limit);

/** Prints the rows; the ratio is measured over limit, so 1.00 and less is reached. @returns whether all are. */
export const printTable = (title: string, rows: readonly Row[]): boolean => {
  console.log(`\n${title}`);
  console.table(
    rows.map((row) => ({
      what: row.what,
      measured: `${Math.round(row.measured * 10) / 10} ${row.unit ?? 'ms'}`,
      'must reach': `${row.limit} ${row.unit ?? 'ms'}`,
      ratio: ratioOf(row).toFixed(2),
    })),
  );
  return rows.every((row) => ratioOf(row) <= 1);
};
