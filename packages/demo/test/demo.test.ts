import { claimKinds, initialsOf, type ClaimKind } from '@samsyn/domain';
import { day } from '@samsyn/domain/schemas';
import { describe, expect, it } from 'vitest';
import { demo } from '../src/index.ts';
import { intendedGaps } from './gaps.ts';
import { citationsIn, citedClaims, claims, isGrounded, notes, type PlacedClaim, roundNumber } from './material.ts';

const repeated = (values: string[]): string[] => values.filter((value, index) => values.indexOf(value) !== index);
const areasOf = (label: string): string[] =>
  demo.schoolYears.find((year) => year.label === label)?.priorityAreas.map((area) => area.slug) ?? [];
const groupSlugs = demo.groups.map((group) => group.slug);

const keysWhere = (kind: ClaimKind, test: (placed: PlacedClaim) => boolean): string[] =>
  claims.filter((placed) => placed.claim.kind === kind && test(placed)).map(({ claim }) => claim.key);
const isCited = (placed: PlacedClaim, by: ClaimKind): boolean =>
  claims.some((other) => other.claim.kind === by && citedClaims(other).includes(placed));
const citesNone = (placed: PlacedClaim): boolean => citedClaims(placed).length === 0;

describe('the year', () => {
  it('has nine seminars and three analyses a year, each place once', () => {
    for (const { label } of demo.schoolYears) {
      const seminars = demo.seminars.filter(({ schoolYear }) => schoolYear === label);
      const places = seminars.map(({ round, group }) => `${round} ${group}`).toSorted();
      expect(places).toEqual([1, 2, 3].flatMap((round) => groupSlugs.map((group) => `${round} ${group}`)).toSorted());
      const numbers = demo.analyses.filter(({ schoolYear }) => schoolYear === label).map(({ number }) => number);
      expect(numbers).toEqual([1, 2, 3]);
    }
  });

  it('holds seminars within their school year and in the order of the rounds', () => {
    for (const year of demo.schoolYears) {
      const days = demo.seminars
        .filter(({ schoolYear }) => schoolYear === year.label)
        .toSorted((a, b) => a.round - b.round)
        .map(({ startsAt }) => startsAt.slice(0, 10));
      expect(days).toEqual(days.toSorted());
      expect(days.every((one) => one >= year.startsOn && one <= year.endsOn)).toBe(true);
    }
  });

  it('gives a registry number and a day in the nämnd to every analysis that is finalised', () => {
    for (const { state, registryNumber, boardMeetingOn } of demo.analyses) {
      if (state !== 'workingDraft' && state !== 'inReview') expect(registryNumber).toMatch(/^BUN 20\d\d\/\d+$/);
      if (boardMeetingOn !== null) expect(day.safeParse(boardMeetingOn).success).toBe(true);
    }
  });

  it('leaves the last round open for writing, with notes in all three groups', () => {
    const last = demo.seminars.filter(({ schoolYear, round }) => schoolYear === '2018-2019' && round === 3);
    expect(last.map(({ state }) => state)).toEqual(['live', 'live', 'planned']);
    expect(last.every(({ note }) => note !== null)).toBe(true);
  });

  it('has a plan for every group and year, two handbooks and a cycle of twelve months for every group', () => {
    const plans = demo.plans.map(({ schoolYear, leadershipGroup }) => `${schoolYear} ${leadershipGroup}`).toSorted();
    expect(plans).toEqual(
      demo.schoolYears.flatMap(({ label }) => groupSlugs.map((group) => `${label} ${group}`)).toSorted(),
    );
    expect(demo.handbooks).toHaveLength(2);
    expect(demo.annualCycles.map(({ group }) => group)).toEqual(groupSlugs);
    for (const { months } of demo.annualCycles) {
      expect(months.map(({ month }) => month)).toEqual([8, 9, 10, 11, 12, 1, 2, 3, 4, 5, 6, 7]);
    }
  });
});

describe('people', () => {
  it('are eight accounts whose names and initials all differ', () => {
    expect(demo.accounts).toHaveLength(8);
    expect(repeated(demo.accounts.map(({ email }) => email))).toEqual([]);
    expect(repeated(demo.accounts.map(({ name }) => initialsOf(name)))).toEqual([]);
  });

  it('are exactly eighteen förstelärare, each at a unit of the own group and in an area of 2018-2019', () => {
    expect(demo.leadTeachers).toHaveLength(18);
    expect(repeated(demo.leadTeachers.map(({ name }) => name))).toEqual([]);
    for (const { unit, group, priorityArea } of demo.leadTeachers) {
      expect(demo.schoolUnits).toContainEqual(expect.objectContaining({ slug: unit, group }));
      if (priorityArea !== null) expect(areasOf('2018-2019')).toContain(priorityArea);
    }
  });

  it('add evidence and references by accounts that exist', () => {
    const emails = demo.accounts.map(({ email }) => email);
    for (const { addedBy } of [...demo.evidence, ...demo.references]) expect(emails).toContain(addedBy);
  });
});

describe('claims', () => {
  it('have keys, kinds, areas and days that hold', () => {
    expect(repeated(claims.map(({ claim }) => claim.key))).toEqual([]);
    for (const { claim, seminar } of claims) {
      expect(claimKinds).toContain(claim.kind);
      if (claim.priorityArea) expect(areasOf(seminar.schoolYear), claim.key).toContain(claim.priorityArea);
      if (claim.due) expect(day.safeParse(claim.due).success, claim.key).toBe(true);
      const hasCommitment = Boolean(claim.owner ?? claim.due ?? claim.expectedEffect);
      if (claim.kind !== 'action') expect(hasCommitment, claim.key).toBe(false);
    }
  });

  it('promise nothing for a day that had passed', () => {
    const late = claims.filter(({ claim, seminar }) => claim.due && claim.due <= seminar.startsAt.slice(0, 10));
    expect(late.map(({ claim }) => claim.key)).toEqual([]);
  });

  it('are enough: 12-18 in each note of the last round, 4-12 in the others', () => {
    for (const { seminar, note } of notes) {
      const count = note.blocks.filter(({ type }) => type === 'claim').length;
      const [least, most] = roundNumber(seminar) === 6 ? [12, 18] : [4, 12];
      expect(count, note.key).toBeGreaterThanOrEqual(least ?? 0);
      expect(count, note.key).toBeLessThanOrEqual(most ?? 0);
    }
  });

  it('come in all kinds and all areas in the last round', () => {
    const last = claims.filter(({ seminar }) => roundNumber(seminar) === 6);
    expect(new Set(last.map(({ claim }) => claim.kind))).toEqual(new Set(claimKinds));
    expect(new Set(last.map(({ claim }) => claim.priorityArea))).toEqual(new Set(areasOf('2018-2019')));
  });
});

describe('citations', () => {
  it('all point at something, and all evidence and research is in somebody’s use or a link', () => {
    const targets = new Set<string>([
      ...claims.map(({ claim }) => `claim:${claim.key}`),
      ...demo.evidence.map(({ key }) => `evidence:${key}`),
      ...demo.references.map(({ key }) => `reference:${key}`),
    ]);
    const used = new Set<string>([
      ...notes.flatMap(({ note }) => citationsIn(note.blocks)),
      ...[...demo.plans, ...demo.handbooks].flatMap(({ blocks }) => citationsIn(blocks)),
    ]);
    expect([...used].filter((target) => !targets.has(target))).toEqual([]);
    const links = demo.evidence.filter(({ kind }) => kind === 'link').map(({ key }) => `evidence:${key}`);
    const unused = [...targets].filter((target) => !target.startsWith('claim:') && !used.has(target));
    expect(unused.filter((target) => !links.includes(target))).toEqual([]);
  });

  it('follow the chain: each kind cites only what it may follow from', () => {
    const follows: Partial<Record<ClaimKind, ClaimKind[]>> = {
      cause: ['result'],
      conclusion: ['cause'],
      action: ['conclusion'],
      effect: ['action'],
    };
    for (const placed of claims) {
      for (const cited of citedClaims(placed)) {
        expect(follows[placed.claim.kind] ?? [], placed.claim.key).toContain(cited.claim.kind);
      }
    }
  });

  it('reach back one round for effects and stay in the note otherwise', () => {
    for (const placed of claims) {
      const back = placed.claim.kind === 'effect' ? 1 : 0;
      for (const cited of citedClaims(placed)) {
        expect(roundNumber(placed.seminar) - roundNumber(cited.seminar), placed.claim.key).toBe(back);
        expect(cited.seminar.group).toBe(placed.seminar.group);
      }
    }
  });
});

describe('what is left out', () => {
  it('is only what is meant to be, as gaps for the checklist to find', () => {
    expect({
      resultWithoutCause: keysWhere('result', (placed) => !isCited(placed, 'cause')),
      causeWithoutResult: keysWhere('cause', citesNone),
      conclusionWithoutCause: keysWhere('conclusion', citesNone),
      conclusionWithoutEvidence: keysWhere('conclusion', (placed) => !isGrounded(placed)),
      actionWithoutConclusion: keysWhere('action', citesNone),
      actionWithoutOwner: keysWhere('action', ({ claim }) => claim.owner === undefined),
      actionWithoutDate: keysWhere('action', ({ claim }) => claim.due === undefined),
      effectWithoutAction: keysWhere('effect', citesNone),
      previousActionWithoutEffect: keysWhere(
        'action',
        (placed) => roundNumber(placed.seminar) < 6 && !isCited(placed, 'effect'),
      ),
    }).toEqual(intendedGaps);
  });
});
