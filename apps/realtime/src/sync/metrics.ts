/** What the sync engine tells Prometheus. */
import { Counter, Gauge, Histogram, type Registry } from 'prom-client';

export type SyncMetrics = {
  refusals: Counter<'reason'>;
  /** bytes of frames received and sent: counted here with every message, and told when somebody asks */
  traffic: { in: number; out: number };
  appendSeconds: Histogram;
};

export type Observed = {
  rooms(): number;
  connections(): number;
  unacknowledgedMilliseconds(): number;
  /** bytes of state for each letter of text, of open documents; null where that is not known */
  weights(): { documentId: string; weight: number | null }[];
};

/** The heaviest are told; a metric for every document would be one for every day. */
const mostWeights = 50;

export const createMetrics = (registry: Registry, observed: Observed): SyncMetrics => {
  const registers = [registry];
  const gauge = (name: string, help: string, read: () => number): Gauge =>
    new Gauge({
      name,
      help,
      registers,
      collect() {
        this.set(read());
      },
    });
  gauge('samsyn_sync_rooms', 'Open documents', () => observed.rooms());
  gauge('samsyn_sync_connections', 'Open sync connections', () => observed.connections());
  gauge(
    'samsyn_sync_oldest_unacknowledged_seconds',
    'Age of the oldest edit that is not durable',
    () => observed.unacknowledgedMilliseconds() / 1000,
  );
  new Gauge({
    name: 'samsyn_sync_state_to_text_ratio',
    help: 'Bytes of state for each letter of text, of the heaviest open documents',
    labelNames: ['document'],
    registers,
    collect() {
      this.reset();
      const known = observed
        .weights()
        .flatMap(({ documentId, weight }) => (weight === null ? [] : [{ documentId, weight }]));
      for (const { documentId, weight } of known.toSorted((a, b) => b.weight - a.weight).slice(0, mostWeights)) {
        this.set({ document: documentId }, weight);
      }
    },
  });
  const traffic = { in: 0, out: 0 };
  const counted = (name: string, help: string, read: () => number): Counter =>
    new Counter({
      name,
      help,
      registers,
      collect() {
        this.reset();
        this.inc(read());
      },
    });
  counted('samsyn_sync_received_bytes_total', 'Bytes of sync frames received', () => traffic.in);
  counted('samsyn_sync_sent_bytes_total', 'Bytes of sync frames sent', () => traffic.out);
  return {
    refusals: new Counter({
      name: 'samsyn_sync_refusals_total',
      help: 'Messages and connections that were refused, by reason',
      labelNames: ['reason'],
      registers,
    }),
    traffic,
    appendSeconds: new Histogram({
      name: 'samsyn_sync_append_seconds',
      help: 'How long the database takes for one batch of the journal',
      buckets: [0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5],
      registers,
    }),
  };
};
