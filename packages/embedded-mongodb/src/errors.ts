/** The error codes of MongoDB that drivers and people branch on. */
export const CODES = {
  InternalError: 1,
  BadValue: 2,
  FailedToParse: 9,
  Unauthorized: 13,
  TypeMismatch: 14,
  Overflow: 15,
  InvalidLength: 16,
  ProtocolError: 17,
  AuthenticationFailed: 18,
  IllegalOperation: 20,
  InvalidBSON: 22,
  NamespaceNotFound: 26,
  IndexNotFound: 27,
  PathNotViable: 28,
  ConflictingUpdateOperators: 40,
  CursorNotFound: 43,
  NamespaceExists: 48,
  InvalidIdField: 53,
  NotSingleValueField: 54,
  MaxTimeMSExpired: 50,
  DollarPrefixedFieldName: 52,
  CommandNotFound: 59,
  ImmutableField: 66,
  CannotCreateIndex: 67,
  InvalidOptions: 72,
  InvalidNamespace: 73,
  IndexOptionsConflict: 85,
  IndexKeySpecsConflict: 86,
  WriteConflict: 112,
  ExceededMemoryLimit: 146,
  DocumentValidationFailure: 121,
  CommandNotSupported: 115,
  InvalidPipelineOperator: 168,
  CannotIndexParallelArrays: 171,
  QueryPlanKilled: 175,
  InvalidIndexSpecificationOption: 197,
  TransactionTooOld: 225,
  ConversionFailure: 241,
  NoSuchTransaction: 251,
  TransactionCommitted: 256,
  OperationNotSupportedInTransaction: 263,
  QueryExceededMemoryLimitNoDiskUseAllowed: 292,
  APIVersionError: 322,
  APIStrictError: 323,
  CannotConvertIndexToUnique: 359,
  BSONObjectTooLarge: 10334,
  DuplicateKey: 11000,
  OutOfDiskSpace: 14031,
  MergeStageNoMatchingDocument: 13113,
  NotARetryableWriteCommand: 50768,
} as const;

/** Errors that MongoDB knows by a number alone; their names are Location and the number. */
export type CodeName = keyof typeof CODES | `Location${number}`;

function isNamed(name: CodeName): name is keyof typeof CODES {
  return Object.hasOwn(CODES, name);
}

/** What a command answers instead of a result: `{ok: 0, code, codeName, errmsg}`. */
export class CommandError extends Error {
  readonly codeName: CodeName;
  readonly details: Record<string, unknown>;
  readonly labels: readonly string[];

  constructor(
    codeName: CodeName,
    message: string,
    options: { details?: Record<string, unknown>; labels?: readonly string[] } = {},
  ) {
    super(message);
    this.name = 'CommandError';
    this.codeName = codeName;
    this.details = options.details ?? {};
    this.labels = options.labels ?? [];
  }

  get code(): number {
    return isNamed(this.codeName) ? CODES[this.codeName] : Number(this.codeName.slice('Location'.length));
  }
}

/** An error that MongoDB knows by its number alone. */
export function located(code: number, message: string): CommandError {
  return new CommandError(`Location${code}`, message);
}

/** For what this store does not offer. The message names it. */
export function notOffered(what: string): CommandError {
  return new CommandError('CommandNotSupported', `${what} is not offered by the embedded store`);
}

/** The folder is held by another process. The message tells a person what to do. */
export class StoreLockedError extends Error {
  readonly dir: string;
  readonly holder: string;

  /** `holder`: who it is, such as " (process 4711)", or nothing when that is not known. */
  constructor(dir: string, holder: string) {
    super(
      `The store in ${dir} is in use by another process${holder}. Stop that one first, or choose another DATA_DIR.`,
    );
    this.name = 'StoreLockedError';
    this.dir = dir;
    this.holder = holder;
  }
}

/** The store's file is damaged. `what` names the damage. */
export class StoreDamagedError extends Error {
  readonly dir: string;
  readonly what: string;

  constructor(dir: string, what: string) {
    super(
      `The store in ${dir} is damaged: ${what}. Move the folder aside and restore the last good backup into an empty one.`,
    );
    this.name = 'StoreDamagedError';
    this.dir = dir;
    this.what = what;
  }
}

/**
 * A backup cannot be made or restored as asked: there is no store in the folder, the file for the backup exists already,
 * there is no such file, or the folder to restore into holds a store. `place` is the folder or file.
 */
export class BackupError extends Error {
  readonly reason: 'noStore' | 'fileExists' | 'noFile' | 'notEmpty';
  readonly place: string;

  constructor(reason: BackupError['reason'], place: string) {
    const sentences = {
      noStore: `There is no store in ${place}.`,
      fileExists: `${place} exists already. Choose another name for the backup.`,
      noFile: `There is no file ${place}.`,
      notEmpty: `There is a store in ${place} already. Restore into an empty folder, or move that one aside first.`,
    };
    super(sentences[reason]);
    this.name = 'BackupError';
    this.reason = reason;
    this.place = place;
  }
}

/** The store does not run any more. */
export class StoreEndedError extends Error {
  override name = 'StoreEndedError';
}

/** The store has answered a command of its own process with an error. */
export class StoreCommandError extends Error {
  override name = 'StoreCommandError';
  readonly code: unknown;

  constructor(message: unknown, code: unknown) {
    super(String(message));
    this.code = code;
  }
}
