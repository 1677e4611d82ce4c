/** Ending an upgrade that is not accepted. */
import type { Duplex } from 'node:stream';

/** How long who was turned away may take to hang up. Milliseconds. */
const patience = 1000;

/**
 * Answers and hangs up. The HTTP server leaves its sockets half open, and after an upgrade nobody looks after them: who
 * never hangs up is hung up on.
 */
export const endUpgrade = (socket: Duplex, statusLine: string, headers: readonly string[] = []): void => {
  // Who hangs up first is no news.
  socket.on('error', () => socket.destroy());
  const lines = [`HTTP/1.1 ${statusLine}`, 'X-Content-Type-Options: nosniff', ...headers, 'Connection: close'];
  socket.end(`${lines.join('\r\n')}\r\nContent-Length: 0\r\n\r\n`);
  setTimeout(() => socket.destroy(), patience).unref();
};
