/** What the product asks of its database. */
import { type Collection, type Db, ObjectId } from 'mongodb';

export type JournalRow = {
  _id: string;
  documentId: string;
  epoch: number;
  bytes: Buffer;
  authorIds: string[];
  broughtBy: null;
  at: Date;
  merged: boolean;
  part: null;
};

const bytes = Buffer.alloc(120, 7);

/** A row as the journal writes it: a batch of a few keystrokes. */
export const journalRow = (documentId: string): JournalRow => ({
  _id: new ObjectId().toHexString(),
  documentId,
  epoch: 1,
  bytes,
  authorIds: ['65f1c0ffee65f1c0ffee65f1'],
  broughtBy: null,
  at: new Date(),
  merged: false,
  part: null,
});

/** Documents that the reads are asked of, each with a hundred rows. */
const documents = 200;
const documentId = (at: number): string => `document-${at % documents}`;

export type Rows = Collection<JournalRow>;

/** Fills a collection of its own with 20,000 rows and the journal's index. */
export const fill = async (db: Db): Promise<Rows> => {
  const rows: Rows = db.collection('rows');
  await rows.drop().catch(() => false);
  await rows.createIndex({ documentId: 1, merged: 1 });
  for (let at = 0; at < documents; at += 1) {
    await rows.insertMany(
      Array.from({ length: 100 }, (_, row) => ({ ...journalRow(documentId(at)), _id: `${at}/${row}` })),
    );
  }
  return rows;
};

export type Operation = {
  what: string;
  /** the least that must be reached, a second */
  least: number;
  run: (rows: Rows, at: number) => Promise<unknown>;
};

export const operations: Operation[] = [
  { what: 'insertOne', least: 5000, run: (rows, at) => rows.insertOne(journalRow(`new-${at % 7}`)) },
  {
    what: 'insertMany of 100 journal rows',
    least: 400,
    run: (rows, at) => rows.insertMany(Array.from({ length: 100 }, () => journalRow(`many-${at % 7}`))),
  },
  { what: 'findOne by _id', least: 8000, run: (rows, at) => rows.findOne({ _id: `${at % documents}/${at % 100}` }) },
  {
    what: 'indexed find of 100 documents',
    least: 1500,
    run: (rows, at) => rows.find({ documentId: documentId(at), merged: false }).toArray(),
  },
];

/** Runs an operation from so many connections at once for so many milliseconds, no faster than the pace. */
export const run = async (
  operation: Operation,
  rows: Rows,
  { connections, milliseconds, pace }: { connections: number; milliseconds: number; pace: number },
): Promise<{ done: number; milliseconds: number }> => {
  let done = 0;
  const began = performance.now();
  const passed = (): number => performance.now() - began;
  const worker = async (): Promise<void> => {
    while (passed() < milliseconds) {
      const early = pace > 0 ? (done / pace) * 1000 - passed() : 0;
      done += 1;
      if (early > 0) await new Promise((resolve) => setTimeout(resolve, early));
      await operation.run(rows, done);
    }
  };
  await Promise.all(Array.from({ length: connections }, worker));
  return { done, milliseconds: passed() };
};
