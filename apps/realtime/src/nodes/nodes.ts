/**
 * The nodes of one installation as one of them sees them. What must not be lost is in the database; the bus only says
 * sooner what is there. So a message may be lost, but not unnoticed: each node numbers what it says and repeats the number
 * twice a second; who misses one is told `missed`, and looks in the database and asks the others.
 */
import type { Logger } from 'pino';
import type { Bus } from './bus.ts';
import { decodeEnvelope, encodeEnvelope, type Envelope, type NodeMessage, type NodeMessageOf } from './messages.ts';

const beatEvery = 500;
/** Nobody who lives is silent for so long. Milliseconds. */
const silentFor = 2500;
/** For so long after its start, or after the bus came back, a node does not know all others yet. */
const meetFor = 3000;

type Kind = NodeMessage['kind'];
type Hear = (message: NodeMessage, from: string) => void;
type Peer = { sequence: number; heardAt: number; isSettled: boolean };

export class Nodes {
  readonly id: string;
  readonly #bus: Bus | null;
  readonly #log: Logger;
  readonly #peers = new Map<string, Peer>();
  readonly #hear = new Map<Kind, Hear[]>();
  readonly #missed: (() => void)[] = [];
  readonly #lost: ((node: string, saidGoodbye: boolean) => void)[] = [];
  readonly #cutOff: (() => void)[] = [];
  #waiting: NodeMessage[] = [];
  #flush: NodeJS.Immediate | null = null;
  #beat: NodeJS.Timeout | null = null;
  #sequence = 0;
  #isUp = false;
  #tickedAt = 0;
  #isSettled: () => boolean = () => true;
  #turnedAt = 0;
  #isTelling = false;

  /** @param bus null: there are no others. */
  constructor(id: string, bus: Bus | null, log: Logger) {
    this.id = id;
    this.#bus = bus;
    this.#log = log;
  }

  /** Whether there may be others. */
  get isShared(): boolean {
    return this.#bus !== null;
  }
  /** Whether others can be heard; alone there is nobody to hear. */
  get isUp(): boolean {
    return this.#bus === null || this.#isUp;
  }
  /**
   * Whether this node has listened for long enough to know all others, has heard each of them lately, and each has said
   * that what it showed its own clients is in the database.
   */
  get knowsAll(): boolean {
    if (this.#bus === null) return true;
    const now = Date.now();
    if (!this.hasMetAll) return false;
    return [...this.#peers.values()].every(({ heardAt, isSettled }) => isSettled && now - heardAt < 3 * beatEvery);
  }
  /** Whether this node has listened for long enough to know all others. */
  get hasMetAll(): boolean {
    return this.#isUp && Date.now() - this.#turnedAt >= meetFor;
  }
  /** Those who have been heard and not been silent since. */
  get others(): string[] {
    return [...this.#peers.keys()];
  }

  /**
   * Begins to listen and to speak.
   * @param isSettled whether what this node showed its own clients is in the database
   * @throws when the bus cannot be reached.
   */
  async start(isSettled: () => boolean): Promise<void> {
    if (!this.#bus) return;
    this.#isSettled = isSettled;
    await this.#bus.open({ message: (bytes) => this.#take(bytes), state: (isUp) => this.#turn(isUp) });
    this.#beat = setInterval(() => this.#tick(), beatEvery);
    this.#tick();
  }

  /** Says something to all others, in the order of the calls. */
  say(message: NodeMessage): void {
    if (!this.#bus) return;
    this.#waiting.push(message);
    this.#flush ??= setImmediate(() => this.#send(false));
  }

  on<K extends Kind>(kind: K, hear: (message: NodeMessageOf<K>, from: string) => void): void {
    const known = this.#hear.get(kind) ?? [];
    this.#hear.set(kind, [...known, hear as Hear]);
  }
  /** Others may have said something that was not heard; also when another node is heard for the first time. */
  onMissed(act: () => void): void {
    this.#missed.push(act);
  }
  /** Another node is not there any more; without a goodbye something of it may be lost. */
  onLost(act: (node: string, saidGoodbye: boolean) => void): void {
    this.#lost.push(act);
  }
  /** The bus is away; if it stays so, all others are lost. */
  onCutOff(act: () => void): void {
    this.#cutOff.push(act);
  }

  /** Says goodbye. */
  async close(): Promise<void> {
    if (!this.#bus) return;
    if (this.#beat) clearInterval(this.#beat);
    this.#send(true);
    await this.#bus.close();
  }

  #send(isLast: boolean): void {
    if (this.#flush) clearImmediate(this.#flush);
    this.#flush = null;
    const messages = this.#waiting;
    this.#waiting = [];
    if (messages.length > 0) this.#sequence += 1;
    this.#bus?.send(
      encodeEnvelope({ from: this.id, sequence: this.#sequence, isLast, isSettled: this.#isSettled(), messages }),
    );
  }

  #tick(): void {
    this.#send(false);
    const now = Date.now();
    const isLate = now - this.#tickedAt > 2 * beatEvery;
    this.#tickedAt = now;
    // Who could not listen for a moment cannot say that others were silent.
    if (isLate || (this.#isUp && now - this.#turnedAt < silentFor)) return;
    for (const [node, { heardAt }] of this.#peers) if (now - heardAt > silentFor) this.#lose(node, false);
  }

  #turn(isUp: boolean): void {
    if (isUp === this.#isUp) return;
    this.#isUp = isUp;
    this.#turnedAt = Date.now();
    if (isUp) this.#missedSome();
    else this.#each(this.#cutOff, (act) => act());
  }

  #take(bytes: Uint8Array): void {
    try {
      const envelope = decodeEnvelope(bytes);
      if (envelope && envelope.from !== this.id) this.#hearFrom(envelope);
    } catch (error) {
      this.#log.error({ err: error }, 'A message of another node cannot be read');
    }
  }

  #hearFrom({ from, sequence, isLast, isSettled, messages }: Envelope): void {
    const known = this.#peers.get(from);
    const expected = known && known.sequence + (messages.length > 0 ? 1 : 0);
    this.#peers.set(from, { sequence, isSettled, heardAt: Date.now() });
    for (const message of messages) {
      for (const hear of this.#hear.get(message.kind) ?? []) this.#each([hear], (one) => one(message, from));
    }
    if (isLast) this.#lose(from, isSettled);
    else if (sequence !== expected) this.#missedSome();
  }

  #lose(node: string, saidGoodbye: boolean): void {
    this.#peers.delete(node);
    this.#log.warn({ node, saidGoodbye }, 'Another node is gone');
    this.#each(this.#lost, (act) => act(node, saidGoodbye));
  }

  /** Many at once are one. */
  #missedSome(): void {
    if (this.#isTelling) return;
    this.#isTelling = true;
    setImmediate(() => {
      this.#isTelling = false;
      this.#each(this.#missed, (act) => act());
    });
  }

  #each<A>(acts: readonly A[], call: (act: A) => void): void {
    for (const act of acts) {
      try {
        call(act);
      } catch (error) {
        this.#log.error({ err: error }, 'What another node said could not be acted on');
      }
    }
  }
}
