import { announce, SaveWord } from '@samsyn/ui';
import { useEffect, useRef } from 'react';
import type { SessionState } from '../../sync/index.ts';
import { useEditorText } from './text/index.ts';

/** One of the three words beside the title, at every width; read out once when it changes. */
export const SavedWord = ({ state }: { state: SessionState }) => {
  const words = useEditorText();
  const isUnsaved = state.kind === 'open' ? state.saved === 'notSaved' : state.kind === 'ended' && state.holdsUnsent;
  const wasUnsaved = useRef(false);
  useEffect(() => {
    if (isUnsaved && !wasUnsaved.current) announce(words.notSavedLong, 'assertive');
    if (!isUnsaved && wasUnsaved.current) announce(words.savedAgain);
    wasUnsaved.current = isUnsaved;
  }, [isUnsaved, words]);
  if (state.kind === 'opening' || (state.kind === 'ended' && !state.holdsUnsent)) return null;
  return isUnsaved ? <SaveWord tone="error">{words.notSaved}</SaveWord> : <SaveWord tone="ok">{words.saved}</SaveWord>;
};
