import { announce, SaveWord } from '@samsyn/ui';
import { useEffect, useRef } from 'react';
import type { SaveStatus } from './contract.ts';
import { useEditorText } from './text/index.ts';

/** The word beside the title, at every width; read out once when it changes. */
export const SavedWord = ({ status }: { status: SaveStatus }) => {
  const words = useEditorText();
  const said = useRef<SaveStatus>('saved');
  useEffect(() => {
    if (status === 'connecting' || status === said.current) return;
    if (status === 'unsaved') announce(words.notSavedLong, 'assertive');
    if (status === 'onDevice') announce(words.onDeviceLong);
    if (status === 'saved' && said.current !== 'readOnly') announce(words.savedAgain);
    said.current = status;
  }, [status, words]);
  if (status === 'saved') return <SaveWord tone="ok">{words.saved}</SaveWord>;
  if (status === 'onDevice') return <SaveWord tone="warn">{words.onDevice}</SaveWord>;
  return status === 'unsaved' ? <SaveWord tone="error">{words.notSaved}</SaveWord> : null;
};
