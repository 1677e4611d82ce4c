/** "Sparat" is said only of what is durable. */
import { describe, expect, it } from 'vitest';
import { graceTime, Ledger } from '../src/sync/ledger.ts';

const clocked = () => {
  const clock = { now: 0 };
  return { clock, ledger: new Ledger(() => clock.now) };
};

/** As the provider and the document tell it: first the message, then the change that it carried. */
const type = (ledger: Ledger): void => {
  ledger.sent(false);
  ledger.written(true);
};

describe('the word beside the title', () => {
  it('is saved from the start, and while a key is younger than a second', () => {
    const { clock, ledger } = clocked();
    expect(ledger.isLate).toBe(false);
    ledger.opened();
    type(ledger);
    clock.now = graceTime;
    expect(ledger.isLate).toBe(false);
    clock.now = graceTime + 1;
    expect(ledger.isLate).toBe(true);
    ledger.acknowledged(1);
    expect(ledger.isLate).toBe(false);
  });

  it('goes by the oldest key that is not acknowledged, however fast the newer ones come', () => {
    const { clock, ledger } = clocked();
    ledger.opened();
    for (let key = 0; key < 20; key += 1) {
      type(ledger);
      clock.now += 100;
      ledger.acknowledged(key);
    }
    expect(ledger.isLate).toBe(false);
    for (let key = 0; key < 20; key += 1) {
      type(ledger);
      clock.now += 100;
    }
    expect(ledger.isLate).toBe(true);
  });

  it('counts the empty answer of a reader without waiting for it', () => {
    const { clock, ledger } = clocked();
    ledger.opened();
    ledger.sent(true);
    clock.now = 10 * graceTime;
    expect(ledger.oldest).toBeNull();
  });

  it('does not take an acknowledgement of the step 2 for one of the key after it', () => {
    const { clock, ledger } = clocked();
    ledger.opened();
    ledger.sent(true);
    type(ledger);
    ledger.acknowledged(1);
    clock.now = 2 * graceTime;
    expect(ledger.isLate).toBe(true);
  });
});

describe('over a lost connection', () => {
  it('what was under way stays unsaved until the new connection’s step 2 is acknowledged', () => {
    const { clock, ledger } = clocked();
    ledger.opened();
    type(ledger);
    ledger.closed();
    clock.now = 2 * graceTime;
    expect(ledger.isLate).toBe(true);
    ledger.opened();
    expect(ledger.isLate).toBe(true);
    ledger.sent(true);
    expect(ledger.isLate).toBe(true);
    ledger.acknowledged(1);
    expect(ledger.isLate).toBe(false);
  });

  it('an acknowledgement of the former connection settles nothing of the new one', () => {
    const { clock, ledger } = clocked();
    ledger.opened();
    for (let key = 0; key < 5; key += 1) type(ledger);
    ledger.acknowledged(5);
    ledger.opened();
    type(ledger);
    clock.now = 2 * graceTime;
    expect(ledger.isLate).toBe(true);
  });

  it('what is written while it is down waits for the step 2', () => {
    const { clock, ledger } = clocked();
    ledger.opened();
    ledger.closed();
    ledger.written(false);
    clock.now = 2 * graceTime;
    expect(ledger.isLate).toBe(true);
    ledger.opened();
    ledger.sent(true);
    ledger.acknowledged(1);
    expect(ledger.isLate).toBe(false);
  });

  it('without a word of one’s own, nothing is unsaved', () => {
    const { clock, ledger } = clocked();
    ledger.opened();
    ledger.closed();
    clock.now = 60 * graceTime;
    expect(ledger.isLate).toBe(false);
  });
});

describe('over plain HTTP', () => {
  it('a post settles what was written before it, not what came while it was under way', () => {
    const { clock, ledger } = clocked();
    ledger.written(false);
    clock.now = 100;
    const before = clock.now;
    clock.now = 200;
    ledger.written(false);
    ledger.settledBefore(before);
    expect(ledger.oldest).not.toBeNull();
    clock.now = 300;
    ledger.settledBefore(clock.now);
    expect(ledger.oldest).toBeNull();
  });
});
