/** Where a new claim goes when there is no caret to put it at. */
import { noteTemplateWords } from '@samsyn/document';
import type { ClaimKind } from '@samsyn/domain';
import type { Node } from '@tiptap/pm/model';
import type { Target } from '../labels.ts';

type Block = { node: Node; pos: number };

const blocksOf = (doc: Node): Block[] => {
  const blocks: Block[] = [];
  doc.forEach((node, pos) => blocks.push({ node, pos }));
  return blocks;
};

const isHeading = ({ node }: Block): boolean => node.type.name === 'heading';
const endOf = ({ node, pos }: Block): number => pos + node.nodeSize;

const citesOneOf = (claim: Node, targets: readonly Target[]): boolean => {
  let isFound = false;
  claim.descendants((node) => {
    isFound ||= node.type.name === 'citation' && targets.some(({ targetId }) => targetId === node.attrs['targetId']);
    return !isFound;
  });
  return isFound;
};

/** The blocks up to the next heading after the first that fits. */
const sectionFrom = (blocks: readonly Block[], first: Block): Block[] => {
  const rest = blocks.slice(blocks.indexOf(first));
  const next = rest.findIndex(isHeading);
  return next < 0 ? rest : rest.slice(0, next);
};

const isEffect = ({ node }: Block): boolean => node.type.name === 'claim' && node.attrs['kind'] === 'effect';
const isFollowUp = (block: Block): boolean =>
  isHeading(block) && block.node.textContent.trim() === noteTemplateWords.previousRound;

/**
 * What follows up last round's actions is said in one place: an effect goes under the last one of the same action, else
 * under the last of the section where effects are first told, else under the template's heading for the follow-up.
 * Any other claim goes to the end of the text.
 */
export const placeFor = (doc: Node, kind: ClaimKind, cites: readonly Target[]): number => {
  if (kind !== 'effect') return doc.content.size;
  const blocks = blocksOf(doc);
  const same = blocks.findLast((block) => isEffect(block) && citesOneOf(block.node, cites));
  if (same !== undefined) return endOf(same);
  const first = blocks.find(isEffect);
  const last = first && sectionFrom(blocks, first).findLast(isEffect);
  const under = last ?? blocks.find(isFollowUp);
  return under === undefined ? doc.content.size : endOf(under);
};

/** @returns the words of the nearest heading above a place; null when there is none, or it is empty */
export const headingAbove = (doc: Node, pos: number): string | null => {
  const heading = blocksOf(doc).findLast((block) => block.pos < pos && isHeading(block));
  return heading?.node.textContent.trim() || null;
};
