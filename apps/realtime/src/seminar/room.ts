/** The running state of one seminar's room: pure, no sockets, no database. Who is there comes and goes beside it. */
import type { AgendaStepKey, SeminarRoomState } from '@samsyn/domain';
import { newId } from '@samsyn/document';
import type { SeminarRoomRecord, VoteRecord } from '@samsyn/models';

export type Person = { id: string; name: string; color: string };

type Kept = Omit<SeminarRoomRecord, '_id' | 'number'>;

export class Room {
  readonly seminarId: string;
  step: AgendaStepKey | null;
  #endsAt: Date | null;
  #hands: { id: string; name: string }[];
  #vote: VoteRecord | null;

  /** @param kept what the room was when it was last looked at; nothing for one where nothing has happened yet */
  constructor(seminarId: string, kept: Kept | null) {
    this.seminarId = seminarId;
    this.step = kept?.step ?? null;
    this.#endsAt = kept?.endsAt ?? null;
    this.#hands = kept?.hands ?? [];
    this.#vote = kept?.vote ?? null;
  }

  /** What is to be kept of it. */
  get kept(): Kept {
    return { step: this.step, endsAt: this.#endsAt, hands: this.#hands, vote: this.#vote };
  }

  /** @param minutes from now; 0 stops the clock */
  setTimer(minutes: number, now = Date.now()): void {
    this.#endsAt = minutes === 0 ? null : new Date(now + minutes * 60_000);
  }

  /** First come, first to speak; raising a raised hand changes nothing. */
  setHand({ id, name }: Pick<Person, 'id' | 'name'>, raised: boolean): void {
    const isUp = this.#hands.some((hand) => hand.id === id);
    if (raised && !isUp) this.#hands = [...this.#hands, { id, name }];
    if (!raised) this.#hands = this.#hands.filter((hand) => hand.id !== id);
  }

  openVote(question: string, options: string[]): void {
    this.#vote = { id: newId(), question, options, ballots: [], open: true };
  }

  /** One ballot for each account; the last one counts. @returns false when there is no such choice to make. */
  cast(accountId: string, option: number): boolean {
    const vote = this.#vote;
    if (!vote?.open || option >= vote.options.length) return false;
    const others = vote.ballots.filter((ballot) => ballot.accountId !== accountId);
    this.#vote = { ...vote, ballots: [...others, { accountId, option }] };
    return true;
  }

  /** @returns false when no vote is open. */
  closeVote(): boolean {
    if (!this.#vote?.open) return false;
    this.#vote = { ...this.#vote, open: false };
    return true;
  }

  /** @param present who is there; the hand of somebody who is not is not shown */
  state(present: Person[]): SeminarRoomState {
    const here = new Set(present.map(({ id }) => id));
    const vote = this.#vote;
    return {
      seminarId: this.seminarId,
      step: this.step,
      endsAt: this.#endsAt?.toISOString() ?? null,
      hands: this.#hands.filter(({ id }) => here.has(id)),
      present,
      vote: vote && {
        id: vote.id,
        question: vote.question,
        options: vote.options,
        counts: vote.options.map((_, option) => vote.ballots.filter((ballot) => ballot.option === option).length),
        open: vote.open,
      },
    };
  }
}
