/** As much of a DOM element as reading pasted HTML needs: this package is used where there is no DOM, too. */
export type ReadElement = { getAttribute: (name: string) => string | null };
