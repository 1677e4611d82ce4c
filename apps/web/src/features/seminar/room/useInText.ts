import type { RefObject } from 'react';
import type { CoEditorHandle } from '../../editor/contract.ts';
import { useLeaveSheet } from './sheet.ts';

export type EditorRef = RefObject<CoEditorHandle | null>;

/** Does something in the text, after the sheet that it was asked for in is gone. */
export const useInText = (handle: EditorRef): ((act: (editor: CoEditorHandle) => void) => void) => {
  const leave = useLeaveSheet();
  return (act) =>
    leave(() => {
      if (handle.current !== null) act(handle.current);
    });
};
