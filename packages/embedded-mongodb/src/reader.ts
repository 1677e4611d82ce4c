import { parentPort, workerData } from 'node:worker_threads';
import { Clock } from './server/clock.ts';
import { Gate } from './server/auth.ts';
import { Cursors } from './server/cursors.ts';
import { Executor } from './server/executor.ts';
import type { Answered, Asked } from './server/longReads.ts';
import { Sessions } from './server/sessions.ts';
import { Store } from './storage/store.ts';
import { decode } from './values/bson.ts';

/** The thread of long reads: the store's commands over a connection that only reads, each at one committed moment. */

const { dir } = workerData as { dir: string };
const store = new Store(dir, { isReader: true });
const cursors = new Cursors();
const executor = new Executor({
  store,
  sessions: new Sessions(store),
  cursors,
  clock: new Clock(),
  address: '',
  startedAt: Date.now(),
});
const client = { id: 0, gate: new Gate(undefined) };

parentPort?.on('message', ({ id, name, command }: Asked) => {
  const request = { id, name, command: decode(command), reply: 'msg', isStream: false } as const;
  // It writes nothing, so that nothing has to be waited for.
  const reply = store.atOneMoment(() => executor.execute(request, client));
  void Promise.resolve(reply).then((pieces) => {
    const answered: Answered = { id, reply: Buffer.concat(pieces), open: cursors.count };
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
    parentPort?.postMessage(answered);
    return undefined;
  });
});
