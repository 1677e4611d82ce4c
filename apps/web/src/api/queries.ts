/** Answers that several pages ask for, under one key each. */
import type { LeadershipGroup, List, Overview, SchoolYear } from '@samsyn/domain';
import { useQuery } from '@tanstack/react-query';
import { api } from './client.ts';

export const keys = {
  schoolYears: ['school-years'],
  overview: (year: string) => ['overview', year],
  groups: ['groups'],
  seminars: (year: string) => ['seminars', year],
  analyses: (year: string) => ['analyses', year],
  evidence: ['evidence'],
  references: ['references'],
} as const;

export const useSchoolYears = () =>
  useQuery({
    queryKey: keys.schoolYears,
    queryFn: ({ signal }) => api.get<List<SchoolYear>>('/api/school-years', { signal }),
    select: (list) => list.items.toSorted((a, b) => b.label.localeCompare(a.label)),
    staleTime: 60_000,
  });

export const useOverview = (year: string | undefined) =>
  useQuery({
    queryKey: keys.overview(year ?? ''),
    queryFn: ({ signal }) => api.get<Overview>('/api/overview', { query: { schoolYear: year }, signal }),
    enabled: year !== undefined,
  });

export const useGroups = () =>
  useQuery({
    queryKey: keys.groups,
    queryFn: ({ signal }) => api.get<List<LeadershipGroup>>('/api/groups', { signal }),
    select: (list) => list.items,
    staleTime: 300_000,
  });
