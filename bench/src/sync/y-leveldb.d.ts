/** Its own types are where its `exports` do not let them be found. */
declare module 'y-leveldb' {
  export class LeveldbPersistence {
    constructor(folder: string);
    storeUpdate(documentName: string, update: Uint8Array): Promise<number>;
    destroy(): Promise<void>;
  }
}
