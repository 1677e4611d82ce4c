export * from './agenda.ts';
export type * from './api.ts';
export * from './people.ts';
export * from './policies.ts';
export type * from './problems.ts';
export * from './realtime.ts';
export * from './retention.ts';
export * from './states.ts';
export * from './vocabulary.ts';
