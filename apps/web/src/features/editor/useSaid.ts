import { showToast } from '@samsyn/ui';
import { useLayoutEffect, useRef } from 'react';
import type { SessionSnapshot } from '../../sync/index.ts';
import { useEditorText } from './text/index.ts';

const isInText = (): boolean => document.activeElement?.closest('.ProseMirror') !== null;

/**
 * Says, to the eye and to the ear, that the text takes no more words: whoever writes looks at the keyboard or at the line,
 * and the notice stands above the text. Whoever is elsewhere (in the dialog that locks it) writes nothing: the notice is enough.
 */
export const useSaid = ({ state, copies }: SessionSnapshot, isEditable: boolean): void => {
  const words = useEditorText();
  // What an earlier page could not send was not refused now.
  const refused = copies.filter(({ code }) => code !== 'unsent').length;
  const before = useRef({ isEditable: false, refused });
  const isOpening = state.kind === 'opening';
  // Before the text is closed, which takes focus out of it.
  useLayoutEffect(() => {
    if (isOpening) return;
    const { isEditable: wasEditable, refused: had } = before.current;
    before.current = { isEditable, refused };
    const said = refused > had ? words.keptCopy : wasEditable && !isEditable && isInText() ? words.stopped : null;
    if (said === null) return;
    showToast(said, { tone: 'error' });
  }, [isOpening, isEditable, refused, words]);
};
