/** Waiting no longer than one has patience for. */

/** Something did not answer in time. */
export class TooLate extends Error {
  override name = 'TooLate';
}

/** @throws TooLate when the work is not done within so many milliseconds; it goes on, and nobody hears of it. */
export const within = async <T>(milliseconds: number, work: Promise<T>): Promise<T> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new TooLate(`Not done within ${milliseconds} ms`)), milliseconds);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
};
