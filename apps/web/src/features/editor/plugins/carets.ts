/**
 * Other people's carets: thin, in their colour; the name is read out, never drawn over text (initials stand in the
 * margin). Drawn at most once a frame, and only those in view.
 */
import { catchUp } from '@samsyn/document/editor';
import type { Node } from '@tiptap/pm/model';
import type { EditorState } from '@tiptap/pm/state';
import { Plugin, PluginKey } from '@tiptap/pm/state';
import { Decoration, DecorationSet, type EditorView } from '@tiptap/pm/view';
import { ySyncPluginKey } from '@tiptap/y-tiptap';
import type { Awareness } from 'y-protocols/awareness';
import * as Y from 'yjs';
import { absolutePlace, placeFrom, relativePlace, type Tie } from '../documentEditor.ts';
import { type Person, personIn } from './people.ts';
import { make } from '../views/dom.ts';

export type CaretPlace = { clientId: number; person: Person; anchor: number; head: number };
/** `isStale`: the text changed since the places were found. */
type CaretState = { places: readonly CaretPlace[]; decorations: DecorationSet; isStale: boolean };
const caretKey = new PluginKey<CaretState>('carets');
/** This much beside what is seen is drawn too. In pixels. */
const margin = 200;
/** Carets are drawn at most this often: the eye does not follow thirty of them. In milliseconds. */
const pace = 100;

export const caretsOf = (state: EditorState): readonly CaretPlace[] => caretKey.getState(state)?.places ?? [];

const isStale = (state: EditorState): boolean => caretKey.getState(state)?.isStale === true;

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

/** The tie is the binding; null before there is one. */
const tieOf = (state: EditorState): Tie | null => {
  const held: { binding: Tie } | undefined = ySyncPluginKey.getState(state);
  return held?.binding ?? null;
};

const absolute = (tie: Tie, doc: Node, json: unknown): number | null => {
  const place = placeFrom(json);
  return place === null ? null : absolutePlace(tie, doc, place);
};

const placesOf = (view: EditorView, awareness: Awareness): CaretPlace[] => {
  const tie = tieOf(view.state);
  if (tie === null) return [];
  const { doc } = view.state;
  const { size } = doc.content;
  return [...awareness.getStates()].flatMap(([clientId, state]): CaretPlace[] => {
    const person = personIn(state);
    if (clientId === awareness.clientID || person === null || !isRecord(state['cursor'])) return [];
    const anchor = absolute(tie, doc, state['cursor']['anchor']);
    const head = absolute(tie, doc, state['cursor']['head']);
    if (anchor === null || head === null) return [];
    return [{ clientId, person, anchor: Math.min(anchor, size), head: Math.min(head, size) }];
  });
};

/** @returns the first of `items` for which `isPast` holds; they are in order of the page. */
const firstPast = (items: HTMLCollection, isPast: (item: Element) => boolean): number => {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const item = items[middle];
    if (item !== undefined && isPast(item)) high = middle;
    else low = middle + 1;
  }
  return low;
};

/** The stretch of the document that is on the screen, a little more on either side. */
const visibleStretch = (view: EditorView): { from: number; to: number } => {
  const { children } = view.dom;
  const first = children[firstPast(children, (item) => item.getBoundingClientRect().bottom > -margin)];
  const after = children[firstPast(children, (item) => item.getBoundingClientRect().top > innerHeight + margin)];
  return {
    from: first === undefined ? view.state.doc.content.size : view.posAtDOM(first, 0),
    to: after === undefined ? view.state.doc.content.size : view.posAtDOM(after, 0),
  };
};

const caretElement = (person: Person): HTMLElement =>
  make(
    'span',
    'collaboration-carets__caret',
    { style: `--person:${person.token}`, 'data-name': person.name },
    make('span', 'collaboration-carets__label', {}, person.name),
  );

const decorationsOf = (places: readonly CaretPlace[]): Decoration[] =>
  places.flatMap(({ clientId, person, anchor, head }) => {
    const caret = Decoration.widget(head, () => caretElement(person), {
      key: `${clientId}:${person.name}:${person.token}`,
      side: 10,
      ignoreSelection: true,
    });
    if (anchor === head) return [caret];
    const selection = Decoration.inline(Math.min(anchor, head), Math.max(anchor, head), {
      class: 'collaboration-carets__selection',
      style: `--person:${person.token}`,
    });
    return [caret, selection];
  });

/** Tells the others where the caret stands here, in terms of the shared document. */
const publish = (view: EditorView, awareness: Awareness): void => {
  const tie = tieOf(view.state);
  const local = awareness.getLocalState();
  if (tie === null || local === null || !view.hasFocus()) return;
  const { anchor, head } = view.state.selection;
  const place = (position: number): Y.RelativePosition => relativePlace(tie, view.state.doc, position);
  const next = { anchor: Y.relativePositionToJSON(place(anchor)), head: Y.relativePositionToJSON(place(head)) };
  if (JSON.stringify(next) !== JSON.stringify(local['cursor'])) awareness.setLocalStateField('cursor', next);
};

/** What is drawn beside the text for each caret: measured before, and written after, the text is touched. */
export type Beside = { measure: (view: EditorView) => void; draw: () => void };

const isSame = (a: readonly CaretPlace[], b: readonly CaretPlace[]): boolean =>
  a.length === b.length &&
  a.every(
    (one, index) => one.clientId === b[index]?.clientId && one.anchor === b[index].anchor && one.head === b[index].head,
  );

export const caretPlugin = (awareness: Awareness, beside: Beside): Plugin<CaretState> =>
  new Plugin<CaretState>({
    key: caretKey,
    state: {
      init: () => ({ places: [], decorations: DecorationSet.empty, isStale: false }),
      apply: (transaction, state) => {
        const places: readonly CaretPlace[] | undefined = transaction.getMeta(caretKey);
        if (places !== undefined)
          return { places, decorations: DecorationSet.create(transaction.doc, decorationsOf(places)), isStale: false };
        if (!transaction.docChanged) return state;
        return { ...state, decorations: state.decorations.map(transaction.mapping, transaction.doc), isStale: true };
      },
    },
    props: { decorations: (state) => caretKey.getState(state)?.decorations },
    view: (view) => {
      let frame = 0;
      let wait: ReturnType<typeof setTimeout> | undefined;
      let telling: ReturnType<typeof setTimeout> | undefined;
      let isSettled = true;
      // All that is read comes before all that is written: one layout for each drawing.
      const redraw = (): void => {
        frame = 0;
        if (view.isDestroyed || view.composing) return;
        catchUp(view);
        const all = placesOf(view, awareness);
        const before = caretsOf(view.state);
        if (all.length === 0 && before.length === 0) return;
        beside.measure(view);
        const { from, to } = visibleStretch(view);
        const places = all.filter(({ anchor, head }) => Math.max(anchor, head) >= from && Math.min(anchor, head) <= to);
        beside.draw();
        const isMoved = !isSame(before, places) || isStale(view.state);
        if (isMoved) view.dispatch(view.state.tr.setMeta(caretKey, places).setMeta('addToHistory', false));
        // once more when they stand still, for what stands beside them
        if (isMoved || !isSettled) plan();
        isSettled = !isMoved;
      };
      const plan = (): void => {
        const isAlone = awareness.getStates().size <= 1 && caretsOf(view.state).length === 0;
        if (isAlone || wait !== undefined) return;
        wait = setTimeout(() => {
          wait = undefined;
          frame ||= requestAnimationFrame(redraw);
        }, pace);
      };
      // The key comes first: where the caret stands is told when it has been shown here.
      const tell = (): void => {
        telling ??= setTimeout(() => {
          telling = undefined;
          if (!view.isDestroyed) publish(view, awareness);
        }, pace);
      };
      awareness.on('change', plan);
      addEventListener('scroll', plan, { capture: true, passive: true });
      addEventListener('resize', plan, { passive: true });
      view.dom.addEventListener('focusin', tell);
      plan();
      return {
        update: (current, before) => {
          const isMoved = current.state.doc !== before.doc;
          if (isMoved || !current.state.selection.eq(before.selection)) tell();
          if (isMoved) plan();
        },
        destroy: () => {
          cancelAnimationFrame(frame);
          clearTimeout(wait);
          clearTimeout(telling);
          awareness.off('change', plan);
          removeEventListener('scroll', plan, { capture: true });
          removeEventListener('resize', plan);
          view.dom.removeEventListener('focusin', tell);
          awareness.setLocalStateField('cursor', null);
        },
      };
    },
  });
