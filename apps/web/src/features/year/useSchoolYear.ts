import type { SchoolYear } from '@samsyn/domain';
import { useLocation, useSearch } from 'wouter';
import { useSchoolYears } from '../../api/queries.ts';
import { goTo } from '../../app/navigation.ts';

const parameter = 'lasar';
const key = 'samsyn.year';

const remembered = (): string | null => {
  try {
    return sessionStorage.getItem(key);
  } catch {
    return null;
  }
};

const today = (): string => new Date().toISOString().slice(0, 10);

/**
 * @returns the year that goes on today; else the latest that has begun; else the first to come. `years` are newest first.
 */
export const currentYear = (years: readonly SchoolYear[], day: string): SchoolYear | undefined =>
  years.find((year) => year.startsOn <= day && day <= year.endsOn) ??
  years.find((year) => year.startsOn <= day) ??
  years.at(-1);

/** The school year that the pages show: the one in the address, else the one chosen before, else the current. */
export const useSchoolYear = () => {
  const query = useSchoolYears();
  const [path] = useLocation();
  const asked = new URLSearchParams(useSearch()).get(parameter);
  const years = query.data ?? [];
  const byLabel = (label: string | null): SchoolYear | undefined => years.find((year) => year.label === label);
  const year = byLabel(asked) ?? byLabel(remembered()) ?? currentYear(years, today());
  const choose = (label: string): void => {
    try {
      sessionStorage.setItem(key, label);
    } catch {
      // Then the address alone remembers.
    }
    goTo(`${path}?${parameter}=${label}`, { replace: true });
  };
  return { query, years, year, choose };
};
