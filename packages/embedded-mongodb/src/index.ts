export { backupStore, restoreStore } from './backup.ts';
export { BackupError, StoreDamagedError, StoreLockedError } from './errors.ts';
export { startEmbeddedStore } from './host.ts';
export type { EmbeddedStore, EmbeddedStoreOptions } from './host.ts';
