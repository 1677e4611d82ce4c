/**
 * Failed sign-ins counted for all nodes together, so that many nodes do not give a guesser many times the budget. An attempt
 * takes its place before it is made: however many are under way on however many nodes, no more can fail than are left.
 * While the bus is away each node counts for itself.
 */
import { createHash, randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Bus } from '../nodes/bus.ts';
import { type Attempted, type SignInBudget, type SignInLimits, windowMilliseconds } from './limits.ts';

/** A place that a node which died has taken is free again after this. Milliseconds. */
const attemptTime = 10_000;
const askAgainAfter = 50;
/** Longest that an attempt waits for those that are under way. Milliseconds. */
const patience = 5000;
const busy = -1;

/** Times of failures are kept in a sorted set; the lines that both scripts begin with. */
const common = `
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local limit, window = tonumber(ARGV[1]), tonumber(ARGV[2])
local function wait(key)
  redis.call('ZREMRANGEBYSCORE', key, '-inf', now - window)
  local oldest = redis.call('ZRANGE', key, -limit, -limit, 'WITHSCORES')[2]
  return oldest and math.max(1, oldest + window - now) or 0
end
`;
/** KEYS: the account's failures, its attempts under way. */
const begin = `${common}
local over = wait(KEYS[1])
if over > 0 then return over end
if redis.call('ZCARD', KEYS[1]) + tonumber(redis.call('GET', KEYS[2]) or '0') >= limit then return ${busy} end
redis.call('INCR', KEYS[2])
redis.call('PEXPIRE', KEYS[2], ARGV[3])
return 0`;
/** KEYS: as above, and the address's failures. ARGV[3]: this failure's name, or nothing when it was none. */
const end = `${common}
if redis.call('DECR', KEYS[2]) <= 0 then redis.call('DEL', KEYS[2]) end
if ARGV[3] == '' then return 0 end
local over = math.max(wait(KEYS[1]), wait(KEYS[3]))
if over > 0 then return over end
for _, key in ipairs({KEYS[1], KEYS[3]}) do
  redis.call('ZADD', key, now, ARGV[3])
  redis.call('PEXPIRE', key, window)
end
return 0`;

const named = (kind: string, what: string): string =>
  `sign-in:${kind}:${createHash('sha256').update(what).digest('base64url')}`;

export class SharedSignInLimits implements SignInBudget {
  readonly #limit: number;
  readonly #bus: Pick<Bus, 'evaluate'>;
  readonly #own: SignInLimits;

  /** @param limit failures a minute, not 0 @param own what counts while the bus is away */
  constructor(limit: number, bus: Pick<Bus, 'evaluate'>, own: SignInLimits) {
    this.#limit = limit;
    this.#bus = bus;
    this.#own = own;
  }

  spend<T>(address: string, email: string, attempt: () => Promise<T | null>): Promise<Attempted<T>> {
    return this.#own.inTurn(email, async () => {
      const wait = await this.#begin(email);
      if (wait === null) return this.#own.tryNow(address, email, attempt);
      if (wait > 0) return { wait };
      let result: T | null | undefined;
      try {
        result = await attempt();
      } finally {
        // What was no wrong password is no failure, but gives its place back.
        if (result !== null) await this.#end(address, email, false);
      }
      return result === null ? { wait: await this.#end(address, email, true) } : { result };
    });
  }

  /** @returns seconds to wait, 0 when the attempt may be made, null when the bus is away. */
  async #begin(email: string): Promise<number | null> {
    const keys = [named('account', email), named('attempts', email)];
    for (let waited = 0; waited < patience; waited += askAgainAfter) {
      const answer = await this.#run(begin, keys, String(attemptTime));
      if (answer === null) return null;
      if (answer !== busy) return Math.ceil(answer / 1000);
      await sleep(askAgainAfter);
    }
    return 1;
  }

  async #end(address: string, email: string, isFailure: boolean): Promise<number> {
    const keys = [named('account', email), named('attempts', email), named('address', address)];
    const own = isFailure ? this.#own.failed(address, email) : 0;
    const answer = await this.#run(end, keys, isFailure ? randomUUID() : '');
    return answer === null ? own : Math.ceil(answer / 1000);
  }

  async #run(script: string, keys: readonly string[], last: string): Promise<number | null> {
    try {
      return Number(await this.#bus.evaluate(script, keys, [String(this.#limit), String(windowMilliseconds), last]));
    } catch {
      return null;
    }
  }
}

/** @param bus null: this node is alone */
export const signInBudget = (limit: number, bus: Pick<Bus, 'evaluate'> | null, own: SignInLimits): SignInBudget =>
  bus && limit > 0 ? new SharedSignInLimits(limit, bus, own) : own;
