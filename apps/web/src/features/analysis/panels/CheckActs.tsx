import { useText } from '../../../text/index.ts';
import { type EditorRef, useInText } from '../../seminar/room/useInText.ts';
import { useAnalysisText } from '../text/index.ts';
import type { Where } from '../useWhere.ts';
import styles from './Panels.module.css';

/** The way to a claim: in the draft when its words are there, and in its note when the account may read it. */
export const ClaimActs = ({
  claimId,
  block,
  where,
  editor,
}: {
  claimId: string | undefined;
  /** a block of the draft, when it is known already */
  block?: string | undefined;
  where: Where;
  editor: EditorRef;
}) => {
  const words = useAnalysisText().checks;
  const inText = useInText(editor);
  const shown = block ?? (claimId === undefined ? undefined : where.inDraft(claimId));
  const note = claimId === undefined ? undefined : where.claimInNote(claimId);
  if (shown === undefined && note === undefined) return null;
  return (
    <div className={styles.acts}>
      {shown !== undefined && (
        <button type="button" className={styles.textLink} onClick={() => inText((text) => text.showBlock(shown))}>
          {words.show}
        </button>
      )}
      {note !== undefined && <a href={note}>{words.openNote}</a>}
    </div>
  );
};

export const NoteActs = ({ href }: { href: string | undefined }) => {
  const words = useAnalysisText().checks;
  if (href === undefined) return null;
  return (
    <div className={styles.acts}>
      <a href={href}>{words.openNote}</a>
    </div>
  );
};

/** One end of a proposed link, in the claim's own words. */
export const LinkedClaim = ({ label, claimId, where }: { label: string; claimId: string; where: Where }) => {
  const text = useText();
  const words = useAnalysisText().checks;
  const claim = where.claim(claimId);
  return (
    <p>
      <small>
        {label}
        {claim && ` · ${text.kinds[claim.kind]}`}
      </small>
      {claim === undefined ? words.elsewhere : <q>{claim.text}</q>}
    </p>
  );
};
