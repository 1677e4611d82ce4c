/** A block as the draft should hold it. */
import { type DocNode, heading } from '@samsyn/document';
import type { BlockRole } from '../refresh/memory.ts';
import type { SourceRef } from '../types.ts';

export type Wanted = {
  key: string;
  role: BlockRole;
  /** key of the heading that it belongs under; its own for a heading */
  part: string;
  /** key of the quotation that it stands under in its part */
  lead?: string;
  /** without key; claims carry the id that others cite them by, what else needs one gets it when it is put in */
  node: DocNode;
  sources: SourceRef[];
};

export const wantedHeading = (key: string, level: 2 | 3, title: string): Wanted => ({
  key,
  role: 'heading',
  part: key,
  node: heading(level, title),
  sources: [],
});

/** @returns the heading and what stands under it; nothing when nothing does. */
export const underHeading = (top: Wanted, blocks: readonly Wanted[]): Wanted[] =>
  blocks.length === 0 ? [] : [top, ...blocks];
