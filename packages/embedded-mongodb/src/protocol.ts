/** What the worker is started with. */
export type WorkerOptions = {
  dir: string;
  port: number | undefined;
  secret: string | undefined;
  maxBytes: number | undefined;
};

/** What the worker tells the thread that started it. */
export type FromWorker =
  | { kind: 'listening'; address: string }
  | { kind: 'closed' }
  | { kind: 'answer'; id: number; reply: Uint8Array }
  | { kind: 'locked'; holder: string }
  | { kind: 'damaged'; what: string }
  | { kind: 'failed'; message: string };

/** What the worker is told. */
export type ToWorker = { kind: 'close' } | { kind: 'command'; id: number; command: Uint8Array };
