import { catchUp } from '@samsyn/document/editor';
import type { AreaRef } from '@samsyn/domain';
import { announce } from '@samsyn/ui';
import { Extension, type Editor } from '@tiptap/core';
import { NodeSelection } from '@tiptap/pm/state';
import { useEditor } from '@tiptap/react';
import { useEffect, useMemo, useState } from 'react';
import type { DocumentSession } from '../../sync/index.ts';
import { useFormat } from '../../text/index.ts';
import { type ActsOptions, slashActs } from './acts/acts.ts';
import { claimAtSelection } from './acts/claims.ts';
import { chainOf, chainPlugin } from './chain/chainPlugin.ts';
import { editorExtensions } from './documentEditor.ts';
import { EditorHost } from './host.ts';
import { Initials } from './initials.ts';
import { LabelStore } from './labels.ts';
import { makeLookup } from './lookup.ts';
import { caretPlugin } from './plugins/carets.ts';
import { conflictPlugin } from './plugins/conflicts.ts';
import { currentBlockPlugin } from './plugins/current.ts';
import { leavePlugin } from './plugins/leave.ts';
import { lineKeysPlugin } from './plugins/lineKeys.ts';
import { overtakenPlugin } from './plugins/overtaken.ts';
import { pastePlugin } from './plugins/paste.ts';
import { personalNumberPlugin } from './plugins/personalNumbers.ts';
import { placeholderPlugin } from './plugins/placeholder.ts';
import { readingPlugin } from './plugins/reading.ts';
import { SlashMenu, slashPlugin } from './plugins/slash.ts';
import { typingPlugin } from './plugins/typing.ts';
import { useEditorText } from './text/index.ts';
import { blockGroupsPlugin } from './views/blockGroups.ts';
import { mend } from './views/claimView.ts';
import { viewPlugin } from './views/viewPlugin.ts';
import type { EditorView } from '@tiptap/pm/view';

/** The way from the text to the toolbar, wherever that stands. */
class ToolbarDoor {
  #open: () => void = () => {};

  leadTo(open: () => void): void {
    this.#open = open;
  }

  focus(): void {
    this.#open();
  }
}

export type DocumentEditor = {
  editor: Editor | null;
  host: EditorHost;
  slash: SlashMenu;
  acts: ActsOptions | null;
  initials: Initials;
  /** takes focus to the toolbar; the toolbar fills it in */
  toolbar: ToolbarDoor;
};

type Options = {
  session: DocumentSession;
  generation: number;
  isEditable: boolean;
  label: string;
  areas: readonly AreaRef[];
  isReport?: boolean;
};

const areaName = (areas: readonly AreaRef[], slug: string): string =>
  areas.find((area) => area.slug === slug)?.name ?? slug;

/** The first act at the caret: what is cited, when a chip is chosen; else what mends the claim's thread, or its fields. */
const actHere = (view: EditorView, host: EditorHost): boolean => {
  const { selection } = view.state;
  if (selection instanceof NodeSelection && selection.node.type.name === 'citation') {
    const chip = view.nodeDOM(selection.from);
    if (chip instanceof HTMLElement) chip.click();
    return true;
  }
  const found = claimAtSelection(view.state);
  const id: unknown = found?.node.attrs['id'];
  if (found === null || typeof id !== 'string' || !view.editable) return false;
  const missing = chainOf(view.state).threads.get(id)?.missing ?? null;
  const dom = view.nodeDOM(found.pos);
  const anchor = dom instanceof HTMLElement ? (dom.querySelector<HTMLElement>('.claim-foot') ?? dom) : view.dom;
  if (missing !== null) mend(view, host, id, missing, anchor);
  else if (found.node.attrs['kind'] === 'action') host.ask({ kind: 'fields', claimId: id, field: 'owner', anchor });
  else return false;
  return true;
};

/** The editor of a session's document, made anew when the session goes on with another Y.Doc. */
export const useDocumentEditor = ({
  session,
  generation,
  isEditable,
  label,
  areas,
  isReport = false,
}: Options): DocumentEditor => {
  const words = useEditorText();
  const format = useFormat();
  const [labels] = useState(() => new LabelStore(makeLookup()));
  const [host] = useState(
    () =>
      new EditorHost({ words, labels, formatDay: format.date, areaName: (slug) => areaName(areas, slug), isReport }),
  );
  const [slash] = useState(() => new SlashMenu());
  const [toolbar] = useState(() => new ToolbarDoor());
  const [initials] = useState(() => new Initials());

  const extensions = useMemo(() => {
    const { connection } = session;
    return [
      ...editorExtensions({ body: connection.root, onBroken: () => session.giveUp() }),
      Extension.create({
        name: 'samsyn',
        priority: 1100,
        addProseMirrorPlugins: () => [
          leavePlugin(
            () => toolbar.focus(),
            (view) => actHere(view, host),
          ),
          overtakenPlugin(),
          slashPlugin(slash),
          typingPlugin(),
          lineKeysPlugin(),
          chainPlugin(host),
          caretPlugin(connection.provider.awareness, initials),
          personalNumberPlugin(host),
          conflictPlugin(host),
          pastePlugin(),
          placeholderPlugin(host),
          viewPlugin(host),
          blockGroupsPlugin(),
          readingPlugin(isReport),
          ...(isReport ? [currentBlockPlugin()] : []),
        ],
      }),
    ];
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- a new generation is another document
  }, [session, generation, host, slash, toolbar, initials, isReport]);

  const editor = useEditor(
    {
      extensions,
      editable: isEditable,
      content: null,
      injectCSS: false,
      enableContentCheck: false,
      // Nobody listens for deletions, which Tiptap looks for at each key.
      coreExtensionOptions: { delete: { filterTransaction: () => true } },
      shouldRerenderOnTransaction: false,
      editorProps: {
        attributes: {
          role: 'textbox',
          'aria-multiline': 'true',
          'aria-label': label,
          lang: 'sv',
          class: isReport ? 'prose report' : 'prose',
          spellcheck: 'true',
        },
      },
    },
    [extensions],
  );

  useEffect(() => {
    host.inform({ words, formatDay: format.date, areaName: (slug) => areaName(areas, slug) });
  }, [host, words, format, areas]);

  useEffect(() => {
    if (editor !== null && editor.isEditable !== isEditable) editor.setEditable(isEditable, false);
  }, [editor, isEditable]);

  useEffect(() => {
    if (editor === null) return;
    session.connection.batches.consider({
      isBusy: () => !editor.isDestroyed && editor.view.composing,
      catchUp: () => {
        if (!editor.isDestroyed) catchUp(editor.view);
      },
    });
  }, [editor, session, generation]);

  const acts = useMemo<ActsOptions | null>(
    () => (editor === null ? null : { editor, host, words, areas, say: (said) => announce(said) }),
    [editor, host, words, areas],
  );
  useEffect(() => {
    slash.offer(() => (acts === null ? [] : slashActs(acts)));
  }, [slash, acts]);

  return useMemo(
    () => ({ editor, host, slash, acts, initials, toolbar }),
    [editor, host, slash, acts, initials, toolbar],
  );
};
