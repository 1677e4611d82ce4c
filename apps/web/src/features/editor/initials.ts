/** Where colleagues' initials stand in the margin: read off the text after its carets were drawn. */
import type { EditorView } from '@tiptap/pm/view';
import { type CaretPlace, caretsOf } from './plugins/carets.ts';

/** Beside which line, in pixels from the top of the text. */
export type MarginInitial = { place: CaretPlace; top: number };

const isSame = (a: readonly MarginInitial[], b: readonly MarginInitial[]): boolean =>
  a.length === b.length &&
  a.every((one, index) => one.top === b[index]?.top && one.place.person === b[index].place.person);

export class Initials {
  #all: readonly MarginInitial[] = [];
  readonly #listeners = new Set<() => void>();

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };
  readonly snapshot = (): readonly MarginInitial[] => this.#all;

  read(view: EditorView): void {
    const carets = caretsOf(view.state);
    const top = carets.length === 0 ? 0 : view.dom.getBoundingClientRect().top;
    const next = carets.map((place) => ({
      place,
      top: Math.round(view.coordsAtPos(Math.min(place.head, view.state.doc.content.size)).top - top),
    }));
    if (isSame(this.#all, next)) return;
    this.#all = next;
    for (const listener of this.#listeners) listener();
  }
}
