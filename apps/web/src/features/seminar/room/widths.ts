/** Media queries: below the first the left rail is a sheet; below the other both are. */
export const mediumRoom = '(max-width: 1179.98px)';
export const smallRoom = '(max-width: 899.98px)';
