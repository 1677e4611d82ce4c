import type { ClaimEntry, Evidence, List, Reference } from '@samsyn/domain';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { api } from '../../api/client.ts';
import type { PlacedClaim } from './chain/claims.ts';
import type { Wanted } from './host.ts';
import type { Target, TargetLabel } from './labels.ts';
import { claimLabel, evidenceLabel, referenceLabel } from './lookup.ts';

export type Citable = { id: string; target: Target; label: TargetLabel; icon: string | undefined };
export type CitableGroup = { id: 'here' | 'evidence' | 'references' | 'claims'; items: Citable[] };

const most = 8;
const wait = 150;

const useLater = (words: string): string => {
  const [later, setLater] = useState(words);
  useEffect(() => {
    const timer = setTimeout(() => setLater(words), wait);
    return () => clearTimeout(timer);
  }, [words]);
  return later;
};

const useList = <T>(path: string, words: string, isWanted: boolean) =>
  useQuery({
    queryKey: ['citable', path, words],
    queryFn: ({ signal }) => api.get<List<T>>(path, { query: { q: words, limit: most * 3 }, signal }),
    select: (list) => list.items,
    enabled: isWanted,
    placeholderData: (previous) => previous,
    staleTime: 30_000,
  });

const holds = (text: string, words: string): boolean => {
  const plain = text.toLocaleLowerCase('sv');
  return words
    .toLocaleLowerCase('sv')
    .split(/\s+/)
    .every((word) => plain.includes(word));
};

const citable = (target: Target, label: TargetLabel): Citable => ({
  id: `${target.targetType}:${target.targetId}`,
  target,
  label,
  icon: label.kind,
});

/** What can be cited and holds the words: this text's claims, evidence, research, claims of other notes; in that order. */
export const useCitable = (words: string, wanted: Wanted, here: readonly PlacedClaim[], own: string | null) => {
  const searched = useLater(words.trim());
  const wantsClaims = wanted.claims === undefined || wanted.claims.length > 0;
  const evidence = useList<Evidence>('/api/evidence', searched, wanted.sources);
  const references = useList<Reference>('/api/references', searched, wanted.sources);
  const claims = useList<ClaimEntry>('/api/claims', searched, wantsClaims);
  const isWanted = (kind: ClaimEntry['kind']): boolean => wanted.claims === undefined || wanted.claims.includes(kind);
  const hereIds = new Set(here.map((claim) => claim.id));
  const inText = here.filter(
    (claim) => claim.id !== own && claim.text !== '' && isWanted(claim.kind) && holds(claim.text, searched),
  );
  const groups: CitableGroup[] = [
    {
      id: 'here',
      items: wantsClaims
        ? inText
            .slice(0, most)
            .map((claim) =>
              citable({ targetType: 'claim', targetId: claim.id }, { label: claim.text, kind: claim.kind }),
            )
        : [],
    },
    {
      id: 'evidence',
      items: (evidence.data ?? [])
        .slice(0, most)
        .map((one) => citable({ targetType: 'evidence', targetId: one.id }, evidenceLabel(one))),
    },
    {
      id: 'references',
      items: (references.data ?? [])
        .slice(0, most)
        .map((one) => citable({ targetType: 'reference', targetId: one.id }, referenceLabel(one))),
    },
    {
      id: 'claims',
      items: (claims.data ?? [])
        .filter((one) => !hereIds.has(one.id) && isWanted(one.kind))
        .slice(0, most)
        .map((one) => citable({ targetType: 'claim', targetId: one.id }, claimLabel(one))),
    },
  ];
  // A result is shown in the text; without words the text's own claims stand after the sources.
  const ordered =
    wanted.sources && words.trim() === '' ? [...groups.slice(1, 3), ...groups.slice(0, 1), ...groups.slice(3)] : groups;
  const isSearching = [evidence, references, claims].some((query) => query.isFetching) || searched !== words.trim();
  const isFailed = [evidence, references, claims].some((query) => query.isError);
  return { groups: ordered.filter((group) => group.items.length > 0), isSearching, isFailed };
};
