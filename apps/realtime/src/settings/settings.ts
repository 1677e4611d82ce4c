/** The product's settings as the rest of the code sees them. Names and defaults are the public interface's. */
export type Limits = {
  connectionsPerAccount: number;
  connectionsPerAddress: number;
  bytesPerSecond: number;
  messagesPerSecond: number;
  frameBytes: number;
  documentBytes: number;
  /** failed ones, for an address and for an account */
  signInsPerMinute: number;
};

export type Settings = {
  port: number;
  host: string;
  /** origin that browsers use, without a slash at the end */
  publicUrl: string;
  /** addresses whose X-Forwarded-For and -Proto are believed */
  trustedProxies: string[];
  /** absolute */
  dataDir: string;
  mongodbUri: string | null;
  /** the bus of several nodes; null: this one is alone */
  redisUrl: string | null;
  demo: boolean;
  sessionSecret: string | null;
  /** budgets; 0 lifts that one */
  limits: Limits;
};

/** A setting that is wrong or unknown; the message is one line for the person who starts the product. */
export class SettingsError extends Error {
  override name = 'SettingsError';
}
