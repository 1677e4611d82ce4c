import { BSON, MongoServerError } from 'mongodb';
import type { Collection, Document } from 'mongodb';
import { Aggregator } from 'mingo/aggregator';
import { Query } from 'mingo/query';
import { Context, ProcessingMode } from 'mingo/core';
import * as accumulators from 'mingo/operators/accumulator';
import * as expressions from 'mingo/operators/expression';
import * as stages from 'mingo/operators/pipeline';
import * as projections from 'mingo/operators/projection';
import * as queries from 'mingo/operators/query';
import type { Operation } from './operations.ts';

/** Who answers operations. An answer is text in which types and the order of fields count; an error is its code. */
export type Subject = { run: (operation: Operation) => Promise<string> };

function answer(value: unknown): string {
  return BSON.EJSON.stringify({ value }, { relaxed: false });
}

async function perform(collection: Collection<Document>, operation: Operation): Promise<unknown> {
  switch (operation.kind) {
    case 'insert':
      return (await collection.insertOne(operation.document)).insertedId;
    case 'find': {
      const { filter, sort, skip, limit, projection } = operation;
      return collection.find(filter, { sort, skip, limit, projection }).toArray();
    }
    case 'count':
      return collection.countDocuments(operation.filter);
    case 'distinct':
      return collection.distinct(operation.key, operation.filter);
    case 'update': {
      const { filter, update, upsert } = operation;
      // One document, the first by _id, so that there is one answer.
      const found = upsert ? filter : await collection.findOne(filter, { sort: { _id: 1 }, projection: { _id: 1 } });
      if (!found) return 'none';
      const result = await collection.updateOne({ _id: found['_id'] }, update, { upsert });
      return [result.matchedCount, result.modifiedCount, await collection.findOne({ _id: found['_id'] })];
    }
    case 'remove':
      return (await collection.deleteOne(operation.filter)).deletedCount;
    default:
      return collection.aggregate(operation.pipeline).toArray();
  }
}

/** A collection of a MongoDB, whichever it is. */
export function remote(collection: Collection<Document>): Subject {
  return {
    run: async (operation) => {
      try {
        return answer(await perform(collection, operation));
      } catch (error) {
        if (error instanceof MongoServerError) return `error ${String(error.code)}`;
        throw error;
      }
    },
  };
}

const context = Context.init()
  .addAccumulatorOps({ ...accumulators })
  .addExpressionOps({ ...expressions })
  .addPipelineOps({ ...stages })
  .addProjectionOps({ ...projections })
  .addQueryOps({ ...queries });
const OPTIONS = {
  idKey: '_id',
  processingMode: ProcessingMode.CLONE_ALL,
  useStrictMode: true,
  scriptEnabled: true,
  failOnError: true,
  context,
};

/**
 * Another program's idea of MongoDB: mingo over documents in memory. It takes no part in what the store answers to these
 * operations. Updates and removals are the store's; `copy` brings what they made of a document.
 */
export class InMemory implements Subject {
  private readonly docs = new Map<number, Document>();

  set(id: number, document: Document | undefined): void {
    if (document) this.docs.set(id, document);
    else this.docs.delete(id);
  }

  private all(): Document[] {
    return [...this.docs.values()].toSorted((a, b) => Number(a['_id']) - Number(b['_id']));
  }

  private found(filter: Document): Document[] {
    const query = new Query(filter, OPTIONS);
    return this.all().filter((document) => query.test(document));
  }

  private perform(operation: Operation): unknown {
    switch (operation.kind) {
      case 'count':
        return this.found(operation.filter).length;
      case 'find':
        return this.found(operation.filter).map((document) => document['_id']);
      case 'aggregate':
        return new Aggregator(operation.pipeline, OPTIONS).run(this.all());
      default:
        throw new Error(`not for the one in memory: ${operation.kind}`);
    }
  }

  run(operation: Operation): Promise<string> {
    return Promise.resolve(BSON.EJSON.stringify({ value: this.perform(operation) }));
  }
}
