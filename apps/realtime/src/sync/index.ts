export { createSync } from './sync.ts';
export * from './live-documents.ts';
export { HistoryExists, HistoryMissing } from '@samsyn/models';
