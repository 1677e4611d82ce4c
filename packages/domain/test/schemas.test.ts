import { describe, expect, test } from 'vitest';
import { analysisMoves, colorOf, findMove, initialsOf, personColors, seminarMoves } from '../src/index.ts';
import * as schemas from '../src/schemas/index.ts';

describe('states', () => {
  test('a seminar goes one step at a time, and back from locked with a reason', () => {
    expect(findMove(seminarMoves, 'planned', 'live')?.needsReason).toBe(false);
    expect(findMove(seminarMoves, 'locked', 'live')?.needsReason).toBe(true);
    expect(findMove(seminarMoves, 'planned', 'locked')).toBeUndefined();
    expect(findMove(seminarMoves, 'closed', 'live')).toBeUndefined();
  });

  test('from finalised on, work goes on in a new version', () => {
    for (const from of ['finalised', 'presented', 'published', 'archived'] as const) {
      expect(findMove(analysisMoves, from, 'workingDraft')?.opensNewVersion).toBe(true);
    }
    expect(findMove(analysisMoves, 'inReview', 'workingDraft')?.opensNewVersion).toBe(false);
  });
});

describe('bodies', () => {
  const table = { columns: [{ name: 'Skola' }, { name: 'Andel', unit: '%' }], rows: [['Norra', 81.5]] };

  test('evidence of each kind passes, and a row of another width does not', () => {
    const common = { title: 'Betyg åk 9', source: 'Skolverket', period: '2018' };
    expect(schemas.evidenceBody.safeParse({ ...common, kind: 'table', table }).success).toBe(true);
    expect(schemas.evidenceBody.safeParse({ ...common, kind: 'text', text: 'Ord' }).success).toBe(true);
    expect(schemas.evidenceBody.safeParse({ ...common, kind: 'link', url: 'https://example.org/a' }).success).toBe(
      true,
    );
    const ragged = { ...table, rows: [['Norra']] };
    expect(schemas.evidenceBody.safeParse({ ...common, kind: 'table', table: ragged }).success).toBe(false);
  });

  test.each(['javascript:alert(1)', 'data:text/html,x', 'file:///etc/passwd', 'ftp://example.org'])(
    'an address such as %s is no link',
    (url) => {
      expect(schemas.evidenceBody.safeParse({ kind: 'link', title: 'x', url }).success).toBe(false);
    },
  );

  test('members that nobody knows are refused', () => {
    expect(
      schemas.documentBody.safeParse({ kind: 'note', leadershipGroup: 'forskola', title: 'A', $ne: 1 }).success,
    ).toBe(false);
  });

  test('a school year is two years that follow each other', () => {
    expect(schemas.schoolYearLabel.safeParse('2018-2019').success).toBe(true);
    expect(schemas.schoolYearLabel.safeParse('2018-2020').success).toBe(false);
  });
});

describe('people', () => {
  test('a colour is one of the twelve and always the same', () => {
    expect(personColors).toContain(colorOf('5f1d7a'));
    expect(colorOf('5f1d7a')).toBe(colorOf('5f1d7a'));
  });
  test('initials are of the first and the last name', () => {
    expect([initialsOf('Maria von Berg'), initialsOf('Åsa'), initialsOf('')]).toEqual(['MB', 'Å', '?']);
  });
});
