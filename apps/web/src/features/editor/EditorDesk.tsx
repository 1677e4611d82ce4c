import { cx, Skeleton } from '@samsyn/ui';
import { memo, type ReactNode, useDeferredValue, useEffect, useRef } from 'react';
import type { DocumentSession, SessionSnapshot } from '../../sync/index.ts';
import type { Closed } from './contract.ts';
import styles from './EditorDesk.module.css';
import { EditorOverlays } from './EditorOverlays.tsx';
import './prose.css';
import './claims.css';
import './inline.css';
import { KindSprite } from './KindSprite.tsx';
import { TextHolder } from './TextHolder.tsx';
import { SessionNotices } from './SessionNotices.tsx';
import { useEditorText } from './text/index.ts';
import type { DocumentEditor } from './useDocumentEditor.ts';

/** The paper with the text on it. `above` stands on the paper before the text. */
const Desk = ({
  document,
  session,
  snapshot,
  closed,
  above,
  variant = 'note',
}: {
  document: DocumentEditor;
  session: DocumentSession;
  snapshot: SessionSnapshot;
  closed: Closed | undefined;
  above?: ReactNode;
  /** note: kinds and thread in the margin. analysis: a report's page */
  variant?: 'note' | 'analysis';
}) => {
  const words = useEditorText();
  const { editor } = document;
  const { state } = snapshot;
  const isShown = state.kind !== 'opening';
  // Nothing lies over a text that is not on the screen yet.
  const isRead = useDeferredValue(isShown);
  const layer = useRef<HTMLDivElement>(null);
  const { initials } = document;
  useEffect(() => {
    if (isShown) initials.standOn(layer.current);
    return () => initials.standOn(null);
  }, [initials, isShown]);
  return (
    <>
      <KindSprite />
      <SessionNotices session={session} snapshot={snapshot} closed={closed} />
      <article className={cx(styles.sheet, variant === 'analysis' && styles.analysis)}>
        {above}
        {!isShown ? (
          <div className={styles.waiting}>
            <Skeleton label={words.opening} lines={8} />
            {state.kind === 'opening' && state.isSlow && <p>{words.slow}</p>}
          </div>
        ) : (
          <div className={styles.text}>
            <TextHolder editor={editor} />
            <div ref={layer} aria-hidden="true" />
          </div>
        )}
      </article>
      {editor !== null && isShown && isRead && <EditorOverlays document={document} editor={editor} />}
    </>
  );
};

export const EditorDesk = memo(Desk);
