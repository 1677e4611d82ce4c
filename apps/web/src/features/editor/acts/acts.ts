/** What can be done with the text, in the words of toolbar and slash menu alike. */
import { type AreaRef, claimKinds } from '@samsyn/domain';
import type { ChainedCommands, Editor } from '@tiptap/core';
import type { EditorHost } from '../host.ts';
import type { EditorText } from '../text/index.ts';
import { markAsClaim, setArea, unmarkClaim } from './claims.ts';

export type ActGroup = 'claim' | 'area' | 'format' | 'cite';
export type Act = {
  id: string;
  label: string;
  help?: string | undefined;
  /** a name in the page's sprite */
  icon?: string | undefined;
  group: ActGroup;
  run: () => void;
};

export type ActsOptions = {
  editor: Editor;
  host: EditorHost;
  words: EditorText;
  areas: readonly AreaRef[];
  /** said when an act has nothing to act on */
  say: (words: string) => void;
};

export const claimActs = ({ editor, words, areas }: ActsOptions): Act[] =>
  claimKinds.map((kind) => ({
    id: `claim-${kind}`,
    label: words.kinds[kind],
    help: words.kindHelp[kind],
    icon: kind,
    group: 'claim' as const,
    run: () => {
      markAsClaim(editor.view, kind, areas);
      editor.view.focus();
    },
  }));

export const areaActs = ({ editor, words, areas, say }: ActsOptions): Act[] => {
  const put = (slug: string | null): void => {
    if (!setArea(editor.view, slug)) say(words.toolbar.areaNeedsClaim);
    editor.view.focus();
  };
  return [
    ...areas.map((area) => ({
      id: `area-${area.slug}`,
      label: area.name,
      group: 'area' as const,
      run: () => put(area.slug),
    })),
    { id: 'area-none', label: words.toolbar.noArea, group: 'area' as const, run: () => put(null) },
  ];
};

/** Does something with the text and puts focus there at once: Tiptap's own focus() waits for a frame, and loses keys. */
export const inText = (editor: Editor, act: (chain: ChainedCommands) => ChainedCommands): void => {
  editor.view.focus();
  act(editor.chain()).scrollIntoView().run();
};

const toPlain = (editor: Editor): void => {
  if (editor.isActive('paragraph') && editor.isActive('claim')) unmarkClaim(editor.view);
  else if (editor.isActive('blockquote')) inText(editor, (chain) => chain.lift('blockquote'));
  else inText(editor, (chain) => chain.setParagraph());
  editor.view.focus();
};

export const headingActs = ({ editor, words }: ActsOptions): Act[] => [
  ...([1, 2, 3] as const).map((level) => ({
    id: `heading-${level}`,
    label: words.toolbar.headings[level],
    group: 'format' as const,
    run: () => inText(editor, (chain) => chain.setHeading({ level })),
  })),
  { id: 'plain', label: words.toolbar.plain, group: 'format' as const, run: () => toPlain(editor) },
  {
    id: 'quote',
    label: words.toolbar.quote,
    group: 'format' as const,
    run: () => inText(editor, (chain) => chain.toggleBlockquote()),
  },
];

export const insertTable = (editor: Editor): void =>
  inText(editor, (chain) => chain.insertTable({ rows: 3, cols: 3, withHeaderRow: true }));

export const listActs = ({ editor, words }: ActsOptions): Act[] => [
  {
    id: 'bulletList',
    label: words.toolbar.bulletList,
    group: 'format',
    run: () => inText(editor, (chain) => chain.toggleBulletList()),
  },
  {
    id: 'orderedList',
    label: words.toolbar.orderedList,
    group: 'format',
    run: () => inText(editor, (chain) => chain.toggleOrderedList()),
  },
  { id: 'table', label: words.toolbar.table, icon: 'table', group: 'format', run: () => insertTable(editor) },
];

/** Opens the picker at the caret. */
export const citeAct = ({ editor, host, words }: ActsOptions, anchor?: HTMLElement): Act => ({
  id: 'cite',
  label: words.toolbar.cite,
  group: 'cite',
  run: () => host.ask({ kind: 'cite', claimId: null, wanted: { sources: true }, anchor: anchor ?? editor.view.dom }),
});

/** @returns what the slash menu offers, the product's own acts first. */
export const slashActs = (options: ActsOptions, citeAnchor?: HTMLElement): Act[] => [
  ...claimActs(options),
  citeAct(options, citeAnchor),
  ...areaActs(options),
  ...headingActs(options),
  ...listActs(options),
];

const plain = (words: string): string => words.toLocaleLowerCase('sv').normalize('NFC');

/** @returns the acts whose words begin as typed, those that begin with it first. */
export const matching = (acts: readonly Act[], typed: string): Act[] => {
  const wanted = plain(typed.trim());
  if (wanted === '') return [...acts];
  const fits = (act: Act): number => {
    const label = plain(act.label);
    if (label.startsWith(wanted)) return 0;
    return label.split(/\s+/).some((word) => word.startsWith(wanted)) ? 1 : 2;
  };
  return acts.filter((act) => fits(act) < 2).toSorted((a, b) => fits(a) - fits(b));
};
