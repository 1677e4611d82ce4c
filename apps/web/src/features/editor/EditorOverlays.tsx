import { announce } from '@samsyn/ui';
import type { Editor } from '@tiptap/core';
import { useEffect, useState } from 'react';
import { flushSync } from 'react-dom';
import { cite, removeAt } from './acts/claims.ts';
import { chainOf } from './chain/chainPlugin.ts';
import { CitationPicker } from './CitationPicker.tsx';
import { CitationPopover } from './CitationPopover.tsx';
import { FieldsPopover } from './FieldsPopover.tsx';
import { goToBlock } from './goToBlock.ts';
import type { HostRequest } from './host.ts';
import { SlashList } from './SlashList.tsx';
import { useEditorText } from './text/index.ts';
import type { DocumentEditor } from './useDocumentEditor.ts';

/** Where a menu for something in the text hangs: at the caret, when it was asked for from the whole text. */
const caretAnchor = (editor: Editor): HTMLElement => {
  const { node } = editor.view.domAtPos(editor.state.selection.head);
  const element = node instanceof HTMLElement ? node : node.parentElement;
  return element?.closest('p, h1, h2, h3, h4, li, td, th') instanceof HTMLElement
    ? (element.closest<HTMLElement>('p, h1, h2, h3, h4, li, td, th') ?? editor.view.dom)
    : editor.view.dom;
};

/** What opens beside the text when the text asks for it. */
export const EditorOverlays = ({ document, editor }: { document: DocumentEditor; editor: Editor }) => {
  const words = useEditorText();
  const { host, slash } = document;
  const [request, setRequest] = useState<HostRequest>();
  useEffect(() => host.answerWith(setRequest), [host]);
  const close = (): void => {
    // The popover is gone before focus moves: it keeps focus inside, and gives it back to the button that opened it.
    flushSync(() => setRequest(undefined));
    if (editor.isEditable) editor.view.focus();
    else request?.anchor.focus();
  };
  const { claims } = chainOf(editor.state);
  if (request === undefined) return <SlashList menu={slash} />;
  const anchor = request.anchor === editor.view.dom ? caretAnchor(editor) : request.anchor;
  switch (request.kind) {
    case 'cite':
      return (
        <CitationPicker
          anchor={anchor}
          wanted={request.wanted}
          claims={claims}
          own={request.claimId}
          onPick={({ target, label }) => {
            host.labels.set(target, label);
            if (cite(editor.view, target, request.claimId)) announce(words.citation.inserted(label.label));
            close();
          }}
          onClose={close}
        />
      );
    case 'citation': {
      const here = claims.find((claim) => claim.id === request.target.targetId);
      return (
        <CitationPopover
          anchor={anchor}
          label={host.labels.find(request.target)}
          here={here}
          onGoTo={() => {
            close();
            goToBlock(editor, request.target.targetId);
          }}
          onRemove={
            editor.isEditable
              ? () => {
                  removeAt(editor.view, request.pos);
                  close();
                }
              : undefined
          }
          onClose={close}
        />
      );
    }
    case 'fields':
      return (
        <FieldsPopover
          editor={editor}
          anchor={anchor}
          claimId={request.claimId}
          first={request.field}
          onClose={close}
        />
      );
  }
};
