/** Milliseconds that something left open may hold up the end of a process. */
const patience = 5000;

/**
 * Ends the process as soon as it has nothing left to do: call it when everything is closed.
 *
 * Node's own `process.exit` waits for the engine's threads before it tells them that this is the end. One that compiles, and
 * needs memory, waits in turn for this thread to collect garbage, and both for ever (Node's issue 54918). A process that runs
 * out of work tells them first.
 */
export const endWith = (status: number): void => {
  process.exitCode = status;
  process.channel?.unref();
  setTimeout(() => process.exit(status), patience).unref();
};
