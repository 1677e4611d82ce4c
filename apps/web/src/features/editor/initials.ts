/**
 * Colleagues' initials in the margin, at the line where their carets stand. Drawn without React: each of its commits goes
 * through all of the text to keep the selection, which a long document feels at every key.
 */
import { initialsOf } from '@samsyn/domain';
import type { EditorView } from '@tiptap/pm/view';
import { type CaretPlace, caretsOf } from './plugins/carets.ts';
import { make } from './views/dom.ts';

/** In pixels: initials that would overlap stand side by side. */
const lineHeight = 22;
const width = 36;
const edge = 12;

type Placed = { place: CaretPlace; top: number };

export class Initials {
  readonly #drawn = new Map<number, HTMLElement>();
  #placed: readonly Placed[] = [];
  #layer: HTMLElement | null = null;

  /** Where they are drawn: a layer over the paper, beside the text. */
  readonly standOn = (layer: HTMLElement | null): void => {
    this.#layer = layer;
    this.#drawn.clear();
    layer?.replaceChildren();
    this.draw();
  };

  /** Reads the lines off the page; writes nothing. */
  measure(view: EditorView): void {
    const carets = caretsOf(view.state);
    const top = carets.length === 0 ? 0 : view.dom.getBoundingClientRect().top;
    const { size } = view.state.doc.content;
    this.#placed = carets.map((place) => ({
      place,
      top: Math.round(view.coordsAtPos(Math.min(place.head, size)).top - top),
    }));
  }

  /** Writes what was measured; reads nothing. */
  draw(): void {
    const gone = new Set(this.#drawn.keys());
    const taken = new Map<number, number>();
    for (const { place, top } of this.#placed) {
      const line = Math.round(top / lineHeight);
      const before = taken.get(line) ?? 0;
      taken.set(line, before + 1);
      gone.delete(place.clientId);
      this.#put(place, top, edge + before * width);
    }
    for (const clientId of gone) {
      this.#drawn.get(clientId)?.remove();
      this.#drawn.delete(clientId);
    }
  }

  #put(place: CaretPlace, top: number, right: number): void {
    const { name, token } = place.person;
    let element = this.#drawn.get(place.clientId);
    if (element === undefined) {
      element = make('span', 'margin-initial');
      this.#drawn.set(place.clientId, element);
      this.#layer?.append(element);
    }
    const style = `--person:${token};top:${top}px;right:${right}px`;
    if (element.getAttribute('style') !== style) element.setAttribute('style', style);
    if (element.title !== name) {
      element.title = name;
      element.textContent = initialsOf(name);
    }
  }
}
