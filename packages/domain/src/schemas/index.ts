export * from './common.ts';
export * from './bodies.ts';
