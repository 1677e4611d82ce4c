/** The command that takes in a whole list: each entry by itself. */
import type { ImportResult } from '@samsyn/domain';
import type { Models } from '@samsyn/models';
import type { Catalogue } from '../text/sv.ts';
import { addReference } from './add.ts';
import { cutEntries, type ImportFormat } from './entries.ts';
import { parseEntry } from './parse.ts';

/** @param words what to say of entries that were not taken */
export const importReferences = async (
  models: Models,
  format: ImportFormat,
  text: string,
  by: string,
  words: Catalogue['imports'],
): Promise<ImportResult> => {
  const result: ImportResult = { added: 0, merged: 0, rejected: [] };
  const entries = cutEntries(format, text);
  if (entries.length === 0) result.rejected.push({ line: 1, why: words.noEntries });
  for (const entry of entries) {
    const parsed = await parseEntry(format, entry.text);
    if (!parsed.ok) result.rejected.push({ line: entry.line, why: words[parsed.why] });
    else {
      const { merged } = await addReference(models, { csl: parsed.csl, finding: '', contextNote: '' }, by);
      result[merged ? 'merged' : 'added'] += 1;
    }
  }
  return result;
};
