/**
 * Answers that are remembered for a moment: a page that is opened asks for its session and its document half a dozen times
 * in a second, and a school that comes back does so hundreds of times. What may have changed is forgotten by `forget`,
 * before anybody is told of the change; only found things are remembered.
 */
const most = 5000;

export class Remembered<T> {
  readonly #milliseconds: number;
  #answers = new Map<string, { answer: Promise<T | null>; at: number }>();

  /** @param milliseconds 0: nothing is remembered */
  constructor(milliseconds: number) {
    this.#milliseconds = milliseconds;
  }

  /** @returns what `find` answers now, or answered a moment ago. */
  ask(key: string, find: () => Promise<T | null>): Promise<T | null> {
    if (this.#milliseconds === 0) return find();
    const known = this.#answers.get(key);
    const now = performance.now();
    if (known && now - known.at < this.#milliseconds) return known.answer;
    if (this.#answers.size >= most) this.forget();
    const answer = find();
    this.#answers.set(key, { answer, at: now });
    const drop = (): void => {
      if (this.#answers.get(key)?.answer === answer) this.#answers.delete(key);
    };
    answer.then((found) => {
      if (found === null) drop();
    }, drop);
    return answer;
  }

  forget(): void {
    this.#answers = new Map();
  }
}
