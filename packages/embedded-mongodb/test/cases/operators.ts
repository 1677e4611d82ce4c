import { ObjectId } from 'mongodb';
import type { PipelineCase, Table } from './kinds.ts';

const one = [{ _id: 1, a: 1, b: { c: 2 }, d: [1, 2, 3] }];

/** An expression and what it gives for that document. */
export const operators: Table<PipelineCase>[] = [
  {
    source: 'Manual: Aggregation Operators',
    cases: (
      [
        [{ $add: ['$a', 2] }, 3],
        [{ $subtract: ['$a', 2] }, -1],
        [{ $multiply: ['$a', 4, 2] }, 8],
        [{ $divide: [9, 2] }, 4.5],
        [{ $mod: [9, 4] }, 1],
        [{ $abs: -5 }, 5],
        [{ $ceil: 1.2 }, 2],
        [{ $floor: 1.8 }, 1],
        [{ $round: [1.256, 2] }, 1.26],
        [{ $concat: ['å', 'ä', 'ö'] }, 'åäö'],
        [{ $toUpper: 'åa' }, 'ÅA'],
        [{ $strLenCP: 'åäö' }, 3],
        [{ $substrCP: ['hejsan', 1, 3] }, 'ejs'],
        [{ $split: ['a-b', '-'] }, ['a', 'b']],
        [{ $trim: { input: ' x ' } }, 'x'],
        [{ $indexOfCP: ['abc', 'c'] }, 2],
        [{ $cmp: [1, 2] }, -1],
        [{ $cmp: ['a', 1] }, 1],
        [{ $eq: ['$a', 1] }, true],
        [{ $gt: ['$d', '$a'] }, true],
        [{ $and: [true, 1, 'x'] }, true],
        [{ $or: [false, 0, null] }, false],
        [{ $not: [0] }, true],
        // oxlint-disable-next-line unicorn/no-thenable -- the field is called so
        [{ $cond: { if: { $gte: ['$a', 1] }, then: 'y', else: 'n' } }, 'y'],
        [{ $ifNull: ['$zz', 'none'] }, 'none'],
        // oxlint-disable-next-line unicorn/no-thenable -- the field is called so
        [{ $switch: { branches: [{ case: { $eq: ['$a', 1] }, then: 'one' }], default: 'x' } }, 'one'],
        [{ $size: '$d' }, 3],
        [{ $arrayElemAt: ['$d', -1] }, 3],
        [{ $first: '$d' }, 1],
        [{ $slice: ['$d', 2] }, [1, 2]],
        [{ $in: [2, '$d'] }, true],
        [{ $concatArrays: ['$d', [4]] }, [1, 2, 3, 4]],
        [{ $filter: { input: '$d', as: 'x', cond: { $gt: ['$$x', 1] } } }, [2, 3]],
        [{ $map: { input: '$d', as: 'x', in: { $multiply: ['$$x', 2] } } }, [2, 4, 6]],
        [{ $reduce: { input: '$d', initialValue: 0, in: { $add: ['$$value', '$$this'] } } }, 6],
        [{ $range: [0, 3] }, [0, 1, 2]],
        [{ $reverseArray: '$d' }, [3, 2, 1]],
        [{ $sum: '$d' }, 6],
        [{ $avg: '$d' }, 2],
        [{ $max: '$d' }, 3],
        [{ $min: ['$a', 0] }, 0],
        [{ $setUnion: [[1, 2], [2]] }, [1, 2]],
        [{ $isArray: ['$d'] }, true],
        [{ $type: '$b' }, 'object'],
        [{ $type: '$zz' }, 'missing'],
        [{ $toString: '$a' }, '1'],
        [{ $toInt: '7' }, 7],
        [{ $toLong: '7' }, 7],
        [{ $toBool: '' }, true],
        [{ $toObjectId: '64b7f0c2a1b2c3d4e5f60718' }, new ObjectId('64b7f0c2a1b2c3d4e5f60718')],
        [{ $convert: { input: 'x', to: 'objectId', onError: 'no' } }, 'no'],
        [{ $sortArray: { input: '$d', sortBy: -1 } }, [3, 2, 1]],
        [{ $bsonSize: '$b' }, 12],
        [{ $regexMatch: { input: 'Åsa', regex: /^å/i } }, true],
        [{ $dateDiff: { startDate: new Date(0), endDate: new Date(86400000), unit: 'day' } }, 1],
        [
          {
            $zip: {
              inputs: [
                [1, 2],
                ['a', 'b'],
              ],
            },
          },
          [
            [1, 'a'],
            [2, 'b'],
          ],
        ],
        [{ $setIntersection: ['$d', [2, 9]] }, [2]],
        [{ $getField: 'a' }, 1],
        [{ $mergeObjects: ['$b', { x: 1 }] }, { c: 2, x: 1 }],
        [{ $objectToArray: '$b' }, [{ k: 'c', v: 2 }]],
        [{ $arrayToObject: [[['k', 1]]] }, { k: 1 }],
        [{ $let: { vars: { x: 5 }, in: { $add: ['$$x', '$a'] } } }, 6],
        [{ $literal: '$a' }, '$a'],
        [{ $year: { $toDate: '2018-08-20T00:00:00Z' } }, 2018],
        [{ $dateToString: { date: { $toDate: '2018-08-20T00:00:00Z' }, format: '%Y-%m-%d' } }, '2018-08-20'],
        ['$b.c', 2],
        ['$$ROOT.a', 1],
      ] satisfies [unknown, unknown][]
    ).map(([expression, gives]) => ({
      docs: one,
      pipeline: [{ $project: { _id: 0, r: expression } }],
      gives: [{ r: gives }],
    })),
  },
];
