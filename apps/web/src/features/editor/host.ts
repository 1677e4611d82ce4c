/** What stands between the text's own drawing (plain DOM) and the page around it (React). */
import type { ClaimKind } from '@samsyn/domain';
import type { LabelStore, Target } from './labels.ts';
import type { EditorText } from './text/index.ts';

/** What may be cited at a place. `claims` narrows claims to these kinds; without it everything may. */
export type Wanted = { claims?: readonly ClaimKind[]; sources: boolean };

export type HostRequest =
  | { kind: 'fields'; claimId: string; field: 'owner' | 'due' | 'expectedEffect'; anchor: HTMLElement }
  | { kind: 'cite'; claimId: string | null; wanted: Wanted; anchor: HTMLElement }
  | { kind: 'citation'; target: Target; pos: number; anchor: HTMLElement };

export type Redrawn = { /** draws anew what has changed, and nothing else */ redraw: () => void };

/** One for each editor; the views hold it, the page fills in what changes. */
export class EditorHost {
  words: EditorText;
  formatDay: (day: string) => string;
  areaName: (slug: string) => string;
  /** a report's page: headings say kinds and areas, the checklist says gaps, each block says where it comes from */
  readonly isReport: boolean;
  /** what stands above a block of a report */
  saysOf: (blockId: unknown) => string | null = () => null;
  readonly labels: LabelStore;
  readonly #views = new Set<Redrawn>();
  readonly #chips = new Set<() => void>();
  #ask: (request: HostRequest) => void = () => {};

  constructor(options: {
    words: EditorText;
    labels: LabelStore;
    formatDay: (day: string) => string;
    areaName: (slug: string) => string;
    isReport: boolean;
  }) {
    this.words = options.words;
    this.labels = options.labels;
    this.formatDay = options.formatDay;
    this.areaName = options.areaName;
    this.isReport = options.isReport;
  }

  /** What the page knows changed: language, areas, where blocks come from. */
  inform(news: Partial<Pick<EditorHost, 'words' | 'formatDay' | 'areaName' | 'saysOf'>>): void {
    Object.assign(this, news);
  }

  /** A view in the text that draws what the host and the chain know. @returns a function that takes it away */
  add(view: Redrawn): () => void {
    this.#views.add(view);
    return () => this.#views.delete(view);
  }

  redraw(): void {
    for (const view of this.#views) view.redraw();
  }

  /** A chip, which says what it cites in the words of another block. @returns a function that takes it away */
  addChip(redraw: () => void): () => void {
    this.#chips.add(redraw);
    return () => this.#chips.delete(redraw);
  }

  redrawChips(): void {
    for (const redraw of this.#chips) redraw();
  }

  /** The page says how it answers. @returns a function that takes it back */
  answerWith(answer: (request: HostRequest) => void): () => void {
    this.#ask = answer;
    return () => {
      if (this.#ask === answer) this.#ask = () => {};
    };
  }

  ask(request: HostRequest): void {
    this.#ask(request);
  }
}
