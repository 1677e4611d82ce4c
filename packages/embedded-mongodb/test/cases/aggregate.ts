import type { Doc, PipelineCase, Table } from './kinds.ts';

const sales = [
  { _id: 1, item: 'abc', price: 10, qty: 2, tags: ['a', 'b'] },
  { _id: 2, item: 'jkl', price: 20, qty: 1, tags: ['b'] },
  { _id: 3, item: 'abc', price: 10, qty: 5, tags: [] },
  { _id: 4, item: 'xyz', price: 5, qty: 10 },
];
const stock = [
  { _id: 1, sku: 'abc', left: 120 },
  { _id: 2, sku: 'def', left: 80 },
  { _id: 3, sku: 'jkl', left: 70 },
];
const one = [{ _id: 1, a: 1, b: { c: 2 }, d: [1, 2, 3] }];

export const aggregate: Table<PipelineCase>[] = [
  {
    source: 'Manual: Aggregation Stages',
    cases: [
      {
        docs: sales,
        pipeline: [{ $match: { item: 'abc' } }, { $project: { _id: 1 } }],
        gives: [{ _id: 1 }, { _id: 3 }],
      },
      { docs: sales, pipeline: [{ $count: 'n' }], gives: [{ n: 4 }] },
      { docs: [], pipeline: [{ $count: 'n' }], gives: [] },
      {
        docs: sales,
        pipeline: [{ $sort: { qty: -1 } }, { $limit: 1 }, { $project: { item: 1, _id: 0 } }],
        gives: [{ item: 'xyz' }],
      },
      { docs: sales, pipeline: [{ $sort: { _id: 1 } }, { $skip: 3 }, { $project: { _id: 1 } }], gives: [{ _id: 4 }] },
      {
        docs: sales,
        pipeline: [
          { $group: { _id: '$item', total: { $sum: { $multiply: ['$price', '$qty'] } } } },
          { $sort: { _id: 1 } },
        ],
        gives: [
          { _id: 'abc', total: 70 },
          { _id: 'jkl', total: 20 },
          { _id: 'xyz', total: 50 },
        ],
      },
      {
        docs: sales,
        pipeline: [
          { $sort: { _id: 1 } },
          {
            $group: {
              _id: null,
              avg: { $avg: '$qty' },
              min: { $min: '$price' },
              max: { $max: '$price' },
              first: { $first: '$item' },
              last: { $last: '$item' },
              n: { $sum: 1 },
              c: { $count: {} },
              all: { $push: '$qty' },
            },
          },
        ],
        gives: [{ _id: null, avg: 4.5, min: 5, max: 20, first: 'abc', last: 'xyz', n: 4, c: 4, all: [2, 1, 5, 10] }],
      },
      {
        docs: sales,
        pipeline: [{ $group: { _id: { i: '$item', p: '$price' } } }, { $sort: { '_id.i': 1 } }],
        gives: [{ _id: { i: 'abc', p: 10 } }, { _id: { i: 'jkl', p: 20 } }, { _id: { i: 'xyz', p: 5 } }],
      },
      { docs: sales, pipeline: [{ $group: { n: { $sum: 1 } } }], fails: 15955 },
      {
        docs: sales,
        pipeline: [{ $unwind: '$tags' }, { $sort: { _id: 1, tags: 1 } }, { $project: { tags: 1 } }],
        gives: [
          { _id: 1, tags: 'a' },
          { _id: 1, tags: 'b' },
          { _id: 2, tags: 'b' },
        ],
      },
      {
        docs: sales,
        pipeline: [
          { $unwind: { path: '$tags', preserveNullAndEmptyArrays: true, includeArrayIndex: 'at' } },
          { $match: { _id: { $gt: 1 } } },
          { $project: { tags: 1, at: 1 } },
        ],
        gives: [
          { _id: 2, tags: 'b', at: 0 },
          { _id: 3, at: null },
          { _id: 4, at: null },
        ],
      },
      {
        docs: one,
        pipeline: [{ $addFields: { 'b.e': { $add: ['$a', 1] } } }],
        gives: [{ ...one[0], b: { c: 2, e: 2 } }],
      },
      { docs: one, pipeline: [{ $set: { d: '$$REMOVE' } }], gives: [{ _id: 1, a: 1, b: { c: 2 } }] },
      { docs: one, pipeline: [{ $unset: ['b', 'd'] }], gives: [{ _id: 1, a: 1 }] },
      { docs: one, pipeline: [{ $replaceRoot: { newRoot: '$b' } }], gives: [{ c: 2 }] },
      { docs: one, pipeline: [{ $replaceWith: { x: '$a' } }], gives: [{ x: 1 }] },
      { docs: one, pipeline: [{ $replaceWith: '$a' }], fails: 40228 },
      {
        docs: sales,
        pipeline: [{ $sortByCount: '$item' }, { $limit: 1 }],
        gives: [{ _id: 'abc', count: 2 }],
      },
      {
        docs: sales,
        pipeline: [
          { $facet: { n: [{ $count: 'n' }], top: [{ $sort: { qty: -1 } }, { $limit: 1 }, { $project: { _id: 1 } }] } },
        ],
        gives: [{ n: [{ n: 4 }], top: [{ _id: 4 }] }],
      },
      {
        docs: sales,
        pipeline: [{ $bucket: { groupBy: '$price', boundaries: [0, 10, 30], output: { n: { $sum: 1 } } } }],
        gives: [
          { _id: 0, n: 1 },
          { _id: 10, n: 3 },
        ],
      },
      {
        docs: sales,
        pipeline: [
          {
            $setWindowFields: {
              partitionBy: '$item',
              sortBy: { _id: 1 },
              output: { run: { $sum: '$qty', window: { documents: ['unbounded', 'current'] } } },
            },
          },
          { $sort: { _id: 1 } },
          { $project: { run: 1 } },
        ],
        gives: [
          { _id: 1, run: 2 },
          { _id: 2, run: 1 },
          { _id: 3, run: 7 },
          { _id: 4, run: 10 },
        ],
      },
      { docs: one, pipeline: [{ $frog: 1 }], fails: 40324 },
      { docs: one, pipeline: [{ $project: { a: { $frog: 1 } } }], fails: 168 },
      { docs: one, pipeline: [{ $match: {}, $limit: 1 }], fails: 40323 },
      { docs: one, pipeline: [{ $changeStream: {} }], fails: 115 },
      { docs: one, pipeline: [{ $geoNear: {} }], fails: 115 },
      { docs: one, pipeline: [{ $limit: 0 }], fails: 15958 },
    ],
  },
  {
    source: 'Manual: $lookup, $graphLookup, $unionWith',
    cases: [
      {
        docs: sales.slice(0, 2),
        others: stock,
        pipeline: [
          { $lookup: { from: 'others', localField: 'item', foreignField: 'sku', as: 's' } },
          { $project: { s: 1 } },
        ],
        gives: [
          { _id: 1, s: [stock[0]] },
          { _id: 2, s: [stock[2]] },
        ],
      },
      {
        docs: [{ _id: 1 }],
        others: [{ _id: 1, sku: null }, { _id: 2 }, { _id: 3, sku: 'x' }],
        pipeline: [{ $lookup: { from: 'others', localField: 'none', foreignField: 'sku', as: 's' } }],
        gives: [{ _id: 1, s: [{ _id: 1, sku: null }, { _id: 2 }] }],
      },
      {
        docs: [{ _id: 1, skus: ['abc', 'jkl'] }],
        others: stock,
        pipeline: [
          { $lookup: { from: 'others', localField: 'skus', foreignField: 'sku', as: 's' } },
          { $project: { n: { $size: '$s' } } },
        ],
        gives: [{ _id: 1, n: 2 }],
      },
      {
        docs: [{ _id: 1, item: 'abc', qty: 100 }],
        others: stock,
        pipeline: [
          {
            $lookup: {
              from: 'others',
              let: { i: '$item', q: '$qty' },
              pipeline: [
                { $match: { $expr: { $and: [{ $eq: ['$sku', '$$i'] }, { $gte: ['$left', '$$q'] }] } } },
                { $project: { _id: 0, left: 1 } },
              ],
              as: 's',
            },
          },
        ],
        gives: [{ _id: 1, item: 'abc', qty: 100, s: [{ left: 120 }] }],
      },
      {
        docs: [{ _id: 1, item: 'abc' }],
        others: stock,
        pipeline: [
          {
            $lookup: {
              from: 'others',
              localField: 'item',
              foreignField: 'sku',
              pipeline: [{ $project: { left: 1, _id: 0 } }],
              as: 's',
            },
          },
        ],
        gives: [{ _id: 1, item: 'abc', s: [{ left: 120 }] }],
      },
      { docs: one, pipeline: [{ $lookup: { from: 'others', as: 's' } }], fails: 9 },
      { docs: [], pipeline: [{ $lookup: { from: 'others', pipeline: [{ $nope: 1 }], as: 's' } }], fails: 40324 },
      {
        docs: [],
        pipeline: [{ $lookup: { from: 'others', pipeline: [{ $match: { $nope: 1 } }], as: 's' } }],
        fails: 2,
      },
      { docs: [], pipeline: [{ $lookup: { from: 'others', pipeline: [5], as: 's' } }], fails: 14 },
      { docs: [], pipeline: [{ $lookup: { from: 'others', pipeline: [{ $out: 'o' }], as: 's' } }], fails: 51047 },
      {
        docs: [],
        pipeline: [
          {
            $lookup: {
              from: 'others',
              let: { x: '$a' },
              pipeline: [{ $match: { $expr: { $eq: ['$b', '$$x'] } } }],
              as: 's',
            },
          },
        ],
        gives: [],
      },
      {
        docs: [],
        pipeline: [{ $lookup: { from: 'others', pipeline: [{ $set: { y: '$$unset' } }], as: 's' } }],
        fails: 17276,
      },
      {
        docs: [{ _id: 1, start: 'a' }],
        others: [
          { _id: 1, n: 'a', to: 'b' },
          { _id: 2, n: 'b', to: 'c' },
          { _id: 3, n: 'c', to: 'a' },
          { _id: 4, n: 'z' },
        ],
        pipeline: [
          {
            $graphLookup: {
              from: 'others',
              startWith: '$start',
              connectFromField: 'to',
              connectToField: 'n',
              as: 'way',
              depthField: 'd',
            },
          },
          { $project: { d: '$way.d' } },
        ],
        gives: [{ _id: 1, d: [0, 1, 2] }],
      },
      {
        docs: [{ _id: 1 }],
        others: [{ _id: 7, k: 1 }],
        pipeline: [{ $unionWith: { coll: 'others', pipeline: [{ $project: { k: 1 } }] } }],
        gives: [{ _id: 1 }, { _id: 7, k: 1 }],
      },
    ],
  },
  {
    source: 'Manual: Aggregation Stages; what each refuses, with its code',
    cases: (
      [
        [{ $match: 5 }, 15959],
        [{ $sort: 5 }, 15973],
        [{ $sort: {} }, 15976],
        [{ $sort: { a: 2 } }, 15975],
        [{ $limit: 'x' }, 5107201],
        [{ $limit: -1 }, 5107201],
        [{ $skip: -1 }, 5107200],
        [{ $skip: 'x' }, 5107200],
        [{ $project: {} }, 51272],
        [{ $project: 5 }, 15969],
        [{ $project: { a: 1, b: 0 } }, 31254],
        [{ $project: { a: 0, b: 1 } }, 31253],
        [{ $project: { b: 1, 'b.c': 1 } }, 31250],
        [{ $project: { 'b.c': 1, b: 1 } }, 31249],
        [{ $unwind: 'd' }, 28818],
        [{ $unwind: {} }, 28812],
        [{ $unwind: { path: 5 } }, 28808],
        [{ $unwind: { path: '$d', frog: 1 } }, 28811],
        [{ $count: 5 }, 40156],
        [{ $count: '' }, 40157],
        [{ $count: '$n' }, 40158],
        [{ $count: 'a.b' }, 40160],
        [{ $addFields: 5 }, 40272],
        [{ $unset: 5 }, 31002],
        [{ $unset: [] }, 31119],
        [{ $unset: [5] }, 31120],
        [{ $replaceRoot: 5 }, 40229],
        [{ $replaceRoot: {} }, 40231],
        [{ $replaceRoot: { newRoot: '$a' } }, 40228],
        [{ $sample: 5 }, 28745],
        [{ $sample: {} }, 28749],
        [{ $sample: { size: 'x' } }, 28746],
        [{ $facet: {} }, 40169],
        [{ $facet: { a: 5 } }, 40170],
        [{ $facet: { a: [{ $out: 'x' }] } }, 40600],
        [{ $group: 5 }, 15947],
        [{ $group: { a: { $sum: 1 } } }, 15955],
        [{ $group: { _id: null, a: 5 } }, 40234],
        [{ $group: { _id: null, 'a.b': { $sum: 1 } } }, 40235],
        [{ $group: { _id: null, a: { $sum: 1, $avg: 1 } } }, 40238],
        [{ $group: { _id: null, a: { $frog: 1 } } }, 15952],
        [{ $group: { _id: null, a: { $sum: [1, 2] } } }, 40237],
        [{ $bucket: { groupBy: '$a', boundaries: [0] } }, 40192],
        [{ $bucket: { groupBy: '$a', boundaries: [5, 9] } }, 40066],
        [{ $redact: 'frog' }, 17053],
        [{ $search: {} }, 115],
        [{ $currentOp: {} }, 115],
      ] satisfies [Doc, number][]
    ).map(([stage, fails]) => ({ docs: one, pipeline: [stage], fails })),
  },
  {
    source: 'Manual: $group accumulators, $redact, $merge, $out and where they may stand',
    cases: [
      { docs: one, pipeline: [{ $out: 'x' }, { $limit: 1 }], fails: 40601 },
      { docs: one, pipeline: [{ $limit: 1 }, { $collStats: {} }], fails: 40602 },
      {
        docs: sales,
        pipeline: [
          {
            $group: {
              _id: null,
              top: { $topN: { n: 2, sortBy: { qty: -1 }, output: '$_id' } },
              m: { $maxN: { n: 2, input: '$price' } },
            },
          },
        ],
        gives: [{ _id: null, top: [4, 3], m: [20, 10] }],
      },
      {
        docs: sales,
        pipeline: [{ $group: { _id: null, b: { $bottom: { sortBy: { qty: 1 }, output: ['$item', '$qty'] } } } }],
        gives: [{ _id: null, b: ['xyz', 10] }],
      },
      {
        docs: sales,
        pipeline: [
          { $group: { _id: null, sd: { $stdDevPop: '$price' }, all: { $addToSet: '$price' } } },
          { $project: { sd: { $round: ['$sd', 3] }, n: { $size: '$all' } } },
        ],
        gives: [{ _id: null, sd: 5.449, n: 3 }],
      },
      {
        docs: [{ _id: 1, level: 1, a: { level: 5, x: 1 }, b: { level: 1, y: 2 } }],
        pipeline: [{ $redact: { $cond: [{ $gt: ['$level', 3] }, '$$PRUNE', '$$DESCEND'] } }],
        gives: [{ _id: 1, level: 1, b: { level: 1, y: 2 } }],
      },
      {
        docs: one,
        pipeline: [{ $addFields: { 'd.x': 1 } }, { $project: { d: 1 } }],
        gives: [{ _id: 1, d: [{ x: 1 }, { x: 1 }, { x: 1 }] }],
        note: 'what is no document becomes one',
      },
    ],
  },
];
