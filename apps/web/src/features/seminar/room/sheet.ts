import { createContext, use } from 'react';

/** Closes the sheet that the content stands in, if it stands in one, and then does something in the text. */
export type LeaveSheet = (act: () => void) => void;

export const SheetContext = createContext<LeaveSheet>((act) => act());

/** For acts that lead into the text: on a small screen the sheet goes away first, and focus with it. */
export const useLeaveSheet = (): LeaveSheet => use(SheetContext);
