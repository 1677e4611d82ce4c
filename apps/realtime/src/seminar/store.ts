/** Where the rooms' state is kept: a row for each, changed by whichever node somebody acts through. */
import { isDuplicate, type Models } from '@samsyn/models';
import { Room } from './room.ts';

/** How often others may come first before it is an error. */
const mostTries = 50;

export class RoomStore {
  readonly #rooms: Models['seminarRooms'];
  /** the last change of each room that is under way on this node: the next waits, so that only nodes race */
  readonly #last = new Map<string, Promise<unknown>>();

  constructor({ seminarRooms }: Pick<Models, 'seminarRooms'>) {
    this.#rooms = seminarRooms;
  }

  async read(seminarId: string): Promise<Room> {
    return new Room(seminarId, await this.#rooms.findById(seminarId).lean());
  }

  /**
   * Takes a step in the room as it is now: read, changed, and written when nobody else has changed it meanwhile; else again.
   * @param act false: not possible as things are; nothing is written then
   * @returns whether it was possible
   */
  async change(seminarId: string, act: (room: Room) => boolean | void): Promise<boolean> {
    const before = this.#last.get(seminarId) ?? Promise.resolve();
    const change = before.catch(() => {}).then(() => this.#change(seminarId, act));
    this.#last.set(seminarId, change);
    try {
      return await change;
    } finally {
      if (this.#last.get(seminarId) === change) this.#last.delete(seminarId);
    }
  }

  async #change(seminarId: string, act: (room: Room) => boolean | void): Promise<boolean> {
    for (let tries = 0; tries < mostTries; tries += 1) {
      const row = await this.#rooms.findById(seminarId).lean();
      const room = new Room(seminarId, row);
      const before = JSON.stringify(room.kept);
      if (act(room) === false) return false;
      if (JSON.stringify(room.kept) === before || (await this.#write(seminarId, row?.number ?? 0, room))) return true;
    }
    throw new Error(`The room of seminar ${seminarId} changes too fast`);
  }

  async #write(seminarId: string, number: number, room: Room): Promise<boolean> {
    if (number > 0) {
      const filter = { _id: seminarId, number };
      const { matchedCount } = await this.#rooms.updateOne(filter, { $set: { ...room.kept, number: number + 1 } });
      return matchedCount === 1;
    }
    try {
      await this.#rooms.create({ _id: seminarId, number: 1, ...room.kept });
      return true;
    } catch (error) {
      if (isDuplicate(error)) return false;
      throw error;
    }
  }
}
