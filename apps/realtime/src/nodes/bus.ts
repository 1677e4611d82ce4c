/**
 * What carries messages between the nodes of one installation. Every other node that is there hears them, each node's in
 * order. One may be lost: the nodes find that out by themselves (nodes.ts), so a bus promises nothing.
 */
export type Bus = {
  /** @throws when it cannot be reached at the start; afterwards it comes back by itself. */
  open(hears: { message: (message: Uint8Array) => void; state: (isUp: boolean) => void }): Promise<void>;
  /** Says it to all others; into the void while the bus is away. */
  send(message: Uint8Array): void;
  /**
   * Runs a script, at once for all nodes, on numbers that they share; keys are the installation's own. What it counts is gone
   * when the bus is begun anew. @throws while the bus is away
   */
  evaluate(script: string, keys: readonly string[], args: readonly string[]): Promise<unknown>;
  close(): Promise<void>;
};
