import { describe, expect, test } from 'vitest';
import {
  type Actor,
  analysisAccess,
  analysisStates,
  may,
  noteAccess,
  pageAccess,
  type Role,
  seesAnalysis,
  visitor,
} from '../src/index.ts';

const actor = (roles: Role[], ...groups: string[]): Actor => ({ id: 'a', roles, groups });

describe('notes', () => {
  test.each([
    [['groupMember'], 'write', 'none'],
    [['leadTeacher'], 'suggest', 'none'],
    [['administration'], 'write', 'write'],
    [['qualityCoordinator'], 'write', 'write'],
    [['admin'], 'none', 'none'],
    [['board'], 'none', 'none'],
  ] as const)('%s has %s in its own group and %s in another', (roles, own, other) => {
    expect(noteAccess(actor([...roles], 'grundskola'), 'grundskola')).toBe(own);
    expect(noteAccess(actor([...roles], 'grundskola'), 'forskola')).toBe(other);
  });

  test('a note that is locked is read by those who could write or suggest, by nobody else', () => {
    expect(noteAccess(actor(['groupMember'], 'forskola'), 'forskola', 'locked')).toBe('read');
    expect(noteAccess(actor(['leadTeacher'], 'forskola'), 'forskola', 'closed')).toBe('read');
    expect(noteAccess(actor(['groupMember'], 'forskola'), 'grundskola', 'locked')).toBe('none');
  });

  test('roles add up', () => {
    expect(noteAccess(actor(['admin', 'groupMember'], 'forskola'), 'forskola', 'live')).toBe('write');
  });
});

describe('analyses', () => {
  test.each([
    ['qualityCoordinator', ['write', 'write', 'read', 'read', 'read', 'read']],
    ['administration', ['write', 'suggest', 'read', 'read', 'read', 'read']],
    ['groupMember', ['suggest', 'suggest', 'read', 'read', 'read', 'read']],
    ['leadTeacher', ['suggest', 'read', 'read', 'read', 'read', 'read']],
    ['board', ['none', 'none', 'none', 'read', 'read', 'read']],
    ['admin', ['none', 'none', 'none', 'none', 'none', 'none']],
  ] as const)('%s, state by state', (role, levels) => {
    expect(analysisStates.map((state) => analysisAccess(actor([role]), state))).toEqual(levels);
  });

  test('the board sees that an analysis exists from presented; a visitor never', () => {
    expect(analysisStates.map((state) => seesAnalysis(actor(['board']), state))).toEqual([
      false,
      false,
      false,
      true,
      true,
      true,
    ]);
    expect(analysisStates.some((state) => seesAnalysis(visitor, state))).toBe(false);
  });
});

describe('what is not listed is denied', () => {
  test('a visitor may nothing, and reads published pages only', () => {
    expect(may(visitor, 'readYears')).toBe(false);
    expect(may(visitor, 'readEvidence', true)).toBe(false);
    expect(pageAccess(visitor, { published: false })).toBe('none');
    expect(pageAccess(visitor, { published: true })).toBe('read');
  });

  test('a member writes the plan of its own group, and reads the others', () => {
    const member = actor(['groupMember'], 'forskola');
    expect(pageAccess(member, { group: 'forskola', published: false })).toBe('write');
    expect(pageAccess(member, { group: 'grundskola', published: false })).toBe('read');
    expect(pageAccess(member, { published: false })).toBe('read');
  });
});
