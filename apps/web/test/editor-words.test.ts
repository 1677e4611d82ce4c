/** What the editor reads out of words: numbers of persons, addresses, what was typed in a menu. */
import { describe, expect, it } from 'vitest';
import { type Act, matching } from '../src/features/editor/acts/acts.ts';
import { addressOf } from '../src/features/editor/linkAddress.ts';
import { numberIn } from '../src/features/editor/plugins/personalNumbers.ts';

describe('a personnummer', () => {
  it.each(['811218-9876', '8112189876', '19811218-9876', '198112189876', 'Eleven 811218-9876 har', '811218+9876'])(
    'is seen in "%s"',
    (words) => expect(numberIn(words)).toBe('personnummer'),
  );
  it.each([
    '811218-9875',
    '811318-9876',
    '811200-9876',
    '1811218-98761',
    'tel 070-123 45 67',
    '2018-2019',
    '71 till 78 procent',
  ])('is not seen in "%s"', (words) => expect(numberIn(words)).toBeNull());
  it('with sixty added to the day is a samordningsnummer', () => {
    expect(numberIn('701063-2391')).toBe('samordningsnummer');
  });
});

describe('an address of a link', () => {
  it.each([
    ['https://www.skolverket.se/', 'https://www.skolverket.se/'],
    ['skolverket.se/statistik?x=1', 'https://skolverket.se/statistik?x=1'],
    ['anna@example.org', 'mailto:anna@example.org'],
    ['/underlag/1', '/underlag/1'],
  ])('"%s" is %s', (written, address) => expect(addressOf(written)).toBe(address));
  it.each([
    '',
    'javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    'data:text/html,x',
    'java script:x',
    '//evil.example',
    'bara ord',
  ])('"%s" is none', (written) => expect(addressOf(written)).toBeNull());
});

describe('the menus', () => {
  const acts: Act[] = ['Resultat', 'Orsak', 'Öppen fråga', 'Systematiskt kvalitetsarbete', 'Rubrik 1'].map((label) => ({
    id: label,
    label,
    group: 'claim',
    run: () => {},
  }));
  const found = (typed: string): string[] => matching(acts, typed).map((act) => act.label);

  it('offer what begins with the typed words, at first or at any later word', () => {
    expect(found('r')).toEqual(['Resultat', 'Rubrik 1']);
    expect(found('öpp')).toEqual(['Öppen fråga']);
    expect(found('kval')).toEqual(['Systematiskt kvalitetsarbete']);
    expect(found('zz')).toEqual([]);
    expect(found('')).toHaveLength(5);
  });
});
