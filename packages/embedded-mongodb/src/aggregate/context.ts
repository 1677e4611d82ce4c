import type { Environment } from '../commands/context.ts';
import type { Variables } from '../expression/scope.ts';
import type { View } from '../storage/view.ts';
import type { Doc } from '../values/bson.ts';

/** What a pipeline runs over and with. */
export type PipelineContext = {
  readonly env: Environment;
  readonly view: View;
  readonly db: string;
  /** The collection; undefined for a pipeline that brings its own documents. */
  readonly collection: string | undefined;
  readonly variables?: Variables | undefined;
  readonly collation?: unknown;
  readonly hint?: unknown;
  /** Documents instead of a collection. */
  readonly input?: Iterable<Doc>;
  /** How deep in sub-pipelines. */
  readonly depth?: number;
};

/** A stage: from the documents before it to those after. */
export type Stage = (docs: Iterable<Doc>, operand: unknown, context: PipelineContext) => Iterable<Doc>;

/** Runs a pipeline inside another. */
export type RunPipeline = (stages: readonly Doc[], context: PipelineContext) => Iterable<Doc>;
