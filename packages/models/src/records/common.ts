/** What all collections share. */
import { type SchemaOptions, Types } from 'mongoose';

/** @returns a new id: the 24 hexadecimal digits of an ObjectId, as ids look everywhere (store, HTTP, sync). */
export const newObjectId = (): string => new Types.ObjectId().toHexString();

/** Whether the database refused a row because another has its id or a value that is unique. */
export const isDuplicate = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 11_000;

/** Ids are kept as text in the store too, so that nothing has to be converted on the way in or out. */
export const idField = { type: String, default: newObjectId } as const;

/** Unknown fields are a mistake in our own code: they throw. Indexes are made once, by `connect`. */
export const recordOptions = (collection: string) =>
  ({
    collection,
    strict: 'throw',
    versionKey: false,
    autoIndex: false,
    autoCreate: false,
    minimize: false,
  }) as const satisfies SchemaOptions;

export const partOptions = { _id: false, strict: 'throw', minimize: false } as const satisfies SchemaOptions;

export const required = <T>(type: T) => ({ type, required: true }) as const;
/** A text that may be empty: mongoose takes '' for missing where a text is required. */
export const words = { type: String, default: '' } as const;
export const orNull = <T>(type: T) => ({ type, default: null }) as const;
