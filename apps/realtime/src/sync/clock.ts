/** Milliseconds since 1970. What waits for minutes goes by it, so that it can be put forward. */
export type Clock = () => number;
