import { createRequire } from 'node:module';
import type * as MingoAggregator from 'mingo/aggregator';
import type * as MingoCore from 'mingo/core';
import type * as MingoAccumulators from 'mingo/operators/accumulator';
import type * as MingoExpressions from 'mingo/operators/expression';
import type * as MingoStages from 'mingo/operators/pipeline';
import type * as MingoWindows from 'mingo/operators/window';
import type { Options } from 'mingo/types';

/**
 * mingo, loaded by the first command that needs it: its 242 modules are most of what a start of the store would read, and a
 * store may run for years without a date's parts being asked for.
 */

const require = createRequire(import.meta.url);

function load() {
  const { Aggregator }: typeof MingoAggregator = require('mingo/aggregator');
  const { Context, evalExpr, ProcessingMode }: typeof MingoCore = require('mingo/core');
  const accumulators: typeof MingoAccumulators = require('mingo/operators/accumulator');
  const expressions: typeof MingoExpressions = require('mingo/operators/expression');
  const stages: typeof MingoStages = require('mingo/operators/pipeline');
  const windows: typeof MingoWindows = require('mingo/operators/window');
  const context = Context.init()
    .addExpressionOps({ ...expressions })
    .addAccumulatorOps({ ...accumulators })
    .addPipelineOps({ ...stages })
    .addWindowOps({ ...windows });
  const options: Options = {
    idKey: '_id',
    processingMode: ProcessingMode.CLONE_OFF,
    useStrictMode: true,
    // mingo's own stages are made with $function; what a client sends is searched for it before.
    scriptEnabled: true,
    failOnError: true,
    context,
  };
  return { Aggregator, evalExpr, options };
}

let loaded: ReturnType<typeof load> | undefined;

export function mingo(): ReturnType<typeof load> {
  return (loaded ??= load());
}
