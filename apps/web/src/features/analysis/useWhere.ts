import type { Analysis, ClaimEntry, ProvenanceItem } from '@samsyn/domain';
import { useMemo } from 'react';
import { useYearSeminars, yearAway } from '../seminar/seminarQueries.ts';
import { useProvenance, useYearClaims } from './analysisQueries.ts';

/** Where claims and blocks of notes stand: in the draft, in a note that the account may read, or neither. */
export type Where = {
  /** the block of the draft that carries the claim's words */
  inDraft: (claimId: string) => string | undefined;
  /** the address of a block of a note; undefined when the document is no seminar's note of these years */
  inNote: (documentId: string, blockId: string) => string | undefined;
  claim: (claimId: string) => ClaimEntry | undefined;
  /** the address of a claim in its note */
  claimInNote: (claimId: string) => string | undefined;
  /** what a block of the draft is made of */
  provenance: (draftBlockId: string) => ProvenanceItem | undefined;
};

export const useWhere = (analysis: Analysis): Where => {
  const provenance = useProvenance(analysis.id).data;
  const claims = useYearClaims(analysis.schoolYear).data;
  const seminars = useYearSeminars(analysis.schoolYear).data;
  const earlier = useYearSeminars(yearAway(analysis.schoolYear, -1)).data;
  return useMemo(() => {
    const blocks = new Map((provenance ?? []).map((item) => [item.draftBlockId, item]));
    const carriers = new Map(
      (provenance ?? []).flatMap((item) => item.sources.map((source) => [source.blockId, item.draftBlockId] as const)),
    );
    const known = new Map((claims ?? []).map((claim) => [claim.id, claim]));
    const notes = new Map([...(earlier ?? []), ...(seminars ?? [])].map((one) => [one.documentId, one.id]));
    const inNote: Where['inNote'] = (documentId, blockId) => {
      const seminarId = notes.get(documentId);
      return seminarId === undefined ? undefined : `/seminarier/${seminarId}#${blockId}`;
    };
    return {
      inDraft: (claimId) => carriers.get(claimId),
      inNote,
      claim: (claimId) => known.get(claimId),
      claimInNote: (claimId) => {
        const claim = known.get(claimId);
        return claim && inNote(claim.documentId, claimId);
      },
      provenance: (draftBlockId) => blocks.get(draftBlockId),
    };
  }, [provenance, claims, seminars, earlier]);
};
