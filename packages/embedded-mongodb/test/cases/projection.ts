import type { ProjectionCase, Table } from './kinds.ts';

const doc = { a: 1, b: { c: 2, d: 3 }, e: [{ f: 1, g: 2 }, { f: 3, g: 4 }, 5], n: [1, 2, 3, 4] };

export const projection: Table<ProjectionCase>[] = [
  {
    source: 'Manual: Project Fields to Return from Query; Projection Operators',
    cases: [
      { doc, projection: { a: 1 }, gives: { _id: 1, a: 1 } },
      { doc, projection: { a: 1, _id: 0 }, gives: { a: 1 } },
      { doc, projection: { a: true }, gives: { _id: 1, a: 1 } },
      { doc: { a: 1, b: 2 }, projection: { a: 0 }, gives: { _id: 1, b: 2 } },
      { doc: { a: 1 }, projection: { _id: 0 }, gives: { a: 1 } },
      { doc: { a: 1 }, projection: { _id: 1 }, gives: { _id: 1 } },
      { doc, projection: { 'b.c': 1 }, gives: { _id: 1, b: { c: 2 } } },
      { doc, projection: { b: { c: 1 } }, gives: { _id: 1, b: { c: 2 } } },
      { doc: { b: { c: 1, d: 2 } }, projection: { 'b.c': 0 }, gives: { _id: 1, b: { d: 2 } } },
      { doc, projection: { 'e.f': 1 }, gives: { _id: 1, e: [{ f: 1 }, { f: 3 }] } },
      { doc: { e: [{ f: 1, g: 2 }, 5] }, projection: { 'e.f': 0 }, gives: { _id: 1, e: [{ g: 2 }, 5] } },
      { doc, projection: { a: 1, b: 0 }, fails: 31254 },
      { doc, projection: { b: 1, 'b.c': 1 }, fails: 31250 },
      { doc, projection: { n: { $slice: 2 }, _id: 0, a: 1 }, gives: { a: 1, n: [1, 2] } },
      { doc: { n: [1, 2, 3], z: 1 }, projection: { n: { $slice: -1 } }, gives: { _id: 1, n: [3], z: 1 } },
      { doc: { n: [1, 2, 3] }, projection: { n: { $slice: [1, 1] } }, gives: { _id: 1, n: [2] } },
      { doc, projection: { e: { $elemMatch: { f: 3 } } }, gives: { _id: 1, e: [{ f: 3, g: 4 }] } },
      { doc, projection: { n: { $elemMatch: { $gt: 2 } } }, gives: { _id: 1, n: [3] } },
      { doc, filter: { n: { $gt: 2 } }, projection: { 'n.$': 1 }, gives: { _id: 1, n: [3] } },
      { doc, projection: { sum: { $add: ['$a', '$b.c'] } }, gives: { _id: 1, sum: 3 } },
      { doc, projection: { a: '$b.d' }, gives: { _id: 1, a: 3 } },
      { doc, projection: { zzz: 1 }, gives: { _id: 1 } },
    ],
  },
];
