/** The slash menu's place in the text: what was typed after "/", and the keys that the menu takes while it is open. */
import { Plugin, PluginKey } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';
import { type Act, matching } from '../acts/acts.ts';

export type SlashState = { isOpen: boolean; typed: string; from: number; active: number; acts: readonly Act[] };
const closed: SlashState = { isOpen: false, typed: '', from: 0, active: 0, acts: [] };
export const slashListId = 'slash-menu';
export const slashOptionId = (index: number): string => `${slashListId}-${index}`;

/** "/" at the beginning of a line or after a blank, and at most two words after it. */
const slashBefore = /(?:^|\s)\/([\p{L}]*(?: [\p{L}]*)?)$/u;

/** Shared by the plugin, which follows the text and the keys, and the list that is drawn beside the caret. */
export class SlashMenu {
  #state = closed;
  #dismissedAt: number | null = null;
  #view: EditorView | null = null;
  readonly #listeners = new Set<() => void>();
  #acts: () => Act[] = () => [];

  /** All that may be chosen. */
  offer(acts: () => Act[]): void {
    this.#acts = acts;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };
  readonly snapshot = (): SlashState => this.#state;

  get view(): EditorView | null {
    return this.#view;
  }

  follow(view: EditorView): void {
    this.#view = view;
    const { selection } = view.state;
    const { $from } = selection;
    const isTyping = selection.empty && view.editable && view.hasFocus() && $from.parent.isTextblock;
    const before = isTyping ? $from.parent.textBetween(0, $from.parentOffset, undefined, '\uFFFC') : '';
    const match = slashBefore.exec(before);
    if (match === null) {
      this.#dismissedAt = null;
      this.#set(closed);
      return;
    }
    const typed = match[1] ?? '';
    const from = selection.from - typed.length - 1;
    const acts = matching(this.#acts(), typed);
    if (from === this.#dismissedAt || acts.length === 0) this.#set(closed);
    else if (from !== this.#state.from || typed !== this.#state.typed || !this.#state.isOpen)
      this.#set({ isOpen: true, typed, from, acts, active: 0 });
  }

  /** @returns whether the menu took the key */
  press(key: string): boolean {
    if (!this.#state.isOpen) return false;
    const { acts, active } = this.#state;
    switch (key) {
      case 'ArrowDown':
        this.#set({ ...this.#state, active: (active + 1) % acts.length });
        return true;
      case 'ArrowUp':
        this.#set({ ...this.#state, active: (active - 1 + acts.length) % acts.length });
        return true;
      case 'Enter':
      case 'Tab':
        this.pick(active);
        return true;
      case 'Escape':
        this.dismiss();
        return true;
      default:
        return false;
    }
  }

  pick(index: number): void {
    const act = this.#state.acts[index];
    const view = this.#view;
    if (act === undefined || view === null) return;
    const { from, typed } = this.#state;
    this.#set(closed);
    view.dispatch(view.state.tr.delete(from, from + typed.length + 1));
    act.run();
  }

  dismiss(): void {
    this.#dismissedAt = this.#state.from;
    this.#set(closed);
  }

  #set(next: SlashState): void {
    if (next === this.#state || (!next.isOpen && !this.#state.isOpen)) return;
    this.#state = next;
    this.#mark();
    for (const listener of this.#listeners) listener();
  }

  /** Tells screen readers which choice is the current one, while the caret stays in the text. */
  #mark(): void {
    const dom = this.#view?.dom;
    if (dom === undefined) return;
    const { isOpen, active } = this.#state;
    const names = {
      'aria-controls': slashListId,
      'aria-activedescendant': slashOptionId(active),
      'aria-haspopup': 'listbox',
    };
    for (const [name, value] of Object.entries(names)) {
      if (isOpen) dom.setAttribute(name, value);
      else dom.removeAttribute(name);
    }
  }
}

export const slashPlugin = (menu: SlashMenu): Plugin =>
  new Plugin({
    key: new PluginKey('slash'),
    props: {
      handleKeyDown: (_view, event) => {
        if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return false;
        return menu.press(event.key);
      },
      handleDOMEvents: {
        blur: (view) => {
          queueMicrotask(() => {
            if (!view.isDestroyed && !view.hasFocus()) menu.dismiss();
          });
          return false;
        },
      },
    },
    view: () => ({ update: (view) => menu.follow(view) }),
  });
