export * from './connect.ts';
export * from './journal/index.ts';
export * from './records/index.ts';
export * from './journal/index.ts';
