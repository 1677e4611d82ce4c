/** The command that adds a reference, or merges it into the one that is already there. */
import type { CslItem } from '@samsyn/domain';
import { isDuplicate, type Models, newObjectId, type ReferenceRecord } from '@samsyn/models';
import { searchWords } from '../http/words.ts';
import { doiOf, keyOf, titleKeyOf } from './same.ts';

export type NewReference = { csl: CslItem; finding: string; contextNote: string };
export type Added = { id: string; merged: boolean };

type Fields = Omit<ReferenceRecord, '_id' | 'addedBy' | 'addedAt'>;

/** Everything that follows from what a person wrote. */
export const fieldsOf = async ({ csl, finding, contextNote }: NewReference): Promise<Fields> => {
  // The style engine is large: it is loaded with the first reference.
  const { formatReference } = await import('@samsyn/reports');
  const doi = doiOf(csl);
  const item: CslItem = doi === null ? csl : { ...csl, DOI: doi };
  const { label, citation } = formatReference(item);
  return {
    csl: item,
    label,
    citation,
    finding,
    contextNote,
    key: keyOf(item),
    titleKey: titleKeyOf(item),
    words: searchWords(citation, label, finding, contextNote),
  };
};

/** The row that the entry is the same as. Two DOIs that differ are two works, whatever their titles. */
const findSame = async (models: Models, csl: CslItem): Promise<ReferenceRecord | null> => {
  const byKey = await models.references.findOne({ key: keyOf(csl) }).lean();
  if (byKey) return byKey;
  const sameTitle = await models.references
    .find({ titleKey: titleKeyOf(csl) })
    .sort({ _id: 1 })
    .lean();
  return sameTitle.find((row) => doiOf(row.csl) === null || doiOf(csl) === null) ?? null;
};

const maxNote = 5000;

/** Keeps both notes where they differ: nobody's words are lost in a merge. */
const joined = (old: string, added: string): string => {
  if (added === '' || old.includes(added)) return old;
  const both = old === '' ? added : `${old}\n\n${added}`;
  return both.length > maxNote ? old : both;
};

const merge = async (models: Models, row: ReferenceRecord, given: NewReference): Promise<Added> => {
  const fields = await fieldsOf({
    // What is there stands; what it lacks is filled in.
    csl: { ...given.csl, ...row.csl },
    finding: joined(row.finding, given.finding),
    contextNote: joined(row.contextNote, given.contextNote),
  });
  await models.references.updateOne({ _id: row._id }, { $set: fields });
  return { id: row._id, merged: true };
};

/** @returns the reference's id, and whether it was there already. */
export const addReference = async (models: Models, given: NewReference, by: string): Promise<Added> => {
  const same = await findSame(models, given.csl);
  if (same) return merge(models, same, given);
  const row: ReferenceRecord = { _id: newObjectId(), ...(await fieldsOf(given)), addedBy: by, addedAt: new Date() };
  try {
    await models.references.create(row);
    return { id: row._id, merged: false };
  } catch (error) {
    // Somebody added the same one meanwhile.
    const other = isDuplicate(error) ? await models.references.findOne({ key: row.key }).lean() : null;
    if (!other) throw error;
    return merge(models, other, given);
  }
};
