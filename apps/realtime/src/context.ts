/** What every feature gets: made once at the start (product.ts), handed to each feature's routes. */
import type { Models } from '@samsyn/models';
import type { Logger } from 'pino';
import type { Registry } from 'prom-client';
import type { Accounts } from './accounts/accounts.ts';
import type { SignInBudget } from './accounts/limits.ts';
import type { Claims } from './claims/claims.ts';
import type { About } from './nodes/notices.ts';
import type { Notify } from './seminar/notify.ts';
import type { Settings } from './settings/settings.ts';
import type { LiveDocuments } from './sync/live-documents.ts';

/** Writes one line of the audit log; `by` is an account's id, null for the product itself. */
export type Audit = (act: string, target: string, detail: string, by: string | null) => Promise<void>;

export type Context = {
  settings: Settings;
  log: Logger;
  metrics: Registry;
  models: Models;
  documents: LiveDocuments;
  claims: Claims;
  accounts: Accounts;
  signIns: SignInBudget;
  audit: Audit;
  /** Does what may lower rights or end sessions: open sockets on every node are asked about again, here at once. */
  lowering: <T>(about: About, change: () => Promise<T>) => Promise<T>;
  notify: Notify;
};
