/** The editor's figures beside those of the stock binding. */
/** Milliseconds of each key, or what is said of it instead. */
export type Measured = number[] | string;
/** Milliseconds; `pace`: keys a second of the others, all together. */
export type Figures = { open: number; alone: Measured; beside: Measured; pace: number };

const limits = { key: 50, open: 3000 };

type Row = { what: string; ours: number | string; theirs: number | string; limit: number | null };

const isNumber = (value: number | string): value is number => typeof value === 'number';
const said = (value: number | string): string => (isNumber(value) ? `${Math.round(value * 10) / 10} ms` : value);
const ratio = ({ ours, theirs }: Row): string =>
  isNumber(ours) && isNumber(theirs) ? `${(ours / theirs).toFixed(2)} x` : '';

/** @returns whether every figure that has a limit reaches it */
export const print = (
  ours: Figures,
  theirs: Figures,
  percentile: (values: readonly number[], share: number) => number,
): boolean => {
  const at = (measured: Measured, share: number): number | string =>
    Array.isArray(measured) ? percentile(measured, share) : measured;
  const keys = (what: string, of: 'alone' | 'beside'): Row[] =>
    ([0.5, 0.95] as const).map((share) => ({
      what: `${what}, p${share * 100}`,
      ours: at(ours[of], share),
      theirs: at(theirs[of], share),
      limit: share === 0.95 ? limits.key : null,
    }));
  const rows: Row[] = [
    { what: 'open for editing', ours: ours.open, theirs: theirs.open, limit: limits.open },
    ...keys('key to paint', 'alone'),
    ...keys('key to paint while thirty others type', 'beside'),
  ];
  console.log('\nThe editor');
  console.table(
    rows.map((row) => ({
      what: row.what,
      samsyn: said(row.ours),
      'stock binding': said(row.theirs),
      ratio: ratio(row),
      'must reach': row.limit === null ? '' : `${row.limit} ms`,
    })),
  );
  return rows.every(({ ours: measured, limit }) => limit === null || (isNumber(measured) && measured <= limit));
};
