/** A WebSocket that tells what is sent through it: the provider has no hook for that. */
import { decodeMessage } from '@samsyn/document';

export type Watch = {
  /** The largest frame that goes this way, in bytes; larger changes are given to `tooLarge` instead. */
  largest: () => number;
  sent: (kind: 'step2' | 'update') => void;
  tooLarge: (update: Uint8Array) => void;
};

const syncType = 0;
const step1 = 0;

const bytesOf = (data: unknown): Uint8Array | null => {
  if (data instanceof Uint8Array) return data;
  return data instanceof ArrayBuffer ? new Uint8Array(data) : null;
};

/** @returns a WebSocket class for the provider that reports to `watch`. */
export const watchedSocket = (watch: Watch): typeof WebSocket =>
  class extends WebSocket {
    override send(data: Parameters<WebSocket['send']>[0]): void {
      const bytes = bytesOf(data);
      if (bytes === null || bytes[0] !== syncType || bytes[1] === step1) return super.send(data);
      const message = decodeMessage(bytes);
      if (message.type !== 'syncStep2' && message.type !== 'update') return super.send(data);
      if (bytes.byteLength > watch.largest()) return watch.tooLarge(message.update);
      super.send(data);
      watch.sent(message.type === 'syncStep2' ? 'step2' : 'update');
    }
  };
