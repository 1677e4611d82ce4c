type Waiting<T> = { resolve: (answer: T) => void; reject: (error: unknown) => void };

/** Answers of another thread that are waited for, by the numbers of their questions. */
export class Pending<T> {
  private readonly waiting = new Map<number, Waiting<T>>();
  private lastId = 0;

  get size(): number {
    return this.waiting.size;
  }

  /** A question, and its answer to come. */
  open(): { id: number; answer: Promise<T> } {
    const id = (this.lastId += 1);
    const answer = new Promise<T>((resolve, reject) => this.waiting.set(id, { resolve, reject }));
    return { id, answer };
  }

  /** An answer that nobody waits for any more is for nobody. */
  resolve(id: number, answer: T): void {
    this.take(id)?.resolve(answer);
  }

  reject(id: number, error: unknown): void {
    this.take(id)?.reject(error);
  }

  rejectAll(error: unknown): void {
    const waiting = [...this.waiting.values()];
    this.waiting.clear();
    for (const { reject } of waiting) reject(error);
  }

  private take(id: number): Waiting<T> | undefined {
    const waiting = this.waiting.get(id);
    this.waiting.delete(id);
    return waiting;
  }
}
