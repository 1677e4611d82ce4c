import { cx, Sheet, ToolbarButton } from '@samsyn/ui';
import { type ReactNode, useEffect, useState } from 'react';
import styles from './Room.module.css';
import { useEditorText } from './text/index.ts';
import { narrow, useMedia } from './useMedia.ts';

export type Rail = {
  label: string;
  /** the word on its button where it is a sheet */ short: string;
  content: ReactNode;
};

/** How much of the window's foot a phone's keyboard covers, so that the toolbar stays above it. */
const useKeyboardInset = (): void => {
  useEffect(() => {
    const { visualViewport } = globalThis;
    if (visualViewport === null || visualViewport === undefined) return undefined;
    const follow = (): void => {
      const covered = Math.max(0, innerHeight - visualViewport.height - visualViewport.offsetTop);
      document.documentElement.style.setProperty('--keyboard', `${Math.round(covered)}px`);
    };
    visualViewport.addEventListener('resize', follow);
    visualViewport.addEventListener('scroll', follow);
    return () => {
      visualViewport.removeEventListener('resize', follow);
      visualViewport.removeEventListener('scroll', follow);
      document.documentElement.style.removeProperty('--keyboard');
    };
  }, []);
};

/**
 * One head, then rail, paper, rail. On a narrow window the rails are sheets from below, opened from buttons beside the
 * tools; on a phone the tools stand at the foot.
 */
export const Room = ({
  head,
  strip,
  left,
  right,
  tools,
  children,
}: {
  head: ReactNode;
  /** a thin line of progress under the head, on phones */
  strip?: ReactNode;
  left?: Rail | undefined;
  right?: Rail | undefined;
  /** the toolbar; gets the buttons of the rails where they are sheets */
  tools: (extra: ReactNode) => ReactNode;
  children: ReactNode;
}) => {
  const words = useEditorText();
  const isNarrow = useMedia(narrow);
  const [open, setOpen] = useState<'left' | 'right'>();
  useKeyboardInset();
  const rails = { left, right };
  const shown = open === undefined ? undefined : rails[open];
  const buttons = isNarrow && (
    <span className={styles.buttons}>
      {(['left', 'right'] as const).map((side) => {
        const rail = rails[side];
        return rail === undefined ? null : (
          <ToolbarButton key={side} onPress={() => setOpen(side)}>
            {rail.short}
          </ToolbarButton>
        );
      })}
    </span>
  );
  return (
    <div className={styles.frame}>
      <div data-region="head" className={styles.head}>
        {head}
        {strip !== undefined && <div className={styles.strip}>{strip}</div>}
      </div>
      <div className={cx(styles.room, left === undefined && styles.noLeft, right === undefined && styles.noRight)}>
        {!isNarrow && left !== undefined && (
          <aside className={styles.left} aria-label={left.label} data-region="left">
            {left.content}
          </aside>
        )}
        <div className={styles.desk} data-region="text">
          <div className={styles.tools}>{tools(buttons)}</div>
          <div className={styles.scroll}>{children}</div>
        </div>
        {!isNarrow && right !== undefined && (
          <aside className={styles.right} aria-label={right.label} data-region="right">
            {right.content}
          </aside>
        )}
      </div>
      {isNarrow && shown !== undefined && (
        <Sheet title={shown.label} isOpen onClose={() => setOpen(undefined)} closeLabel={words.room.closePanel}>
          {shown.content}
        </Sheet>
      )}
    </div>
  );
};
