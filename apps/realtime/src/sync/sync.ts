/** Puts the sync engine together. */
import { Asking } from '../asking.ts';
import { createDocuments } from './documents.ts';
import { Door } from './door.ts';
import { Engine } from './engine.ts';
import { Exchange } from './exchange.ts';
import { Housekeeping } from './housekeeping.ts';
import type { Sync, SyncOptions } from './live-documents.ts';
import { createMetrics } from './metrics.ts';
import { Rights } from './rights.ts';
import { Sessions } from './sessions.ts';

export type Assembled = { sync: Sync; door: Door; housekeeping: Housekeeping };

/** The parts of the sync engine, tied together. */
export const assembleSync = (options: SyncOptions): Assembled => {
  const { journal, log, limits } = options;
  const observed = {
    rooms: () => engine.roomCount,
    connections: () => door.connections.size,
    unacknowledgedMilliseconds: () => journal.age,
    weights: () => [...engine.rooms].map(({ documentId, size }) => ({ documentId, weight: size.weight })),
  };
  const metrics = createMetrics(options.metrics, observed);
  const { documentBytes, bytesPerSecond } = limits;
  const asking = options.asking ?? new Asking();
  const exchange = options.nodes?.isShared
    ? new Exchange({
        nodes: options.nodes,
        engine: () => engine,
        journal,
        log,
        knowsRights: () => options.knowsRights?.() ?? true,
        onWrittenElsewhere: (documentId) => options.onWrittenElsewhere?.(documentId),
      })
    : null;
  const engine: Engine = new Engine({
    journal,
    documentBytes,
    bytesPerSecond,
    log,
    metrics,
    now: options.now ?? Date.now,
    asking,
    sharing: exchange,
    ...(options.onWritten && { onWritten: (documentId, authorIds) => options.onWritten?.(documentId, authorIds) }),
  });
  const sessions = new Sessions({ engine, limits, log, metrics });
  const rights = new Rights(options, sessions);
  const door = new Door(options, { engine, sessions, rights, metrics, asking });
  const housekeeping = new Housekeeping({ engine, sessions, rights, connections: door.connections, log });
  const sync: Sync = {
    documents: createDocuments({ engine, door, rights, housekeeping, documentBytes, exchange, log, metrics }),
    handleUpgrade: (request, socket, head) => door.handleUpgrade(request, socket, head),
    isHealthy: () => journal.isHealthy(),
  };
  return { sync, door, housekeeping };
};

/**
 * Makes the sync engine over a journal that is open. The caller closes the documents, then the journal, then the store.
 */
export const createSync = (options: SyncOptions): Sync => assembleSync(options).sync;
