/** Holds the thread beside the document, and tells the views of claims and headings when what they draw has changed. */
import { type EditorState, Plugin, PluginKey } from '@tiptap/pm/state';
import type { Node } from '@tiptap/pm/model';
import type { EditorView } from '@tiptap/pm/view';
import type { EditorHost } from '../host.ts';
import { type ClaimThread, threadOf } from './chain.ts';
import { type PlacedClaim, placedClaims } from './claims.ts';
import { type Section, sectionsOf } from './sections.ts';

/**
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
const emptyState: ChainState = { claims: [], byId: new Map(), threads: new Map(), said: new Set(), lines: new Map() };

export const chainOf = (state: EditorState): ChainState => chainKey.getState(state) ?? emptyState;

/** Which area the claims under a heading are about, and how many of them hold together. */
const lineOf = (section: Section, threads: ReadonlyMap<string, ClaimThread>, host: EditorHost): string => {
  const whole = section.claims.filter((claim) => threads.get(claim.id)?.missing === null).length;
  const { area, whole: told } = host.words.section;
  const words = told(whole, section.claims.length);
  return section.area === null ? words : `${area(host.areaName(section.area))} · ${words}`;
};

const compute = (doc: Node, host: EditorHost): ChainState => {
  const claims = placedClaims(doc);
  const elsewhere = (claimId: string) => host.labels.find({ targetType: 'claim', targetId: claimId })?.kind;
  const threads = threadOf(claims, elsewhere);
  const sections = host.isReport ? [] : sectionsOf(doc, claims);
  return {
    claims,
    byId: new Map(claims.map((claim) => [claim.id, claim])),
    threads,
    said: new Set(sections.filter((one) => one.area !== null).flatMap((one) => one.claims.map((claim) => claim.id))),
    lines: new Map(sections.map((section) => [section.headingId, lineOf(section, threads, host)])),
  };
};

/** Whether any claim came, went, or changed, or stands beside another; positions alone do not count. */
const claimsChanged = (before: readonly PlacedClaim[], now: readonly PlacedClaim[]): boolean =>
  now.length !== before.length ||
  now.some((claim, index) => before[index]?.node !== claim.node || before[index].next !== claim.next);

const headingsOf = (doc: Node): Node[] => doc.children.filter((node) => node.type.name === 'heading');

const headingsChanged = (before: Node, after: Node): boolean => {
  const [old, now] = [headingsOf(before), headingsOf(after)];
  return old.length !== now.length || now.some((node, index) => node !== old[index]);
};

export const chainPlugin = (host: EditorHost): Plugin<ChainState> =>
  new Plugin<ChainState>({
    key: chainKey,
    state: {
      init: (_config, state) => compute(state.doc, host),
      apply: (transaction, before) => {
        if (transaction.getMeta(chainKey) === labelsChanged) return compute(transaction.doc, host);
        if (!transaction.docChanged) return before;
        const claims = placedClaims(transaction.doc);
        if (claimsChanged(before.claims, claims) || headingsChanged(transaction.before, transaction.doc))
          return compute(transaction.doc, host);
        return { ...before, claims, byId: new Map(claims.map((claim) => [claim.id, claim])) };
      },
    },
    view: (view) => {
      let frame = 0;
      let wasEditable = view.editable;
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
        },
        destroy: () => {
          cancelAnimationFrame(frame);
          stop();
        },
      };
    },
  });

/** What the page knows about claims changed: labels of citations, sources of a draft. */
export const redrawClaims = (view: EditorView): void => view.dispatch(view.state.tr.setMeta(chainKey, labelsChanged));
