import { Int32 } from 'bson';
import { compare } from '../values/compare.ts';
import { eager } from './scope.ts';
import type { Operators } from './scope.ts';

function comparing(answer: (order: number) => unknown) {
  return eager(2, 2, (a, b) => answer(compare(a, b)));
}

export const comparison: Operators = {
  $cmp: comparing((order) => new Int32(Math.sign(order))),
  $eq: comparing((order) => order === 0),
  $ne: comparing((order) => order !== 0),
  $gt: comparing((order) => order > 0),
  $gte: comparing((order) => order >= 0),
  $lt: comparing((order) => order < 0),
  $lte: comparing((order) => order <= 0),
};
