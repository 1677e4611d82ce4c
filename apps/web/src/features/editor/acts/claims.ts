/** What is done with claims and citations, as changes of the editor's state. */
import { newId } from '@samsyn/document';
import type { AreaRef, ClaimKind } from '@samsyn/domain';
import { lift } from '@tiptap/pm/commands';
import type { Node, ResolvedPos } from '@tiptap/pm/model';
import { type EditorState, NodeSelection, Selection, TextSelection, type Transaction } from '@tiptap/pm/state';
import { findWrapping } from '@tiptap/pm/transform';
import type { EditorView } from '@tiptap/pm/view';
import type { Target } from '../labels.ts';
import { headingAbove, placeFor } from './place.ts';

export type Found = { node: Node; pos: number };

/** @returns the claim around a place, or null. */
export const claimAround = ($pos: ResolvedPos): Found | null => {
  for (let depth = $pos.depth; depth > 0; depth -= 1) {
    const node = $pos.node(depth);
    if (node.type.name === 'claim') return { node, pos: $pos.before(depth) };
  }
  return null;
};

export const claimAtSelection = (state: EditorState): Found | null => {
  const { selection } = state;
  if (selection instanceof NodeSelection && selection.node.type.name === 'claim')
    return { node: selection.node, pos: selection.from };
  return claimAround(selection.$from);
};

/** @returns a block of the document by its id. */
export const findBlock = (doc: Node, id: string): Found | null => {
  let found: Found | null = null;
  doc.descendants((node, pos) => {
    if (found !== null || node.isInline) return false;
    if (node.attrs['id'] === id) found = { node, pos };
    return !node.isTextblock;
  });
  return found;
};

/** The area that the nearest heading above names: a claim under "Lärmiljöer" is about Lärmiljöer. */
const areaAbove = (doc: Node, pos: number, areas: readonly AreaRef[]): string | null => {
  let slug: string | null = null;
  doc.forEach((node, offset) => {
    if (offset >= pos || node.type.name !== 'heading' || Number(node.attrs['level']) > 2) return;
    const name = node.textContent.trim().toLocaleLowerCase('sv');
    slug = areas.find((area) => area.name.toLocaleLowerCase('sv') === name)?.slug ?? null;
  });
  return slug;
};

const set = (transaction: Transaction, found: Found, attrs: Partial<Record<string, string | null>>): Transaction =>
  transaction.setNodeMarkup(found.pos, null, { ...found.node.attrs, ...attrs });

/** Marks what the caret stands in as a claim of this kind, or changes the kind of the claim that it stands in. */
export const markAsClaim = (view: EditorView, kind: ClaimKind, areas: readonly AreaRef[]): void => {
  const { state } = view;
  const around = claimAtSelection(state);
  const claim = state.schema.nodes['claim'];
  if (around !== null) {
    view.dispatch(set(state.tr, around, { kind }));
    return;
  }
  if (claim === undefined) return;
  const area = areaAbove(state.doc, state.selection.from, areas);
  const transaction = state.tr;
  // A marked heading becomes a sentence: a claim is said, not titled. Both are one step back.
  const { paragraph } = state.schema.nodes;
  if (paragraph !== undefined && state.selection.$from.parent.type.name === 'heading')
    transaction.setBlockType(state.selection.from, state.selection.to, paragraph);
  const { $from, $to } = transaction.selection;
  const range = $from.blockRange($to);
  const wrapping = range === null ? null : findWrapping(range, claim, { kind, priorityArea: area, id: newId() });
  if (range !== null && wrapping !== null) view.dispatch(transaction.wrap(range, wrapping).scrollIntoView());
};

/** Takes the mark away again; the words stay. */
export const unmarkClaim = (view: EditorView): boolean =>
  claimAtSelection(view.state) !== null && lift(view.state, view.dispatch);

/** @returns whether the caret stands before the first letter of a claim. */
export const isAtStartOfClaim = ({ selection: { $from, empty } }: EditorState): boolean =>
  empty && $from.parentOffset === 0 && $from.depth > 1 && $from.node(-1).type.name === 'claim' && $from.index(-1) === 0;

export const setArea = (view: EditorView, area: string | null): boolean => {
  const around = claimAtSelection(view.state);
  if (around === null) return false;
  view.dispatch(set(view.state.tr, around, { priorityArea: area }));
  return true;
};

export type ActionFields = { owner: string | null; due: string | null; expectedEffect: string | null };

/** Sets these fields of an action; a colleague may be at the others. @returns whether the action still stands there */
export const setFields = (view: EditorView, claimId: string, fields: Partial<ActionFields>): boolean => {
  const found = findBlock(view.state.doc, claimId);
  if (found !== null) view.dispatch(set(view.state.tr, found, fields));
  return found !== null;
};

/** The end of the last line of a claim, where a citation goes. */
const endOfText = (found: Found): number | null => {
  let end: number | null = null;
  found.node.descendants((node, offset) => {
    if (node.isTextblock) end = found.pos + 1 + offset + 1 + node.content.size;
    return !node.isTextblock;
  });
  return end;
};

const inText = (state: EditorState): number => {
  const { $to, to } = state.selection;
  if ($to.parent.isTextblock) return to;
  return Selection.near($to, -1).to;
};

/** Puts a citation at the caret, or at the end of the claim that is named. @returns whether there was a place */
export const cite = (view: EditorView, target: Target, claimId: string | null = null): boolean => {
  const { state } = view;
  const citation = state.schema.nodes['citation'];
  const found = claimId === null ? null : findBlock(state.doc, claimId);
  const at = found === null ? inText(state) : endOfText(found);
  if (citation === undefined || at === null || !state.doc.resolve(at).parent.inlineContent) return false;
  const transaction = state.tr.insert(at, citation.create(target));
  transaction.setSelection(TextSelection.create(transaction.doc, at + 1));
  view.dispatch(transaction.scrollIntoView());
  return true;
};

/** A new claim after another, which it cites; the caret stands in it. */
const addFollowing = (view: EditorView, after: Found, kind: ClaimKind): void => {
  const { schema, doc } = view.state;
  const { claim, paragraph, citation } = schema.nodes;
  const targetId: unknown = after.node.attrs['id'];
  if (claim === undefined || paragraph === undefined || citation === undefined || typeof targetId !== 'string') return;
  const at = Math.min(after.pos + after.node.nodeSize, doc.content.size);
  const made = claim.create(
    { id: newId(), kind, priorityArea: after.node.attrs['priorityArea'] ?? null },
    paragraph.create({ id: newId() }, citation.create({ targetType: 'claim', targetId })),
  );
  const transaction = view.state.tr.insert(at, made);
  transaction.setSelection(TextSelection.create(transaction.doc, at + 2));
  view.dispatch(transaction.scrollIntoView());
  view.focus();
};

export const addCauseFor = (view: EditorView, claimId: string): void => {
  const found = findBlock(view.state.doc, claimId);
  if (found !== null) addFollowing(view, found, 'cause');
};

export type NewClaim = { kind: ClaimKind; area: string | null; cites: readonly Target[]; text: string };

/**
 * A claim after the caret's block, or where one looks for it; the caret stands at the end of its words.
 * @returns where it stands, and under which heading
 */
export const addClaim = (
  view: EditorView,
  { kind, area, cites, text }: NewClaim,
): { pos: number; heading: string | null } | null => {
  const { schema, selection, doc } = view.state;
  const { claim, paragraph, citation } = schema.nodes;
  if (claim === undefined || paragraph === undefined || citation === undefined) return null;
  const words = text === '' ? [] : [schema.text(text)];
  const line = paragraph.create({ id: newId() }, [...words, ...cites.map((target) => citation.create(target))]);
  const wasPlaced = view.hasFocus() || selection.from > 1;
  const at = wasPlaced && selection.$from.depth > 0 ? selection.$from.after(1) : placeFor(doc, kind, cites);
  const transaction = view.state.tr.insert(at, claim.create({ id: newId(), kind, priorityArea: area }, line));
  transaction.setSelection(TextSelection.create(transaction.doc, at + 2 + text.length));
  view.dispatch(transaction.scrollIntoView());
  view.focus();
  return { pos: at, heading: headingAbove(view.state.doc, at) };
};

export const removeAt = (view: EditorView, pos: number): void => {
  const node = view.state.doc.nodeAt(pos);
  if (node !== null) view.dispatch(view.state.tr.delete(pos, pos + node.nodeSize));
};
