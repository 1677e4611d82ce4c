/** Following a claim to what it rests on: the claims that it cites, and theirs, and the evidence of them all. */
import type { ClaimEntry, FigureBlock, Block, ReportModel } from '../model.ts';

const furthest = 3;

/** @returns the claims that this one follows from, nearest first, each once. */
export const claimsBehind = (model: ReportModel, claim: ClaimEntry): ClaimEntry[] => {
  const byId = new Map(model.claims.map((one) => [one.id, one]));
  const found = new Map<string, ClaimEntry>();
  let edge = [claim];
  for (let step = 0; step < furthest && edge.length > 0; step += 1) {
    edge = edge
      .flatMap((one) => one.claims.map((id) => byId.get(id)))
      .filter((one) => one !== undefined)
      .filter((one) => one.id !== claim.id && !found.has(one.id));
    for (const one of edge) found.set(one.id, one);
  }
  return [...found.values()];
};

/** @returns ids of the evidence that the claim cites, then of what it rests on. */
export const evidenceBehind = (model: ReportModel, claim: ClaimEntry): string[] => [
  ...new Set([claim, ...claimsBehind(model, claim)].flatMap((one) => one.evidence)),
];

export const figuresOf = (model: ReportModel): Map<string, FigureBlock> => {
  const found = new Map<string, FigureBlock>();
  const look = (blocks: readonly Block[]): void => {
    for (const block of blocks) if (block.type === 'figure') found.set(block.sourceId, block);
  };
  look(model.blocks);
  return found;
};
