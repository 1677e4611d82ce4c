export * from './claims.ts';
export * from './ids.ts';
export * from './messages.ts';
export * from './node.ts';
export * from './renumber.ts';
export * from './schema.ts';
export * from './templates.ts';
export * from './yjs.ts';
export { takeIn } from './takeIn.ts';
