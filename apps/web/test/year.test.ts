import type { SchoolYear } from '@samsyn/domain';
import { expect, it } from 'vitest';
import { areasFromLines, isYearLabel, nextLabel, slugOf } from '../src/features/year/areaLines.ts';
import { currentYear } from '../src/features/year/useSchoolYear.ts';

const year = (start: number): SchoolYear => ({
  id: String(start),
  label: `${start}-${start + 1}`,
  startsOn: `${start}-08-01`,
  endsOn: `${start + 1}-06-30`,
  priorityAreas: [],
});
const years = [year(2019), year(2018), year(2017)];

it('the year that goes on is shown first', () => {
  expect(currentYear(years, '2019-03-12')?.label).toBe('2018-2019');
});
it('in summer it is the year that ended, years later the latest, before all years the first', () => {
  expect(currentYear(years, '2019-07-10')?.label).toBe('2018-2019');
  expect(currentYear(years, '2026-11-24')?.label).toBe('2019-2020');
  expect(currentYear(years, '2011-01-01')?.label).toBe('2017-2018');
  expect(currentYear([], '2019-03-12')).toBeUndefined();
});
it('an area that was there before keeps its slug, a new one gets one that the server takes', () => {
  const known = [{ slug: 'larmiljo', name: 'Lärmiljöer' }];
  expect(areasFromLines('Lärmiljöer\n\n Digitalisering och IT \nLÄRMILJÖER\n—', known)).toEqual([
    { slug: 'larmiljo', name: 'Lärmiljöer' },
    { slug: 'digitalisering-och-it', name: 'Digitalisering och IT' },
  ]);
  expect(slugOf('Åtgärder & öppenhet 2.0')).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
});
it('the next year follows the latest', () => {
  expect(nextLabel('2018-2019', new Date(2026, 1, 1))).toBe('2019-2020');
  expect(nextLabel(undefined, new Date(2026, 1, 1))).toBe('2026-2027');
  expect(isYearLabel('2018-2020')).toBe(false);
});
