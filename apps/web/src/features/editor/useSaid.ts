import { announce, showToast } from '@samsyn/ui';
import { useEffect, useRef } from 'react';
import type { SessionSnapshot } from '../../sync/index.ts';
import { useEditorText } from './text/index.ts';

/**
 * Says, to the eye and to the ear, that the text takes no more words: whoever writes looks at the keyboard or at the line,
 * and the notice stands above the text.
 */
export const useSaid = ({ state, copies }: SessionSnapshot, isEditable: boolean): void => {
  const words = useEditorText();
  const before = useRef({ isEditable: false, copies: copies.length });
  const isOpening = state.kind === 'opening';
  useEffect(() => {
    if (isOpening) return;
    const { isEditable: wasEditable, copies: had } = before.current;
    before.current = { isEditable, copies: copies.length };
    const said = copies.length > had ? words.keptCopy : wasEditable && !isEditable ? words.stopped : null;
    if (said === null) return;
    announce(said, 'assertive');
    showToast(said);
  }, [isOpening, isEditable, copies.length, words]);
};
