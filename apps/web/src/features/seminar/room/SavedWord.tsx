import { announce, SaveWord } from '@samsyn/ui';
import { useEffect, useRef } from 'react';
import type { SaveStatus } from '../../editor/contract.ts';
import { useSeminarText } from '../text/index.ts';

/** The one truthful word beside the title. Read out when it turns, never for each key. */
export const SavedWord = ({ status }: { status: SaveStatus | undefined }) => {
  const words = useSeminarText().save;
  const wasUnsaved = useRef(false);
  useEffect(() => {
    if (status === 'unsaved' && !wasUnsaved.current) announce(words.unsavedLong, 'assertive');
    if (status === 'saved' && wasUnsaved.current) announce(words.savedAgain);
    if (status !== 'connecting') wasUnsaved.current = status === 'unsaved';
  }, [status, words]);
  switch (status) {
    case undefined:
      return null;
    case 'saved':
      return <SaveWord tone="ok">{words.saved}</SaveWord>;
    case 'unsaved':
      return <SaveWord tone="error">{words.unsaved}</SaveWord>;
    case 'connecting':
      return <SaveWord tone="quiet">{words.connecting}</SaveWord>;
    case 'readOnly':
      return <SaveWord tone="quiet">{words.readOnly}</SaveWord>;
  }
};
