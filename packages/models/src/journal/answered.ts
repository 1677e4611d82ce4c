/** A limit to how long the database is waited for. */

/** Longest that one try may take; rows carry their ids, so the next try does no harm. Milliseconds. */
const tryTime = 15_000;

/** @throws when the database has not answered in time: a connection that hangs must not stop the journal for ever. */
export const answered = async <T>(work: Promise<T>, milliseconds = tryTime): Promise<T> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`The database has not answered for ${milliseconds} ms`)), milliseconds);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
};
