/** Reads the settings from the environment: each NAME, or NAME_FILE naming a file that holds it. */
import { readFileSync } from 'node:fs';
import { isIP } from 'node:net';
import { resolve } from 'node:path';
import { z } from 'zod';
import { catalogue } from '../text/index.ts';
import { type Settings, SettingsError } from './settings.ts';
import { isLoopback } from '../http/origin.ts';

type Environment = Readonly<Record<string, string | undefined>>;

const { start, expected } = catalogue('sv');

/** "10.0.0.7", or a network such as "10.0.0.0/8". */
const isNetwork = (text: string): boolean => {
  const [, address = '', bits] = /^([^/]+)(?:\/(\d{1,3}))?$/.exec(text) ?? [];
  const family = isIP(address);
  return family !== 0 && Number(bits ?? 0) <= (family === 4 ? 32 : 128);
};

const count = z
  .string()
  .regex(/^\d{1,15}$/, expected.count)
  .transform(Number);
const origin = z
  .url({ protocol: /^https?$/, error: expected.publicUrl })
  .refine((address) => /^https?:\/\/[^/?#@]+\/?$/.test(address), expected.publicUrl)
  .transform((address) => new URL(address).origin);
const addresses = z
  .string()
  .transform((list) => list.split(',').map((one) => one.trim()))
  .refine((list) => list.every(isNetwork), expected.proxies);

/** What each setting must look like, and the sentence that says so. */
const shapes = {
  PORT: z
    .string()
    .regex(/^\d{1,5}$/, expected.port)
    .transform(Number)
    .refine((port) => port >= 1 && port <= 65_535, expected.port),
  HOST: z.string().regex(/^[\w.:-]+$/, expected.host),
  PUBLIC_URL: origin,
  TRUSTED_PROXIES: addresses,
  DATA_DIR: z.string().refine((path) => !path.includes('\0'), expected.folder),
  MONGODB_URI: z.string().regex(/^mongodb(\+srv)?:\/\/\S+$/, expected.mongodb),
  REDIS_URL: z.string().regex(/^rediss?:\/\/\S+$/, expected.redis),
  SAMSYN_DEMO: z
    .string()
    .regex(/^[01]$/, expected.flag)
    .transform((flag) => flag === '1'),
  SESSION_SECRET: z.string().min(32, expected.secret),
  LIMIT_CONNECTIONS_PER_ACCOUNT: count,
  LIMIT_CONNECTIONS_PER_ADDRESS: count,
  LIMIT_BYTES_PER_SECOND: count,
  LIMIT_MESSAGES_PER_SECOND: count,
  LIMIT_FRAME_BYTES: count,
  LIMIT_DOCUMENT_BYTES: count,
  LIMIT_SIGN_INS_PER_MINUTE: count,
} as const;
type Name = keyof typeof shapes;

/** Names of the public interface that this version cannot honour yet: better to stop than to look as if it did. */
const later = ['ADMIN_EMAIL', 'OIDC_ISSUER', 'OIDC_CLIENT_ID', 'OIDC_CLIENT_SECRET'];
/** Read by the sign-in library if they are there; everything it needs is given to it in code. */
const secretNames = ['SESSION_SECRET', 'MONGODB_URI', 'REDIS_URL'];

/** @returns what the environment says, an empty text being nothing said. */
const given = (environment: Environment, name: string): string | undefined => {
  const direct = environment[name] || undefined;
  const file = environment[`${name}_FILE`] || undefined;
  if (file === undefined) return direct;
  if (direct !== undefined) throw new SettingsError(start.both(name));
  try {
    return readFileSync(file, 'utf8').trim();
  } catch {
    throw new SettingsError(start.unreadable(name, file));
  }
};

type Shapes = { [N in Name]: z.ZodType<z.output<(typeof shapes)[N]>> };

const read = <N extends Name>(environment: Environment, name: N): z.output<(typeof shapes)[N]> | undefined => {
  const value = given(environment, name);
  if (value === undefined) return undefined;
  const shape: Shapes[N] = (shapes as Shapes)[name];
  const result = shape.safeParse(value);
  if (result.success) return result.data;
  const got = secretNames.includes(name) ? '***' : value.slice(0, 80).replace(/\s/g, ' ');
  throw new SettingsError(start.setting(name, got, result.error.issues[0]?.message ?? ''));
};

const refuseUnknown = (environment: Environment): void => {
  for (const name of Object.keys(environment)) {
    const plain = name.replace(/_FILE$/, '');
    if (name.startsWith('SAMSYN_') && !Object.hasOwn(shapes, plain))
      throw new SettingsError(start.unknownSetting(name));
  }
  for (const name of later) if (given(environment, name) !== undefined) throw new SettingsError(start.notYet(name));
};

/** Several nodes share a database, and in production a secret that somebody has given them all. @throws SettingsError */
const checkNodes = ({ redisUrl, mongodbUri, sessionSecret }: Settings, isProduction: boolean): void => {
  if (redisUrl === null) return;
  if (mongodbUri === null) throw new SettingsError(start.nodesNeed('MONGODB_URI'));
  if (isProduction && sessionSecret === null) throw new SettingsError(start.nodesNeed('SESSION_SECRET'));
};

/**
 * @returns the settings. Relative paths are taken from the folder that the product was started in.
 * @throws SettingsError for the first setting that is wrong or unknown.
 */
export const readSettings = (environment: Environment): Settings => {
  refuseUnknown(environment);
  const port = read(environment, 'PORT') ?? 4000;
  const publicUrl = read(environment, 'PUBLIC_URL') ?? `http://localhost:${port}`;
  const isProduction = environment['NODE_ENV'] === 'production';
  const settings: Settings = {
    port,
    host: read(environment, 'HOST') ?? '127.0.0.1',
    publicUrl,
    trustedProxies: read(environment, 'TRUSTED_PROXIES') ?? [],
    dataDir: resolve(read(environment, 'DATA_DIR') ?? './data'),
    mongodbUri: read(environment, 'MONGODB_URI') ?? null,
    redisUrl: read(environment, 'REDIS_URL') ?? null,
    demo: read(environment, 'SAMSYN_DEMO') ?? (isLoopback(publicUrl) && !isProduction),
    sessionSecret: read(environment, 'SESSION_SECRET') ?? null,
    limits: {
      connectionsPerAccount: read(environment, 'LIMIT_CONNECTIONS_PER_ACCOUNT') ?? 50,
      connectionsPerAddress: read(environment, 'LIMIT_CONNECTIONS_PER_ADDRESS') ?? 2000,
      bytesPerSecond: read(environment, 'LIMIT_BYTES_PER_SECOND') ?? 262_144,
      messagesPerSecond: read(environment, 'LIMIT_MESSAGES_PER_SECOND') ?? 200,
      frameBytes: read(environment, 'LIMIT_FRAME_BYTES') ?? 2_097_152,
      documentBytes: read(environment, 'LIMIT_DOCUMENT_BYTES') ?? 16_777_216,
      signInsPerMinute: read(environment, 'LIMIT_SIGN_INS_PER_MINUTE') ?? 20,
    },
  };
  checkNodes(settings, isProduction);
  return settings;
};
