/** A heading, and under it what the claims below it are about. */
import type { Node } from '@tiptap/pm/model';
import type { EditorView, NodeView, ViewMutationRecord } from '@tiptap/pm/view';
import { chainOf } from '../chain/chainPlugin.ts';
import type { EditorHost } from '../host.ts';
import { make } from './dom.ts';

const tags = { 1: 'h1', 2: 'h2', 3: 'h3', 4: 'h4' } as const;
const tagOf = (level: unknown): (typeof tags)[keyof typeof tags] =>
  level === 1 || level === 2 || level === 3 || level === 4 ? tags[level] : 'h2';

export class HeadingView implements NodeView {
  readonly dom: HTMLElement;
  readonly contentDOM: HTMLElement;
  #node: Node;
  readonly #line: HTMLElement;
  readonly #view: EditorView;
  readonly #leave: () => void;

  constructor(node: Node, view: EditorView, host: EditorHost) {
    this.#node = node;
    this.#view = view;
    this.contentDOM = make(tagOf(node.attrs['level']), '');
    this.#line = make('div', 'section-line', { contenteditable: 'false' });
    this.dom = make('div', 'heading', { 'data-level': String(node.attrs['level']) }, this.contentDOM, this.#line);
    this.#leave = host.add(this);
    this.redraw();
  }

  update(node: Node): boolean {
    if (node.type !== this.#node.type || node.attrs['level'] !== this.#node.attrs['level']) return false;
    this.#node = node;
    this.redraw();
    return true;
  }

  destroy(): void {
    this.#leave();
  }

  redraw(): void {
    const id: unknown = this.#node.attrs['id'];
    this.dom.dataset['id'] = typeof id === 'string' ? id : '';
    const words = typeof id === 'string' ? (chainOf(this.#view.state).lines.get(id) ?? '') : '';
    if (this.#line.textContent !== words) this.#line.textContent = words;
    this.#line.hidden = words === '';
  }

  ignoreMutation(mutation: ViewMutationRecord): boolean {
    return mutation.type !== 'selection' && !this.contentDOM.contains(mutation.target);
  }
}
