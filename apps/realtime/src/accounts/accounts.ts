/** Who is who: sessions of requests, names, colours, roles and groups. */
import type { IncomingHttpHeaders } from 'node:http';
import type { Actor, GroupRef, Role } from '@samsyn/domain';

/** An account as the product knows it; `groups` are slugs. */
export type AccountInfo = Actor & { name: string; email: string; color: string };

/** The account behind a request, and the session that says so; `expiresAt` in milliseconds since 1970. */
export type SignedIn = AccountInfo & { sessionId: string; expiresAt: number };

export type NewAccount = { email: string; name: string; password: string; roles: Role[]; groups: string[] };

export type Accounts = {
  /** @returns whose valid session the headers carry, or null; read the same for HTTP, upgrades and Socket.IO. */
  sessionOf: (headers: IncomingHttpHeaders) => Promise<SignedIn | null>;
  /** Sessions, roles or names may have changed: what is remembered of them is asked for anew. */
  forget: () => void;
  /** @returns the account, or null when it does not exist or is disabled. */
  find: (accountId: string) => Promise<AccountInfo | null>;
  /** @returns names by account id; ids that are nobody's are left out. */
  names: (accountIds: Iterable<string>) => Promise<Map<string, string>>;
  /** @returns every leadership group by its slug, in the authority's order. */
  groups: () => Promise<Map<string, GroupRef & { shortName: string }>>;
  /** @returns the new account's id. @throws ProblemError `emailTaken` */
  create: (account: NewAccount) => Promise<string>;
  /** Ends every session of the account, open sockets included. */
  endSessions: (accountId: string) => Promise<void>;
};
