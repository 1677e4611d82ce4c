/** A claim as it stands in the text: its kind in the margin, the thread beside it, and what it still lacks. */
import type { ClaimKind } from '@samsyn/domain';
import type { Node } from '@tiptap/pm/model';
import type { EditorView, NodeView, ViewMutationRecord } from '@tiptap/pm/view';
import type { Break, ClaimThread } from '../chain/chain.ts';
import { chainOf } from '../chain/chainPlugin.ts';
import type { EditorHost, Wanted } from '../host.ts';
import { addCauseFor } from '../acts/claims.ts';
import { make, spriteIcon, textButton } from './dom.ts';

const wantedFor: Record<Exclude<Break, 'resultWithoutCause'>, Wanted> = {
  causeWithoutResult: { claims: ['result'], sources: false },
  conclusionWithoutCause: { claims: ['cause'], sources: false },
  conclusionWithoutEvidence: { claims: [], sources: true },
  actionWithoutConclusion: { claims: ['conclusion'], sources: false },
  effectWithoutAction: { claims: ['action'], sources: false },
};

/** Does what mends the break: a cause is written at once, everything else is pointed at. */
export const mend = (
  view: EditorView,
  host: EditorHost,
  claimId: string,
  missing: Break,
  anchor: HTMLElement,
): void => {
  if (missing === 'resultWithoutCause') addCauseFor(view, claimId);
  else host.ask({ kind: 'cite', claimId, wanted: wantedFor[missing], anchor });
};

const fieldNames = ['owner', 'due', 'expectedEffect'] as const;

export class ClaimView implements NodeView {
  readonly dom: HTMLElement;
  readonly contentDOM: HTMLElement;
  #node: Node;
  #thread: ClaimThread | undefined;
  /** what it was drawn from, as one word */
  #drawn = '';
  readonly #kind: HTMLElement;
  readonly #foot: HTMLElement;
  readonly #view: EditorView;
  readonly #host: EditorHost;
  readonly #leave: () => void;

  constructor(node: Node, view: EditorView, host: EditorHost) {
    this.#node = node;
    this.#view = view;
    this.#host = host;
    this.#kind = make('div', 'claim-kind', { contenteditable: 'false' });
    this.contentDOM = make('div', 'claim-body');
    this.#foot = make('div', 'claim-foot', { contenteditable: 'false' });
    this.dom = make('section', 'claim', { role: 'group' }, this.#kind, this.contentDOM, this.#foot);
    this.#leave = host.add(this);
    this.redraw();
  }

  update(node: Node): boolean {
    if (node.type !== this.#node.type) return false;
    const isSame = node.attrs === this.#node.attrs;
    this.#node = node;
    if (!isSame) this.redraw();
    return true;
  }

  destroy(): void {
    this.#leave();
  }

  redraw(): void {
    const { attrs } = this.#node;
    const { threads, said } = chainOf(this.#view.state);
    this.#thread = threads.get(attrs['id']);
    const isAreaSaid = said.has(attrs['id']);
    const from = JSON.stringify([
      attrs,
      this.#thread,
      isAreaSaid,
      this.#host.saysOf(attrs['id']),
      this.#view.editable,
      this.#host.words.saved,
    ]);
    if (from === this.#drawn) return;
    this.#drawn = from;
    this.#draw(isAreaSaid);
  }

  ignoreMutation(mutation: ViewMutationRecord): boolean {
    if (mutation.type === 'selection') return false;
    return !this.contentDOM.contains(mutation.target);
  }

  stopEvent(event: Event): boolean {
    return event.target instanceof globalThis.Node && this.#foot.contains(event.target);
  }

  get #claimKind(): ClaimKind {
    return this.#node.attrs['kind'];
  }

  #draw(isAreaSaid: boolean): void {
    const { words } = this.#host;
    const kind = this.#claimKind;
    const word = words.kinds[kind] ?? '';
    this.dom.dataset['kind'] = kind;
    this.dom.dataset['id'] = String(this.#node.attrs['id'] ?? '');
    this.dom.dataset['above'] = this.#thread?.above ?? 'none';
    this.dom.dataset['below'] = this.#thread?.below ?? 'none';
    this.dom.toggleAttribute('data-loose', this.#thread?.isTied !== true);
    this.dom.setAttribute('aria-label', word);
    const says = this.#host.saysOf(this.#node.attrs['id']) ?? '';
    this.#kind.replaceChildren(...(this.#host.isReport ? [says] : [spriteIcon(kind), word]));
    this.#foot.replaceChildren(...(this.#host.isReport ? [] : this.#mendLine()), ...this.#fieldLine(isAreaSaid));
    this.#foot.hidden = this.#foot.childElementCount === 0;
  }

  #mendLine(): HTMLElement[] {
    const missing = this.#thread?.missing ?? null;
    if (missing === null) return [];
    const { says, act } = this.#host.words.breaks[missing];
    const line = make('p', 'claim-mend', {}, spriteIcon('broken'), make('span', '', {}, says));
    if (this.#view.editable)
      line.append(
        textButton('claim-act', act, (button) => mend(this.#view, this.#host, this.#node.attrs['id'], missing, button)),
      );
    return [line];
  }

  #fieldLine(isAreaSaid: boolean): HTMLElement[] {
    const { words } = this.#host;
    const line = make('p', 'claim-fields');
    const area: unknown = this.#node.attrs['priorityArea'];
    if (this.#claimKind === 'action') line.append(...fieldNames.flatMap((name) => this.#field(name)));
    if (typeof area === 'string' && area !== '' && !isAreaSaid && !this.#host.isReport)
      line.append(make('span', '', {}, `${words.fields.area} `, make('b', '', {}, this.#host.areaName(area))));
    return line.childElementCount === 0 ? [] : [line];
  }

  #field(name: (typeof fieldNames)[number]): HTMLElement[] {
    const { fields } = this.#host.words;
    const value: unknown = this.#node.attrs[name];
    const isSet = typeof value === 'string' && value !== '';
    const ask = (anchor: HTMLElement): void =>
      this.#host.ask({ kind: 'fields', claimId: this.#node.attrs['id'], field: name, anchor });
    if (!isSet) {
      if (!this.#view.editable) return [];
      const add = { owner: fields.addOwner, due: fields.addDue, expectedEffect: fields.addEffect }[name];
      return [textButton('claim-act claim-add', add, ask)];
    }
    const shown = make('b', '', {}, name === 'due' ? this.#host.formatDay(value) : value);
    if (!this.#view.editable) return [make('span', '', {}, `${fields[name]} `, shown)];
    const button = textButton('claim-field', '', ask);
    button.append(`${fields[name]} `, shown);
    button.title = fields.change(fields[name]);
    return [button];
  }
}
