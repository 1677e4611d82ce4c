/** What a scenario measured: a table in Markdown, and whether each figure is reached. */
export type Verdict = {
  what: string;
  measured: number;
  limit: number;
  unit: string;
  /** what the single runs measured, when it is their median */
  runs?: readonly number[];
  /** the figure is a least, not a most */
  isLeast?: boolean;
};

export type Measured = { title: string; columns: string[]; rows: string[][]; verdicts: Verdict[] };

export const isReached = ({ measured, limit, isLeast = false }: Verdict): boolean =>
  isLeast ? measured >= limit : measured <= limit;

const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;

const digits = (value: number): string => (Math.abs(value) < 10 ? value.toFixed(2) : String(Math.round(value)));

/** @returns the table and its verdicts as Markdown, as they stand in docs/PERFORMANCE.md. */
export const markdownOf = ({ title, columns, rows, verdicts }: Measured): string => {
  const head = [line(columns), line(columns.map(() => '---'))];
  const told = verdicts.map((verdict) => {
    const { what, measured, limit, unit, isLeast, runs = [] } = verdict;
    const single = runs.length > 1 ? `; single runs ${runs.map(digits).join(', ')}` : '';
    const must = `${isLeast ? 'at least' : 'at most'} ${limit} ${unit}${single}`;
    return `- ${what}: ${digits(measured)} ${unit} (must be ${must}): ${isReached(verdict) ? 'reached' : 'not reached'}`;
  });
  return [`### ${title}`, '', ...head, ...rows.map(line), '', ...told, ''].join('\n');
};
