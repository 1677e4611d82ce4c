/** Finds what citations point at: lists first (one question for many chips), then one by one. */
import type { ClaimEntry, Evidence, List, Reference } from '@samsyn/domain';
import { api } from '../../api/client.ts';
import type { Lookup, Target, TargetLabel } from './labels.ts';

const pageSize = 200;

export const evidenceLabel = (evidence: Evidence): TargetLabel => ({
  label: evidence.title,
  href: `/underlag/${evidence.id}`,
  detail: [evidence.source, evidence.period].filter(Boolean).join(', '),
});
export const referenceLabel = (reference: Reference): TargetLabel => ({
  label: reference.label,
  href: `/referenser/${reference.id}`,
  detail: reference.citation,
});
export const claimLabel = (claim: ClaimEntry): TargetLabel => ({
  label: claim.text,
  kind: claim.kind,
  href:
    claim.seminarId === null
      ? `/dokument/${claim.documentId}#${claim.id}`
      : `/seminarier/${claim.seminarId}#${claim.id}`,
  detail: claim.text,
});

const listOf = async <T extends { id: string }>(path: string): Promise<Map<string, T>> => {
  const list = await api.get<List<T>>(path, { query: { limit: pageSize } });
  return new Map(list.items.map((item) => [item.id, item]));
};

/** @returns a lookup that asks for each list at most once. */
export const makeLookup = (): Lookup => {
  const lists = new Map<string, Promise<unknown>>();
  const once = <T>(path: string, ask: () => Promise<T>): Promise<T> => {
    const asked = lists.get(path) ?? ask();
    lists.set(path, asked);
    return asked as Promise<T>;
  };
  const find = async <T extends { id: string }>(path: string, id: string): Promise<T> => {
    const list = await once(path, () => listOf<T>(path));
    return list.get(id) ?? (await api.get<T>(`${path}/${encodeURIComponent(id)}`));
  };
  const claims = () => once('/api/claims', () => listOf<ClaimEntry>('/api/claims'));
  return async ({ targetType, targetId }: Target) => {
    if (targetType === 'evidence') return evidenceLabel(await find<Evidence>('/api/evidence', targetId));
    if (targetType === 'reference') return referenceLabel(await find<Reference>('/api/references', targetId));
    const claim = (await claims()).get(targetId);
    return claim === undefined ? undefined : claimLabel(claim);
  };
};
