/** The list of accounts among what has been read; a change makes it be read again. */
export const accountsKey = ['admin', 'accounts'] as const;
