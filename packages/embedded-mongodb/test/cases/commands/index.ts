import type { CommandCase, Table } from '../kinds.ts';
import { aggregateCommand } from './aggregate.ts';
import { collModCommand } from './collMod.ts';
import { countCommand } from './count.ts';
import { createCommand } from './create.ts';
import { createIndexesCommand } from './createIndexes.ts';
import { deletes } from './delete.ts';
import { distinctCommand } from './distinct.ts';
import { drops } from './drop.ts';
import { dropIndexesCommand } from './dropIndexes.ts';
import { findCommand } from './find.ts';
import { findAndModifyCommand } from './findAndModify.ts';
import { getMoreCommand } from './getMore.ts';
import { insertCommand } from './insert.ts';
import { killCursorsCommand } from './killCursors.ts';
import { listCollectionsCommand } from './listCollections.ts';
import { listIndexesCommand } from './listIndexes.ts';
import { notOffered } from './notOffered.ts';
import { renameCollectionCommand } from './renameCollection.ts';
import { server } from './server.ts';
import { updateCommand } from './update.ts';

/** A table a command. A bulkWrite of the driver is made of insert, update and delete. */
export const commands: Table<CommandCase>[] = [
  ...findCommand,
  ...aggregateCommand,
  ...countCommand,
  ...distinctCommand,
  ...getMoreCommand,
  ...killCursorsCommand,
  ...insertCommand,
  ...updateCommand,
  ...deletes,
  ...findAndModifyCommand,
  ...createIndexesCommand,
  ...listIndexesCommand,
  ...dropIndexesCommand,
  ...createCommand,
  ...drops,
  ...renameCollectionCommand,
  ...listCollectionsCommand,
  ...collModCommand,
  ...server,
  ...notOffered,
];
