/** Lists of evidence in the order of a column, a page at a time. */
import type { EvidenceSort } from '@samsyn/domain';
import type { EvidenceRecord, Models } from '@samsyn/models';

type Field = 'title' | 'source' | 'addedAt';
export type Order = { field: Field; direction: 1 | -1 };

export const orders: Record<EvidenceSort, Order> = {
  title: { field: 'title', direction: 1 },
  '-title': { field: 'title', direction: -1 },
  source: { field: 'source', direction: 1 },
  '-source': { field: 'source', direction: -1 },
  added: { field: 'addedAt', direction: 1 },
  '-added': { field: 'addedAt', direction: -1 },
};

/** As Swedish sorts words: å, ä and ö last, whatever the case. */
export const swedish = { locale: 'sv' };

/** A filter on what follows a row in this order: the same values stand in the order of their ids. */
export type Following = { $or: Record<string, unknown>[] };

/** @returns null when the row is not there */
export const following = async (models: Models, { field, direction }: Order, id: string): Promise<Following | null> => {
  const row = await models.evidence.findById(id, { [field]: 1 }).lean<Pick<EvidenceRecord, '_id' | Field>>();
  if (!row) return null;
  const after = direction === 1 ? '$gt' : '$lt';
  return { $or: [{ [field]: { [after]: row[field] } }, { [field]: row[field], _id: { [after]: id } }] };
};
