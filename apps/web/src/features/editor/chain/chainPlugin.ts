/** Holds the thread beside the document and gives each claim's view what it should draw. */
import { type EditorState, Plugin, PluginKey } from '@tiptap/pm/state';
import type { Node } from '@tiptap/pm/model';
import { Decoration, DecorationSet } from '@tiptap/pm/view';
import type { EditorHost } from '../host.ts';
import { type ClaimThread, threadOf } from './chain.ts';
import { type PlacedClaim, placedClaims } from './claims.ts';

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
  a !== undefined && a.missing === b.missing && a.below === b.below && a.isTied === b.isTied;

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
  const decorations = DecorationSet.create(
    doc,
    claims.map((claim) =>
      Decoration.node(claim.pos, claim.pos + claim.node.nodeSize, {}, { thread: threads.get(claim.id) }),
    ),
  );
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
          if (!view.isDestroyed) view.dispatch(view.state.tr.setMeta(chainKey, labelsChanged));
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

/** @returns the thread that a claim's view was given with its decorations. */
export const threadIn = (decorations: readonly Decoration[]): ClaimThread | undefined => {
  for (const decoration of decorations) {
    const thread: unknown = decoration.spec.thread;
    if (typeof thread === 'object' && thread !== null && 'below' in thread) return thread as ClaimThread;
  }
  return undefined;
};
