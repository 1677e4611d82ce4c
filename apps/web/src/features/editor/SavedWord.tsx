import { announce, SaveWord } from '@samsyn/ui';
import { useEffect, useRef } from 'react';
import type { SaveStatus } from './contract.ts';
import { useEditorText } from './text/index.ts';

/** The word beside the title, at every width; read out once when it changes. */
export const SavedWord = ({ status }: { status: SaveStatus }) => {
  const words = useEditorText();
  const wasUnsaved = useRef(false);
  useEffect(() => {
    if (status === 'unsaved' && !wasUnsaved.current) announce(words.notSavedLong, 'assertive');
    if (status === 'saved' && wasUnsaved.current) announce(words.savedAgain);
    if (status !== 'connecting') wasUnsaved.current = status === 'unsaved';
  }, [status, words]);
  if (status === 'saved') return <SaveWord tone="ok">{words.saved}</SaveWord>;
  return status === 'unsaved' ? <SaveWord tone="error">{words.notSaved}</SaveWord> : null;
};
