/** A citation as a chip in the line: the name of what it points at. */
import type { Node } from '@tiptap/pm/model';
import type { EditorView, NodeView } from '@tiptap/pm/view';
import { chainOf } from '../chain/chainPlugin.ts';
import type { EditorHost } from '../host.ts';
import type { Target } from '../labels.ts';
import { make, spriteIcon } from './dom.ts';

export class CitationView implements NodeView {
  readonly dom: HTMLElement;
  readonly #target: Target;
  readonly #view: EditorView;
  readonly #host: EditorHost;
  readonly #stop: () => void;
  #shown = '';

  constructor(node: Node, view: EditorView, getPos: () => number | undefined, host: EditorHost) {
    this.#target = { targetType: node.attrs['targetType'], targetId: node.attrs['targetId'] };
    this.#view = view;
    this.#host = host;
    this.dom = make('span', 'cite', { contenteditable: 'false', 'data-type': this.#target.targetType, role: 'note' });
    this.dom.addEventListener('click', () => {
      const pos = getPos();
      if (pos !== undefined) host.ask({ kind: 'citation', target: this.#target, pos, anchor: this.dom });
    });
    this.dom.addEventListener('keydown', (event) => {
      if (this.#view.editable || !(event.key === 'Enter' || event.key === ' ')) return;
      event.preventDefault();
      this.dom.click();
    });
    const stops = [
      host.labels.subscribe(() => this.#draw()),
      host.addChip(() => this.#draw()),
      host.add({ redraw: () => this.#mark() }),
    ];
    this.#stop = () => stops.forEach((stop) => stop());
    this.#draw();
    if (!view.editable) this.#mark();
  }

  update(node: Node): boolean {
    const isSame =
      node.attrs['targetType'] === this.#target.targetType && node.attrs['targetId'] === this.#target.targetId;
    if (isSame) this.#draw();
    return isSame;
  }

  ignoreMutation(): boolean {
    return true;
  }

  destroy(): void {
    this.#stop();
  }

  /** Who reads opens it as a button; who writes chooses it by arrows, and opens it by Alt+Enter. */
  #mark(): void {
    const isRead = !this.#view.editable;
    this.dom.setAttribute('role', isRead ? 'button' : 'note');
    if (isRead) this.dom.tabIndex = 0;
    else this.dom.removeAttribute('tabindex');
  }

  #draw(): void {
    const { label, kind, isMissing } = this.#words();
    const shown = `${kind ?? ''}|${label}`;
    if (shown === this.#shown && this.dom.childNodes.length > 0) return;
    this.#shown = shown;
    this.dom.toggleAttribute('data-missing', isMissing);
    this.dom.replaceChildren(...(kind === null ? [] : [spriteIcon(kind)]), make('span', 'cite-label', {}, label));
  }

  #words(): { label: string; kind: string | null; isMissing: boolean } {
    const { words } = this.#host;
    if (this.#target.targetType === 'claim') {
      const here = chainOf(this.#view.state).byId.get(this.#target.targetId);
      if (here !== undefined) return { label: here.text || words.kinds[here.kind], kind: here.kind, isMissing: false };
    }
    const known = this.#host.labels.find(this.#target);
    if (known === undefined) return { label: '…', kind: null, isMissing: false };
    if (known.isMissing === true) return { label: words.citation.missing, kind: 'broken', isMissing: true };
    return { label: known.label, kind: known.kind ?? null, isMissing: false };
  }
}
