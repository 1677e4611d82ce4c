/** One at a time over all nodes: work on an analysis holds a lease in the database, and renews it while it lasts. */
import { isDuplicate, type Models, newObjectId } from '@samsyn/models';

/** A node that died lets go after this long. */
const leaseMilliseconds = 10_000;
const renewMilliseconds = 3_000;
const retryMilliseconds = 50;

const acquire = async (models: Models, id: string, holder: string): Promise<boolean> => {
  const now = Date.now();
  try {
    await models.leases.findOneAndUpdate(
      { _id: id, until: { $lt: new Date(now) } },
      { $set: { holder, until: new Date(now + leaseMilliseconds) } },
      { upsert: true },
    );
    return true;
  } catch (error) {
    if (isDuplicate(error)) return false;
    throw error;
  }
};

const wait = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));

/**
 * Runs the work while nobody else holds the lease; waits for whoever does.
 * @throws what `onBusy` makes, when the lease is not free within `patience` milliseconds
 */
export const withLease = async <T>(
  models: Models,
  id: string,
  patience: number,
  onBusy: () => Error,
  work: () => Promise<T>,
): Promise<T> => {
  const holder = newObjectId();
  const giveUpAt = Date.now() + patience;
  while (!(await acquire(models, id, holder))) {
    if (Date.now() >= giveUpAt) throw onBusy();
    await wait(retryMilliseconds);
  }
  const renewal = setInterval(() => {
    const until = new Date(Date.now() + leaseMilliseconds);
    // A renewal that fails is made good by the next; the work itself tells of a database that is away.
    models.leases.updateOne({ _id: id, holder }, { $set: { until } }).catch(() => {});
  }, renewMilliseconds);
  try {
    return await work();
  } finally {
    clearInterval(renewal);
    await models.leases.deleteOne({ _id: id, holder });
  }
};
