import { claimKinds } from '@samsyn/domain';
import type { Editor } from '@tiptap/core';
import { summarise } from '../editor/chain/chain.ts';
import { chainOf } from '../editor/chain/chainPlugin.ts';
import { goToBlock } from '../editor/goToBlock.ts';
import { useEditorTick } from '../editor/useTick.ts';
import styles from './Seminar.module.css';
import { useSeminarText } from './text/index.ts';

/** How far the chain has come, and the way to where it is broken. */
export const ChainSummary = ({ editor }: { editor: Editor }) => {
  const { chain: words } = useSeminarText();
  useEditorTick(editor);
  const { claims, threads } = chainOf(editor.state);
  const { counts, breaks } = summarise(claims, threads);
  const told = claimKinds.flatMap((kind) => {
    const count = counts.get(kind);
    return count === undefined ? [] : [words.count[kind](count)];
  });
  const next = (): void => {
    const { from } = editor.state.selection;
    const broken = claims.filter((claim) => threads.get(claim.id)?.missing != null);
    const target = broken.find((claim) => claim.pos > from) ?? broken[0];
    if (target !== undefined) goToBlock(editor, target.id);
  };
  return (
    <section className={styles.chain}>
      <h2 className={styles.over}>{words.title}</h2>
      {told.length === 0 ? (
        <p>{words.none}</p>
      ) : (
        <>
          <p>{told.join(', ')}</p>
          {breaks === 0 ? (
            <p>{words.whole}</p>
          ) : (
            <button type="button" className={styles.breaks} onClick={next} title={words.next}>
              {words.breaks(breaks)}
            </button>
          )}
        </>
      )}
    </section>
  );
};
