/** The namespace /seminar: joining a room, and what is done in it. */
import { type Access, mayRead, mayWrite, noteAccess, seminarNamespace } from '@samsyn/domain';
import type { ActAnswer, AgendaStepKey, JoinAnswer } from '@samsyn/domain';
import type { Models } from '@samsyn/models';
import type { Logger } from 'pino';
import type { z } from 'zod';
import type { SignedIn } from '../accounts/accounts.ts';
import { mayMoveSeminar } from '../seminars/present.ts';
import type { Nodes } from '../nodes/nodes.ts';
import { Attendance } from './attendance.ts';
import { bodies } from './messages.ts';
import type { Room } from './room.ts';
import type { SeminarServer, SeminarSocket } from './server.ts';
import { RoomStore } from './store.ts';

const roomName = (seminarId: string): string => `seminar:${seminarId}`;

type Right = { access: Access; mayLead: boolean };
type Parts = { io: SeminarServer; models: Models; nodes: Nodes; log: Logger };

/** Takes the step of an act; false: not possible as things are. */
type Act<B> = (room: Room, body: B, who: SignedIn) => boolean | void;

export class Seminars {
  readonly #parts: Parts;
  readonly #store: RoomStore;
  readonly #attendance = new Attendance();
  /** seminars whose state is being read to be told; true: it has changed again meanwhile */
  readonly #telling = new Map<string, boolean>();

  constructor(parts: Parts) {
    this.#parts = parts;
    this.#store = new RoomStore(parts.models);
    const { nodes } = parts;
    nodes.on('seminarChanged', ({ seminarId }) => this.#tellHere(seminarId));
    nodes.on('seminarPeople', ({ seminarId, people }, from) => {
      this.#attendance.mirror(from, seminarId, people);
      this.#tellHere(seminarId);
    });
    nodes.on('attendance', ({ rooms }, from) => {
      this.#attendance.mirrorAll(from, rooms);
      this.#tellAllHere();
    });
    nodes.on('whoAttends', () => this.#sayWho());
    nodes.onMissed(() => {
      nodes.say({ kind: 'whoAttends' });
      this.#sayWho();
      this.#tellAllHere();
    });
    nodes.onLost((node) => {
      this.#attendance.drop(node);
      this.#tellAllHere();
    });
  }

  get namespace() {
    return this.#parts.io.of(seminarNamespace);
  }

  async stepOf(seminarId: string): Promise<AgendaStepKey | null> {
    return (await this.#store.read(seminarId)).step;
  }

  /** @returns what the account may in the seminar's room, null when it may not even come in. */
  async rightOf(who: SignedIn, seminarId: string): Promise<Right | null> {
    const seminar = await this.#parts.models.seminars.findById(seminarId).select('group state').lean();
    if (!seminar) return null;
    const access = noteAccess(who, seminar.group, seminar.state);
    return mayRead(access) ? { access, mayLead: mayWrite(access) || mayMoveSeminar(who, seminar) } : null;
  }

  /** Wires a socket that has come in. */
  listen(socket: SeminarSocket): void {
    socket.on('seminar:join', (body, answer) => {
      this.#handle(socket, () => this.#join(socket, body, typeof answer === 'function' ? answer : () => {}));
    });
    socket.on('seminar:leave', (body) => {
      const parsed = bodies.seminar.safeParse(body);
      if (parsed.success) this.leave(socket, parsed.data.seminarId);
    });
    this.#act(socket, 'seminar:step', bodies.step, 'lead', (room, { step }) => {
      room.step = step;
    });
    this.#act(socket, 'seminar:timer', bodies.timer, 'lead', (room, { minutes }) => room.setTimer(minutes));
    this.#act(socket, 'seminar:hand', bodies.hand, 'join', (room, { raised }, who) => room.setHand(who, raised));
    this.#act(socket, 'seminar:vote:open', bodies.voteOpen, 'lead', (room, { question, options }) =>
      room.openVote(question, options),
    );
    this.#act(socket, 'seminar:vote:cast', bodies.voteCast, 'join', (room, { option }, who) =>
      room.cast(who.id, option),
    );
    this.#act(socket, 'seminar:vote:close', bodies.seminar, 'lead', (room) => room.closeVote());
    socket.on('disconnect', () => {
      for (const seminarId of socket.data.seminars) this.leave(socket, seminarId);
    });
  }

  leave(socket: SeminarSocket, seminarId: string): void {
    if (!socket.data.seminars.delete(seminarId)) return;
    void socket.leave(roomName(seminarId));
    const { who } = socket.data;
    const isGone = this.#attendance.leave(seminarId, who.id);
    this.#tellPeople(seminarId);
    if (!isGone) return;
    this.#handle(socket, async () => {
      await this.#store.change(seminarId, (room) => room.setHand(who, false));
    });
  }

  async #join(socket: SeminarSocket, body: unknown, answer: (result: JoinAnswer) => void): Promise<void> {
    const parsed = bodies.seminar.safeParse(body);
    if (!parsed.success) return answer({ ok: false, code: 'invalid' });
    const { seminarId } = parsed.data;
    const right = await this.rightOf(socket.data.who, seminarId);
    if (!right || !socket.connected) return answer({ ok: false, code: 'notFound' });
    if (!socket.data.seminars.has(seminarId)) {
      socket.data.seminars.add(seminarId);
      const { id, name, color } = socket.data.who;
      this.#attendance.enter(seminarId, { id, name, color });
      await socket.join(roomName(seminarId));
      this.#tellPeople(seminarId);
    }
    const room = await this.#store.read(seminarId);
    answer({ ok: true, state: room.state(this.#attendance.in(seminarId)) });
  }

  #act<E extends ActEvent, S extends z.ZodType<{ seminarId: string }>>(
    socket: SeminarSocket,
    event: E,
    schema: S,
    needs: 'join' | 'lead',
    act: Act<z.output<S>>,
  ): void {
    const listener = (body: unknown, answer: unknown): void => {
      const reply = isAnswer(answer) ? answer : () => {};
      this.#handle(socket, async () => reply(await this.#decide(socket, schema, needs, act, body)));
    };
    (socket as { on(event: string, listener: (body: unknown, answer: unknown) => void): unknown }).on(event, listener);
  }

  async #decide<S extends z.ZodType<{ seminarId: string }>>(
    socket: SeminarSocket,
    schema: S,
    needs: 'join' | 'lead',
    act: Act<z.output<S>>,
    body: unknown,
  ): Promise<ActAnswer> {
    const parsed = schema.safeParse(body);
    if (!parsed.success) return { ok: false, code: 'invalid' };
    const { seminarId } = parsed.data;
    const right = await this.rightOf(socket.data.who, seminarId);
    if (!right || !socket.data.seminars.has(seminarId)) return { ok: false, code: 'notFound' };
    if (needs === 'lead' && !right.mayLead) return { ok: false, code: 'notAllowed' };
    const isDone = await this.#store.change(seminarId, (room) => act(room, parsed.data, socket.data.who));
    if (!isDone) return { ok: false, code: 'invalid' };
    this.#parts.nodes.say({ kind: 'seminarChanged', seminarId });
    this.#tellHere(seminarId);
    return { ok: true };
  }

  #handle(socket: SeminarSocket, work: () => Promise<void>): void {
    work().catch((error: unknown) => {
      this.#parts.log.error({ err: error, accountId: socket.data.who.id }, 'a seminar message failed');
    });
  }

  /** Who is there through this node has changed. */
  #tellPeople(seminarId: string): void {
    const people = this.#attendance.here(seminarId);
    this.#parts.nodes.say({ kind: 'seminarPeople', seminarId, people });
    this.#tellHere(seminarId);
  }

  /** Whom all others are to count, and nobody else: that somebody has left may not have been heard. */
  #sayWho(): void {
    const { seminarsHere } = this.#attendance;
    const rooms = seminarsHere.map((seminarId) => ({ seminarId, people: this.#attendance.here(seminarId) }));
    this.#parts.nodes.say({ kind: 'attendance', rooms });
  }

  #tellAllHere(): void {
    for (const seminarId of this.#attendance.seminarsHere) this.#tellHere(seminarId);
  }

  /** Tells those who are here how the room is now: read anew, one reading at a time, so that the last told is the newest. */
  #tellHere(seminarId: string): void {
    if (this.#telling.has(seminarId)) {
      this.#telling.set(seminarId, true);
      return;
    }
    if (this.#attendance.here(seminarId).length === 0) return;
    this.#telling.set(seminarId, false);
    this.#store
      .read(seminarId)
      .then((room) =>
        this.namespace.to(roomName(seminarId)).emit('seminar:state', room.state(this.#attendance.in(seminarId))),
      )
      .catch((error: unknown) => this.#parts.log.error({ err: error, seminarId }, 'a room could not be told'))
      .finally(() => {
        const isDueAgain = this.#telling.get(seminarId);
        this.#telling.delete(seminarId);
        if (isDueAgain) this.#tellHere(seminarId);
      });
  }
}

type ActEvent =
  | 'seminar:step'
  | 'seminar:timer'
  | 'seminar:hand'
  | 'seminar:vote:open'
  | 'seminar:vote:cast'
  | 'seminar:vote:close';

const isAnswer = (value: unknown): value is (result: ActAnswer) => void => typeof value === 'function';
