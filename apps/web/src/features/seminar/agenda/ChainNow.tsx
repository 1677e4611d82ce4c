import { claimKinds } from '@samsyn/domain';
import { useRef } from 'react';
import type { ClaimHere } from '../../editor/contract.ts';
import { type EditorRef, useInText } from '../room/useInText.ts';
import { useSeminarText } from '../text/index.ts';
import styles from './Agenda.module.css';

/** What has been claimed so far, and where the thread is broken: each press leads to the next such place. */
export const ChainNow = ({ claims, editor }: { claims: readonly ClaimHere[]; editor: EditorRef }) => {
  const words = useSeminarText().chain;
  const inText = useInText(editor);
  const shown = useRef(-1);
  const broken = claims.filter((claim) => claim.isBroken);
  const counts = claimKinds
    .map((kind) => ({ kind, n: claims.filter((claim) => claim.kind === kind).length }))
    .filter(({ n }) => n > 0)
    .map(({ kind, n }) => words[kind](n));
  const showNext = (): void => {
    shown.current = (shown.current + 1) % broken.length;
    const claim = broken[shown.current];
    if (claim !== undefined) inText((text) => text.showBlock(claim.id));
  };
  return (
    <section className={styles.section} aria-labelledby="chain">
      <h2 id="chain" className={styles.title}>
        {words.title}
      </h2>
      <p className={styles.lines}>{claims.length === 0 ? words.none : counts.join(', ')}</p>
      {broken.length > 0 && (
        <button type="button" className={styles.brokenAct} onClick={showNext}>
          {words.broken(broken.length)}
        </button>
      )}
      {claims.length > 0 && broken.length === 0 && <p className={styles.quiet}>{words.whole}</p>}
    </section>
  );
};
