/** Holds the thread beside the document, and tells the views of claims and headings when what they draw has changed. */
import { type EditorState, Plugin, PluginKey } from '@tiptap/pm/state';
import type { Node } from '@tiptap/pm/model';
import type { EditorView } from '@tiptap/pm/view';
import type { EditorHost } from '../host.ts';
import { type ClaimThread, threadOf } from './chain.ts';
import { changedRuns } from '../documentEditor.ts';
import { bearsOnChain, isSameChain, type PlacedClaim, placedClaims } from './claims.ts';
import { type Section, sectionsOf } from './sections.ts';

/**
 * `threads`, `said` and `lines` are the same objects as long as the thread runs the same way, whatever is written.
 * `said`: the claims whose area the heading above says. `lines`: what stands under a heading, by its id. These are not
 * decorations: ProseMirror would go through all of them for each block at each key.
 */
export type ChainState = {
  claims: readonly PlacedClaim[];
  byId: ReadonlyMap<string, PlacedClaim>;
  threads: ReadonlyMap<string, ClaimThread>;
  said: ReadonlySet<string>;
  lines: ReadonlyMap<string, string>;
};

const chainKey = new PluginKey<ChainState>('chain');
const labelsChanged = 'labelsChanged';
/** Chips follow the words of the claim that they cite after so long. In milliseconds. */
const lag = 250;
const emptyState: ChainState = { claims: [], byId: new Map(), threads: new Map(), said: new Set(), lines: new Map() };

export const chainOf = (state: EditorState): ChainState => chainKey.getState(state) ?? emptyState;

/** Which area the claims under a heading are about, and how many of them hold together. */
const lineOf = (section: Section, threads: ReadonlyMap<string, ClaimThread>, host: EditorHost): string => {
  const whole = section.claims.filter((claim) => threads.get(claim.id)?.missing === null).length;
  const { area, whole: told } = host.words.section;
  const words = told(whole, section.claims.length);
  return section.area === null ? words : `${area(host.areaName(section.area))} · ${words}`;
};

const byId = (claims: readonly PlacedClaim[]): Map<string, PlacedClaim> =>
  new Map(claims.map((claim) => [claim.id, claim]));

const compute = (claims: readonly PlacedClaim[], host: EditorHost): ChainState => {
  const elsewhere = (claimId: string) => host.labels.find({ targetType: 'claim', targetId: claimId })?.kind;
  const threads = threadOf(claims, elsewhere);
  const sections = host.isReport ? [] : sectionsOf(claims);
  return {
    claims,
    byId: byId(claims),
    threads,
    said: new Set(sections.filter((one) => one.area !== null).flatMap((one) => one.claims.map((claim) => claim.id))),
    lines: new Map(sections.map((section) => [section.headingId, lineOf(section, threads, host)])),
  };
};

/** Whether nothing but words outside claims and headings was changed: no block came, went or became another. */
const isBesideChain = (before: Node, after: Node): boolean =>
  changedRuns(before, after.children).every(
    (run) =>
      run.before.length === run.after.length &&
      run.after.every((node, index) => node.type === run.before[index]?.type && !bearsOnChain(node)) &&
      !run.before.some(bearsOnChain),
  );

export const chainPlugin = (host: EditorHost): Plugin<ChainState> =>
  new Plugin<ChainState>({
    key: chainKey,
    state: {
      init: (_config, state) => compute(placedClaims(state.doc), host),
      apply: (transaction, before) => {
        if (transaction.getMeta(chainKey) === labelsChanged) return compute(placedClaims(transaction.doc), host);
        if (!transaction.docChanged || isBesideChain(transaction.before, transaction.doc)) return before;
        const claims = placedClaims(transaction.doc);
        return isSameChain(before.claims, claims) ? { ...before, claims, byId: byId(claims) } : compute(claims, host);
      },
    },
    view: (view) => {
      let frame = 0;
      let wasEditable = view.editable;
      let chips: ReturnType<typeof setTimeout> | undefined;
      const tellChips = (): void => {
        chips = undefined;
        if (!view.isDestroyed) host.redrawChips();
      };
      const stop = host.labels.subscribe(() => {
        cancelAnimationFrame(frame);
        frame = requestAnimationFrame(() => {
          if (!view.isDestroyed) redrawClaims(view);
        });
      });
      return {
        update: (current, before) => {
          const isSame = chainOf(current.state).threads === chainOf(before).threads && current.editable === wasEditable;
          wasEditable = current.editable;
          if (!isSame) host.redraw();
          // the key comes first: a chip elsewhere says the new words when the claim itself has been shown
          if (chainOf(current.state).claims !== chainOf(before).claims) chips ??= setTimeout(tellChips, lag);
        },
        destroy: () => {
          clearTimeout(chips);
          cancelAnimationFrame(frame);
          stop();
        },
      };
    },
  });

/** What the page knows about claims changed: labels of citations, sources of a draft. */
export const redrawClaims = (view: EditorView): void => view.dispatch(view.state.tr.setMeta(chainKey, labelsChanged));
