/** Holds the thread beside the document and gives each claim's view what it should draw. */
import { type EditorState, Plugin, PluginKey } from '@tiptap/pm/state';
import type { Node } from '@tiptap/pm/model';
import { Decoration, DecorationSet, type EditorView } from '@tiptap/pm/view';
import type { EditorHost } from '../host.ts';
import { type ClaimThread, threadOf } from './chain.ts';
import { type PlacedClaim, placedClaims } from './claims.ts';
import { type Section, sectionsOf } from './sections.ts';
import { make } from '../views/dom.ts';

export type ChainState = {
  claims: readonly PlacedClaim[];
  threads: ReadonlyMap<string, ClaimThread>;
  decorations: DecorationSet;
};

const chainKey = new PluginKey<ChainState>('chain');
const labelsChanged = 'labelsChanged';
const emptyState: ChainState = { claims: [], threads: new Map(), decorations: DecorationSet.empty };

export const chainOf = (state: EditorState): ChainState => chainKey.getState(state) ?? emptyState;

const isSame = (a: ClaimThread | undefined, b: ClaimThread): boolean =>
  a !== undefined && a.missing === b.missing && a.above === b.above && a.below === b.below && a.isTied === b.isTied;

/** Says under a heading which area its claims are about, and how many of them hold together. */
const sectionLine = (section: Section, threads: ReadonlyMap<string, ClaimThread>, host: EditorHost): Decoration => {
  const whole = section.claims.filter((claim) => threads.get(claim.id)?.missing === null).length;
  const words = [
    section.area === null ? null : host.words.section.area(host.areaName(section.area)),
    host.words.section.whole(whole, section.claims.length),
  ]
    .filter((one) => one !== null)
    .join(' · ');
  const line = (): HTMLElement => make('div', 'section-line', { contenteditable: 'false' }, words);
  return Decoration.widget(section.end, line, { side: -1, key: words, ignoreSelection: true });
};

const compute = (doc: Node, host: EditorHost, before: ChainState | null): ChainState => {
  const claims = placedClaims(doc);
  const elsewhere = (claimId: string) => host.labels.find({ targetType: 'claim', targetId: claimId })?.kind;
  const found = threadOf(claims, elsewhere);
  // an unchanged thread stays the same object, so that its claim is not drawn anew
  const threads = new Map(
    [...found].map(([id, thread]) => {
      const old = before?.threads.get(id);
      return [id, old !== undefined && isSame(old, thread) ? old : thread];
    }),
  );
  const sections = host.isReport ? [] : sectionsOf(doc, claims);
  const decorations = DecorationSet.create(doc, [
    ...claims.map((claim) => {
      const isSaid = sections.some((section) => section.area !== null && section.claims.includes(claim));
      return Decoration.node(claim.pos, claim.pos + claim.node.nodeSize, {}, { thread: threads.get(claim.id), isSaid });
    }),
    ...sections.map((section) => sectionLine(section, threads, host)),
  ]);
  return { claims, threads, decorations };
};

/** Whether any claim came, went, or changed; positions alone do not count. */
const claimsChanged = (before: ChainState, doc: Node): boolean => {
  const now = placedClaims(doc);
  return (
    now.length !== before.claims.length ||
    now.some((claim, index) => {
      const old = before.claims[index];
      return old?.node !== claim.node || old.next !== claim.next;
    })
  );
};

export const chainPlugin = (host: EditorHost): Plugin<ChainState> =>
  new Plugin<ChainState>({
    key: chainKey,
    state: {
      init: (_config, state) => compute(state.doc, host, null),
      apply: (transaction, before) => {
        if (transaction.getMeta(chainKey) === labelsChanged) return compute(transaction.doc, host, before);
        if (!transaction.docChanged) return before;
        if (claimsChanged(before, transaction.doc)) return compute(transaction.doc, host, before);
        return {
          ...before,
          claims: placedClaims(transaction.doc),
          decorations: before.decorations.map(transaction.mapping, transaction.doc),
        };
      },
    },
    props: { decorations: (state) => chainOf(state).decorations },
    view: (view) => {
      let frame = 0;
      const stop = host.labels.subscribe(() => {
        cancelAnimationFrame(frame);
        frame = requestAnimationFrame(() => {
          if (!view.isDestroyed) redrawClaims(view);
        });
      });
      return {
        destroy: () => {
          cancelAnimationFrame(frame);
          stop();
        },
      };
    },
  });

export type Drawn = { thread: ClaimThread; /** the heading above says the area */ isSaid: boolean };

const isThread = (value: unknown): value is ClaimThread =>
  typeof value === 'object' && value !== null && 'below' in value && 'missing' in value;

/** @returns what a claim's view was given with its decorations. */
export const drawnIn = (decorations: readonly Decoration[]): Drawn | undefined => {
  for (const { spec } of decorations)
    if (isThread(spec.thread)) return { thread: spec.thread, isSaid: spec.isSaid === true };
  return undefined;
};

/** What the page knows about claims changed: labels of citations, sources of a draft. */
export const redrawClaims = (view: EditorView): void => view.dispatch(view.state.tr.setMeta(chainKey, labelsChanged));
