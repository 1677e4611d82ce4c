export * from './connect.ts';
export * from './records/index.ts';
