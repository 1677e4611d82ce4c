/** The demo laid out for questions: every claim with its seminar, every text with where it stands. */
import {
  demo,
  type DemoBlock,
  type DemoClaim,
  type DemoInline,
  type DemoSeminar,
  type DemoTarget,
} from '../src/index.ts';

export type PlacedClaim = { claim: DemoClaim; seminar: DemoSeminar; citations: DemoTarget[]; text: string };

const inlineOf = (block: DemoBlock): DemoInline[] => {
  if (block.type === 'paragraph') return block.content;
  if (block.type === 'bulletList') return block.items.flat();
  if (block.type === 'claim') return block.paragraphs.flat();
  if (block.type === 'heading') return [block.text];
  return [...block.header, ...block.rows.flat()].map((cell) => `${cell} `);
};

export const citationsIn = (blocks: DemoBlock[]): DemoTarget[] =>
  blocks.flatMap(inlineOf).flatMap((inline) => (typeof inline === 'object' && 'cite' in inline ? [inline.cite] : []));

export const textOf = (block: DemoBlock): string =>
  inlineOf(block)
    .map((inline) => (typeof inline === 'string' ? inline : 'text' in inline ? inline.text : ''))
    .join('')
    .trim();

export const notes = demo.seminars.flatMap((seminar) => (seminar.note ? [{ seminar, note: seminar.note }] : []));

export const claims: PlacedClaim[] = notes.flatMap(({ seminar, note }) =>
  note.blocks
    .filter((block) => block.type === 'claim')
    .map((claim) => ({ claim, seminar, citations: citationsIn([claim]), text: textOf(claim) })),
);

const byKey = new Map(claims.map((placed) => [placed.claim.key, placed]));

/** The claims that this one cites. */
export const citedClaims = (placed: PlacedClaim): PlacedClaim[] =>
  placed.citations
    .filter((target) => target.startsWith('claim:'))
    .flatMap((target) => byKey.get(target.slice('claim:'.length)) ?? []);

/** Whether the claim, or anything that it follows from, cites evidence or research. */
export const isGrounded = (placed: PlacedClaim): boolean =>
  placed.citations.some((target) => !target.startsWith('claim:')) || citedClaims(placed).some(isGrounded);

/** How many rounds have passed since the first: rounds of all years in one row. */
export const roundNumber = ({ schoolYear, round }: DemoSeminar): number =>
  demo.schoolYears.findIndex(({ label }) => label === schoolYear) * 3 + round;

/** Everything that a reader of the demo can see, each piece with where it stands. */
export const texts: { where: string; text: string }[] = [
  ...notes.flatMap(({ note }) => note.blocks.map((block) => ({ where: note.key, text: textOf(block) }))),
  ...claims.map(({ claim }) => ({ where: claim.key, text: `${claim.owner ?? ''} ${claim.expectedEffect ?? ''}` })),
  ...[...demo.plans, ...demo.handbooks].flatMap((page) =>
    page.blocks.map((block) => ({ where: page.key, text: textOf(block) })),
  ),
  ...demo.evidence.flatMap((item) => [
    { where: item.key, text: `${item.title}. ${item.source}. ${item.text ?? ''}` },
    ...(item.kind === 'table' ? item.table.rows.map((row) => ({ where: item.key, text: row.join(' ') })) : []),
  ]),
  ...demo.references.map(({ key, finding, contextNote }) => ({ where: key, text: `${finding} ${contextNote}` })),
  ...demo.initiatives.map(({ slug, summary }) => ({ where: slug, text: summary })),
];
