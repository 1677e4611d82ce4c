/** What the pages of a seminar and of an analysis ask of the editor (CoEditor.tsx), and nothing more. */
import type { AreaRef, CitationTarget, ClaimKind } from '@samsyn/domain';
import type { ReactNode, Ref } from 'react';

/** The one truthful word beside the title. */
export type SaveStatus = 'saved' | 'onDevice' | 'unsaved' | 'connecting' | 'readOnly';

/** The seminar's note is locked, or the analysis is finalised. */
export type Closed = 'locked' | 'finalised';

export type Cited = { targetType: CitationTarget; targetId: string };

/** Someone else who has the document open. */
export type PersonHere = { id: string; name: string; color: string };

/** A claim that stands in the text now, with words in it. */
export type ClaimHere = {
  id: string;
  kind: ClaimKind;
  /** whether the red thread is broken at it */
  isBroken: boolean;
};

export type CoEditorHandle = {
  focus(): void;
  /** Scrolls to the block with this id, marks it for a moment; false when it is not there. */
  showBlock(blockId: string): boolean;
  /** Puts a citation where the caret is (at the end of the claim it is in). */
  cite(target: Cited): void;
  /**
   * Puts a new claim after the block where the caret is, or where one looks for it (acts/place.ts), marks it for a moment, and
   * puts the caret in it. Null when nobody may write; else under which heading it stands.
   */
  addClaim(claim: {
    kind: ClaimKind;
    priorityArea?: string | null;
    cites?: Cited[];
    text?: string;
  }): { heading: string | null } | null;
};

export type CoEditorProps = {
  documentId: string;
  /** accessible name of the text */
  label: string;
  priorityAreas: readonly AreaRef[];
  ref?: Ref<CoEditorHandle>;
  /** Changes when what this account may write may have changed (the seminar's or analysis's state): it is asked for again. */
  rightsKey?: string | undefined;
  /** Why nobody writes in it any more, where the page knows. */
  closed?: Closed | undefined;
  /** What stands above a block of a report, by its id: where it comes from. */
  blockLabels?: ReadonlyMap<string, string> | undefined;
  /** Stands on the phone's row of tools, after them: the buttons of what is a rail on wider windows. */
  extraTools?: ReactNode;
  /** the word, and whether the account may write */
  onStatus?: (status: SaveStatus) => void;
  onPeople?: (people: readonly PersonHere[]) => void;
  /** id of the block (claim before paragraph) where the caret is */
  onBlock?: (blockId: string | null) => void;
  /** headings in reading order, for a list of contents */
  onContents?: (headings: readonly { id: string; level: number; text: string }[]) => void;
  onClaims?: (claims: readonly ClaimHere[]) => void;
};
