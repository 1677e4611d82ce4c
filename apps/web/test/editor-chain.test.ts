/** Where the red thread runs through a text, and what would mend it. */
import { describe, expect, it } from 'vitest';
import { threadOf } from '../src/features/editor/chain/chain.ts';
import { placedClaims } from '../src/features/editor/chain/claims.ts';
import { schemaOf } from '@samsyn/document/editor';

const schema = schemaOf();

type Told = { id: string; kind: string; cites?: string[]; evidence?: boolean; text?: string };

const claim = ({ id, kind, cites = [], evidence = false, text = 'Ord' }: Told) => ({
  type: 'claim',
  attrs: { id, kind },
  content: [
    {
      type: 'paragraph',
      content: [
        ...(text === '' ? [] : [{ type: 'text', text }]),
        ...cites.map((targetId) => ({ type: 'citation', attrs: { targetType: 'claim', targetId } })),
        ...(evidence ? [{ type: 'citation', attrs: { targetType: 'evidence', targetId: 'e1' } }] : []),
      ],
    },
  ],
});
const between = { type: 'paragraph', content: [{ type: 'text', text: 'Emellan' }] };

const threads = (...content: object[]) => threadOf(placedClaims(schema.nodeFromJSON({ type: 'doc', content })));

const whole: Told[] = [
  { id: 'r', kind: 'result' },
  { id: 'c', kind: 'cause', cites: ['r'], evidence: true },
  { id: 's', kind: 'conclusion', cites: ['c'] },
  { id: 'a', kind: 'action', cites: ['s'] },
  { id: 'e', kind: 'effect', cites: ['a'] },
];

describe('the thread', () => {
  it('runs whole through result, cause, conclusion, action and effect', () => {
    const found = threads(...whole.map(claim));
    expect([...found.values()].map((thread) => thread.missing)).toEqual([null, null, null, null, null]);
    expect([...found.values()].map((thread) => thread.below)).toEqual(['whole', 'whole', 'whole', 'whole', 'none']);
    expect(found.get('s')?.above).toBe('whole');
  });

  it.each([
    ['resultWithoutCause', { id: 'x', kind: 'result' }],
    ['causeWithoutResult', { id: 'x', kind: 'cause' }],
    ['conclusionWithoutCause', { id: 'x', kind: 'conclusion', evidence: true }],
    ['conclusionWithoutEvidence', { id: 'x', kind: 'conclusion', cites: ['c'] }],
    ['actionWithoutConclusion', { id: 'x', kind: 'action' }],
    ['effectWithoutAction', { id: 'x', kind: 'effect' }],
  ])('is broken with %s', (missing, broken) => {
    const found = threads(
      claim({ id: 'c', kind: 'cause', cites: ['r'] }),
      claim(broken),
      claim({ id: 'r', kind: 'result' }),
    );
    expect(found.get('x')?.missing).toBe(missing);
  });

  it('is dashed where the next claim hangs on nothing', () => {
    const found = threads(claim({ id: 'r', kind: 'result' }), claim({ id: 'c', kind: 'cause' }));
    expect(found.get('r')?.below).toBe('broken');
    expect(found.get('c')?.isTied).toBe(false);
  });

  it('is not drawn between claims that have nothing to do with each other, nor across other text', () => {
    const [result, cause] = whole.map(claim);
    expect(threads(result ?? {}, between, cause ?? {}).get('r')?.below).toBe('none');
    const other = { id: 'e2', kind: 'effect', cites: ['a9'] };
    expect(threads(claim({ id: 'e1', kind: 'effect', cites: ['a8'] }), claim(other)).get('e1')?.below).toBe('none');
  });

  it('takes the word of claims in other notes until their kind is known', () => {
    const content = [claim({ id: 'e', kind: 'effect', cites: ['elsewhere'] })];
    const placed = placedClaims(schema.nodeFromJSON({ type: 'doc', content }));
    expect(threadOf(placed).get('e')?.missing).toBeNull();
    expect(threadOf(placed, () => 'result').get('e')?.missing).toBe('effectWithoutAction');
    expect(threadOf(placed, () => 'action').get('e')?.missing).toBeNull();
  });

  it('says nothing of claims that have no words yet', () => {
    expect(threads(claim({ id: 'r', kind: 'result', text: '' })).get('r')?.missing).toBeNull();
  });

  it('is found for claims in lists, quotes and cells too', () => {
    const quoted = { type: 'blockquote', content: [claim({ id: 'q', kind: 'result' })] };
    expect([...threads(quoted).keys()]).toEqual(['q']);
  });
});
