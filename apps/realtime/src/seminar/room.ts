/** The running state of one seminar's room: pure, no sockets. People come and go; the step, the clock and the vote stay. */
import type { AgendaStepKey, SeminarRoomState } from '@samsyn/domain';
import { newId } from '@samsyn/document';

export type Person = { id: string; name: string; color: string };

type Vote = { id: string; question: string; options: string[]; ballots: Map<string, number>; open: boolean };

export class Room {
  readonly seminarId: string;
  step: AgendaStepKey | null = null;
  #endsAt: string | null = null;
  #hands: { id: string; name: string }[] = [];
  #vote: Vote | null = null;
  /** how many connections of each account are here */
  readonly #present = new Map<string, { person: Person; connections: number }>();

  constructor(seminarId: string) {
    this.seminarId = seminarId;
  }

  /** Whether nobody is here and there is nothing to remember. */
  get isIdle(): boolean {
    return this.#present.size === 0 && this.step === null && this.#vote === null;
  }

  enter(person: Person): void {
    const connections = (this.#present.get(person.id)?.connections ?? 0) + 1;
    this.#present.set(person.id, { person, connections });
  }

  leave(accountId: string): void {
    const here = this.#present.get(accountId);
    if (!here) return;
    if (here.connections > 1) here.connections -= 1;
    else {
      this.#present.delete(accountId);
      this.#hands = this.#hands.filter((hand) => hand.id !== accountId);
    }
  }

  /** @param minutes from now; 0 stops the clock */
  setTimer(minutes: number, now = Date.now()): void {
    this.#endsAt = minutes === 0 ? null : new Date(now + minutes * 60_000).toISOString();
  }

  /** First come, first to speak; raising a raised hand changes nothing. */
  setHand({ id, name }: Person, raised: boolean): void {
    const isUp = this.#hands.some((hand) => hand.id === id);
    if (raised && !isUp) this.#hands.push({ id, name });
    if (!raised) this.#hands = this.#hands.filter((hand) => hand.id !== id);
  }

  openVote(question: string, options: string[]): void {
    this.#vote = { id: newId(), question, options, ballots: new Map(), open: true };
  }

  /** One ballot for each account; the last one counts. @returns false when there is no such choice to make. */
  cast(accountId: string, option: number): boolean {
    if (!this.#vote?.open || option >= this.#vote.options.length) return false;
    this.#vote.ballots.set(accountId, option);
    return true;
  }

  /** @returns false when no vote is open. */
  closeVote(): boolean {
    if (!this.#vote?.open) return false;
    this.#vote.open = false;
    return true;
  }

  state(): SeminarRoomState {
    const ballots = [...(this.#vote?.ballots.values() ?? [])];
    return {
      seminarId: this.seminarId,
      step: this.step,
      endsAt: this.#endsAt,
      hands: [...this.#hands],
      present: [...this.#present.values()].map(({ person }) => person),
      vote: this.#vote && {
        id: this.#vote.id,
        question: this.#vote.question,
        options: this.#vote.options,
        counts: this.#vote.options.map((_, option) => ballots.filter((ballot) => ballot === option).length),
        open: this.#vote.open,
      },
    };
  }
}
