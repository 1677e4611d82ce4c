export type * from './analysis.ts';
export type * from './authority.ts';
export { newObjectId } from './common.ts';
export type * from './document.ts';
export type * from './evidence.ts';
export type * from './notice.ts';
export type * from './pages.ts';
export type * from './people.ts';
export type * from './seminar.ts';
