/** How analyses are shown. */
import {
  type Actor,
  type Analysis,
  type AnalysisEntry,
  analysisMoves,
  type DraftLists,
  findMove,
  isDraftOpen,
  may,
  mayRead,
  seesAnalysis,
} from '@samsyn/domain';
import type { AnalysisTransition } from '@samsyn/models';
import type { Seen } from './find.ts';

export const presentEntry = ({ analysis, version }: Seen): AnalysisEntry => ({
  id: analysis._id,
  number: analysis.number,
  state: version.state,
  documentId: version.documentId,
});

/** Moves of versions that the account does not see, and the opening of such, are not told. */
const toldTransitions = ({ analysis, version }: Seen): AnalysisTransition[] =>
  analysis.transitions.filter((one) => {
    const opened = findMove(analysisMoves, one.from, one.to)?.opensNewVersion ? one.version + 1 : one.version;
    return opened <= version.version;
  });

/** `lists` is left out for those who see the entry only. */
export const presentAnalysis = (
  actor: Actor,
  seen: Seen,
  lists: DraftLists | null,
  names: ReadonlyMap<string, string>,
): Analysis => {
  const { analysis, version, access, isLatest } = seen;
  const mayMove = isLatest && may(actor, 'moveAnalyses');
  return {
    ...presentEntry(seen),
    schoolYear: analysis.schoolYear,
    version: version.version,
    registryNumber: version.registryNumber,
    boardMeetingOn: version.boardMeetingOn,
    access,
    moves: mayMove ? analysisMoves.filter(({ from }) => from === version.state).map(({ to }) => to) : [],
    mayDraft: isLatest && may(actor, 'makeDrafts') && isDraftOpen(version.state),
    draftedAt: isLatest ? (analysis.draftedAt?.toISOString() ?? null) : null,
    versions: analysis.versions
      .filter(({ state }) => seesAnalysis(actor, state))
      .map(({ version: number, state, finalisedAt }) => ({
        version: number,
        state,
        finalisedAt: finalisedAt?.toISOString() ?? null,
      })),
    transitions: toldTransitions(seen).map(({ from, to, version: number, at, by, reason }) => ({
      from,
      to,
      version: number,
      at: at.toISOString(),
      by: by === null ? '' : (names.get(by) ?? ''),
      reason,
    })),
    ...(mayRead(access) && lists),
  };
};
