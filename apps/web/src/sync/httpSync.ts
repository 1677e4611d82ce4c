/** Sync without websockets: the same updates over plain HTTP. */
import * as Y from 'yjs';
import { schemaVersion, takeIn } from '@samsyn/document';
import { ProblemError, NetworkError, readProblem } from '../api/problem.ts';

export type HttpSync = {
  /** Takes in what this document lacks. */
  pull: (doc: Y.Doc, origin: unknown) => Promise<void>;
  /** Gives an update; resolves when it is durable. `outlives`: it is sent also when the page is closed meanwhile. */
  push: (update: Uint8Array, outlives?: boolean) => Promise<void>;
};

/** What a browser still sends for a page that is gone (64 KiB in all). In bytes. */
const mostOutliving = 60_000;

const base64Url = (bytes: Uint8Array): string => {
  let binary = '';
  for (const byte of bytes) binary += String.fromCodePoint(byte);
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
};

/** As ArrayBuffer: what fetch takes as a body. */
const bodyOf = (update: Uint8Array): ArrayBuffer => {
  const copy = new ArrayBuffer(update.byteLength);
  new Uint8Array(copy).set(update);
  return copy;
};

const ask = async (url: string, init: RequestInit): Promise<Response> => {
  let response: Response;
  try {
    response = await fetch(url, init);
  } catch (error) {
    throw new NetworkError(url, { cause: error });
  }
  if (!response.ok) throw await readProblem(response);
  return response;
};

/** A longer address is nobody's: a document that a thousand pages have written in is fetched whole. Letters. */
const longestVector = 6000;

/**
 * @param accountId of the page: whoever has signed in since is not sent for
 * @param clientId under which this document writes: the account's from the first update on
 */
export const httpSync = (documentId: string, accountId: string, epoch: number, clientId: number): HttpSync => {
  const path = `/api/documents/${encodeURIComponent(documentId)}/updates`;
  const held = `account=${encodeURIComponent(accountId)}&epoch=${epoch}&schema=${schemaVersion}`;
  return {
    pull: async (doc, origin) => {
      const vector = base64Url(Y.encodeStateVector(doc));
      const since = vector.length > longestVector ? '' : `sv=${vector}&`;
      const response = await ask(`${path}?${since}${held}`, { cache: 'no-store' });
      const bytes = new Uint8Array(await response.arrayBuffer());
      if (bytes.byteLength > 0) takeIn(doc, [bytes], origin);
    },
    push: async (update, outlives = false) => {
      await ask(`${path}?${held}&client=${clientId}`, {
        method: 'POST',
        headers: { 'content-type': 'application/octet-stream' },
        body: bodyOf(update),
        keepalive: outlives && update.byteLength <= mostOutliving,
      });
    },
  };
};

/** @returns how long the server asks to be left alone. In milliseconds. */
export const pauseAfter = (error: unknown): number =>
  error instanceof ProblemError && error.retryAfter !== null ? error.retryAfter * 1000 : 0;

/** Whether the server said that it will not take this, however often it is sent. */
export const isRefusal = (error: unknown): error is ProblemError =>
  error instanceof ProblemError &&
  error.status >= 400 &&
  error.status < 500 &&
  error.status !== 429 &&
  error.status !== 408;
