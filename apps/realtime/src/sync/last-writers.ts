/**
 * The clients that wrote last through this node. What people of other nodes take away of their words without having seen
 * them is put back here: it can only be words that were on their way, so who wrote long ago need not be known.
 */
const most = 2000;

export class LastWriters {
  readonly #clients = new Set<number>();

  add(clients: readonly number[]): void {
    for (const client of clients) {
      // Sets keep the order in which they were filled: the first is who wrote longest ago.
      this.#clients.delete(client);
      this.#clients.add(client);
    }
    for (const client of this.#clients) {
      if (this.#clients.size <= most) return;
      this.#clients.delete(client);
    }
  }

  has(client: number): boolean {
    return this.#clients.has(client);
  }
}
