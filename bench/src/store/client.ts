/** A client in a process of its own: the official driver, from so many connections at once. */
import { MongoClient } from 'mongodb';
import { type JournalRow, operations, type Rows, run } from './operations.ts';

/** `pace`: operations a second, all connections together; 0 for as fast as it goes. */
export type Task = { operation: string; connections: number; milliseconds: number; pace: number };
/** `cpu`: processor time, milliseconds. */
export type Done = { operations: number; milliseconds: number; cpu: number };

const [, , uri = '', collection = ''] = process.argv;
const client = await MongoClient.connect(uri, { maxPoolSize: 32 });
const rows: Rows = client.db().collection<JournalRow>(collection);

const isTask = (message: unknown): message is Task =>
  typeof message === 'object' && message !== null && 'operation' in message;

process.on('message', (message) => {
  const operation = isTask(message) && operations.find(({ what }) => what === message.operation);
  if (!operation || !isTask(message)) return void client.close().then(() => process.exit(0));
  const before = process.cpuUsage();
  void run(operation, rows, message).then(({ done, milliseconds }) => {
    const { user, system } = process.cpuUsage(before);
    const result: Done = { operations: done, milliseconds, cpu: (user + system) / 1000 };
    return process.send?.(result);
  });
});
process.on('disconnect', () => process.exit(1));
process.send?.('ready');
