import type { Editor } from '@tiptap/core';
import { Toolbar, ToolbarSeparator } from '@samsyn/ui';
import { memo, type ReactNode, useEffect, useRef, useState } from 'react';
import { useMedia } from '../../app/useMedia.ts';
import { claimAtSelection } from './acts/claims.ts';
import { canRedo, canUndo } from './documentEditor.ts';
import styles from './EditorToolbar.module.css';
import { LinkDialog } from './LinkDialog.tsx';
import { PhoneTools } from './PhoneTools.tsx';
import { TableMenu } from './TableMenu.tsx';
import { useEditorText } from './text/index.ts';
import { BulletListIcon, OrderedListIcon } from './toolbarIcons.tsx';
import {
  AreaPick,
  CiteButton,
  ClaimPick,
  HeadingPick,
  LinkButton,
  ListToggle,
  Mark,
  Redo,
  Undo,
} from './toolbarParts.tsx';
import type { DocumentEditor } from './useDocumentEditor.ts';
import { useEditorWord } from './useEditorWord.ts';

/** A media query: here the tools stand at the foot of the window. */
const phone = '(max-width: 700px)';

/** All that the tools show of the text: they are drawn anew when this changes. */
const shown = (editor: Editor): string => {
  const attrs = claimAtSelection(editor.state)?.node.attrs;
  const names = ['bold', 'italic', 'bulletList', 'orderedList', 'table', 'heading'].filter((name) =>
    editor.isActive(name),
  );
  const { level } = editor.getAttributes('heading');
  return [
    ...names,
    level,
    attrs?.['kind'],
    attrs?.['priorityArea'],
    canUndo(editor.state),
    canRedo(editor.state),
  ].join();
};

/** Where the tools will stand, so that the text does not move when they come. */
export const ToolbarPlace = () => <div className={styles.frame} />;

/** The main tool, always seen: above the paper, on a phone at the foot of the window. `extra` stands last there. */
const Tools = ({ document, extra }: { document: DocumentEditor; extra?: ReactNode }) => {
  const { toolbar } = useEditorText();
  const [isLinking, setLinking] = useState(false);
  const frame = useRef<HTMLDivElement>(null);
  const isPhone = useMedia(phone);
  const { acts, toolbar: door } = document;
  useEditorWord(document.editor, shown);
  useEffect(() => {
    door.leadTo(() => frame.current?.querySelector<HTMLElement>('button:not([disabled])')?.focus());
  }, [door]);
  if (acts === null) return null;
  const { editor } = acts;
  const link = (): void => setLinking(true);
  return (
    // Escape bubbles here from every tool: back to the text.
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions
    <div
      ref={frame}
      className={styles.frame}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && !event.defaultPrevented) editor.view.focus();
      }}
    >
      <Toolbar aria-label={toolbar.label} className={styles.bar}>
        {isPhone ? (
          <PhoneTools acts={acts} onLink={link} />
        ) : (
          <>
            <HeadingPick acts={acts} />
            <Mark acts={acts} name="bold">
              {toolbar.boldLetter}
            </Mark>
            <Mark acts={acts} name="italic">
              <i className={styles.italic}>{toolbar.italicLetter}</i>
            </Mark>
            <ListToggle acts={acts} name="bulletList">
              <BulletListIcon />
            </ListToggle>
            <ListToggle acts={acts} name="orderedList">
              <OrderedListIcon />
            </ListToggle>
            <TableMenu editor={editor} />
            <LinkButton onPress={link} />
            <ToolbarSeparator />
            <ClaimPick acts={acts} />
            <AreaPick acts={acts} />
            <CiteButton acts={acts} />
            <span className={styles.end}>
              <Undo acts={acts} />
              <Redo acts={acts} />
            </span>
          </>
        )}
      </Toolbar>
      {extra}
      {isLinking && <LinkDialog editor={editor} onClose={() => setLinking(false)} />}
    </div>
  );
};

export const EditorToolbar = memo(Tools);
