/**
 * Where the last letter of a writer stands the next may stand too, so whoever remembers where that was can judge the next
 * without looking into the document.
 */
import type { Piece } from '@samsyn/models';
import type { Id, Scan } from './scan.ts';

/** Where a client's text ends: a piece with this clock and this neighbour on its right continues it. */
export type Tail = { client: number; clock: number; right: Id | null };

/** @returns where text goes on after an update that was judged, when it is one client's and ends in text. */
export const tailOf = ({ sections }: Scan): Tail | null => {
  const [section, ...others] = sections;
  const last = section?.structs.at(-1);
  if (!section || !last || others.length > 0) return null;
  if (last.content.kind !== 'string' || last.holder?.kind !== 'text' || last.sub !== null) return null;
  return { client: section.client, clock: section.end, right: last.right };
};

/** @returns whether the piece goes on where the tail ends. */
export const continues = (piece: Piece, tail: Tail): boolean =>
  piece.clock === tail.clock && piece.right?.client === tail.right?.client && piece.right?.clock === tail.right?.clock;
