import type { Editor } from '@tiptap/core';
import { LinkIcon, Toolbar, ToolbarButton, ToolbarSeparator, ToolbarToggle } from '@samsyn/ui';
import { memo, type ReactNode, useEffect, useRef, useState } from 'react';
import { useMedia } from '../../app/useMedia.ts';
import { type ActsOptions, inText, areaActs, citeAct, claimActs, headingActs, listActs } from './acts/acts.ts';
import { claimAtSelection } from './acts/claims.ts';
import { canRedo, canUndo } from './documentEditor.ts';
import { ActMenu } from './ActMenu.tsx';
import styles from './EditorToolbar.module.css';
import { LinkDialog } from './LinkDialog.tsx';
import { Chevron, PickMenu } from './PickMenu.tsx';
import { TableMenu } from './TableMenu.tsx';
import { useEditorText } from './text/index.ts';
import { BulletListIcon, MoreIcon, OrderedListIcon, RedoIcon, UndoIcon } from './toolbarIcons.tsx';
import type { DocumentEditor } from './useDocumentEditor.ts';
import { useEditorWord } from './useEditorWord.ts';

/** A media query: here the tools stand at the foot of the window. */
const phone = '(max-width: 700px)';

type PartProps = { acts: ActsOptions };

const ClaimPick = ({ acts }: PartProps) => {
  const { toolbar } = useEditorText();
  const kind: unknown = claimAtSelection(acts.editor.state)?.node.attrs['kind'];
  return (
    <PickMenu
      label={toolbar.claim}
      acts={() => claimActs(acts)}
      chosen={typeof kind === 'string' ? `claim-${kind}` : undefined}
      button={
        <ToolbarButton thread>
          {toolbar.claim}
          <Chevron />
        </ToolbarButton>
      }
    />
  );
};

const AreaPick = ({ acts }: PartProps) => {
  const { toolbar } = useEditorText();
  const area: unknown = claimAtSelection(acts.editor.state)?.node.attrs['priorityArea'];
  if (acts.areas.length === 0) return null;
  return (
    <PickMenu
      label={toolbar.area}
      acts={() => areaActs(acts)}
      chosen={typeof area === 'string' ? `area-${area}` : undefined}
      button={
        <ToolbarButton aria-label={toolbar.area}>
          {toolbar.areaShort}
          <Chevron />
        </ToolbarButton>
      }
    />
  );
};

const CiteButton = ({ acts }: PartProps) => {
  const { toolbar } = useEditorText();
  return (
    <ToolbarButton
      onPress={({ target }) => citeAct(acts, target instanceof HTMLElement ? target : acts.editor.view.dom).run()}
    >
      {toolbar.cite}
    </ToolbarButton>
  );
};

const HeadingPick = ({ acts }: PartProps) => {
  const { toolbar } = useEditorText();
  const level = ([1, 2, 3] as const).find((one) => acts.editor.isActive('heading', { level: one }));
  return (
    <ActMenu
      label={toolbar.heading}
      acts={headingActs(acts)}
      chosen={level === undefined ? null : `heading-${level}`}
      button={
        <ToolbarButton>
          {toolbar.heading}
          <Chevron />
        </ToolbarButton>
      }
    />
  );
};

const Mark = ({ acts, name, children }: PartProps & { name: 'bold' | 'italic'; children: ReactNode }) => {
  const { toolbar } = useEditorText();
  return (
    <ToolbarToggle
      aria-label={toolbar[name]}
      isSelected={acts.editor.isActive(name)}
      onChange={() => inText(acts.editor, (chain) => chain.toggleMark(name))}
    >
      {children}
    </ToolbarToggle>
  );
};

const ListToggle = ({
  acts,
  name,
  children,
}: PartProps & { name: 'bulletList' | 'orderedList'; children: ReactNode }) => {
  const { toolbar } = useEditorText();
  return (
    <ToolbarToggle
      aria-label={toolbar[name]}
      isSelected={acts.editor.isActive(name)}
      onChange={() =>
        listActs(acts)
          .find((act) => act.id === name)
          ?.run()
      }
    >
      {children}
    </ToolbarToggle>
  );
};

const Steps = ({ acts }: PartProps) => {
  const { toolbar } = useEditorText();
  const { editor } = acts;
  return (
    <span className={styles.steps}>
      <ToolbarButton
        aria-label={toolbar.undo}
        isDisabled={!canUndo(editor.state)}
        onPress={() => void editor.chain().undo().run()}
      >
        <UndoIcon />
      </ToolbarButton>
      <ToolbarButton
        aria-label={toolbar.redo}
        isDisabled={!canRedo(editor.state)}
        onPress={() => void editor.chain().redo().run()}
      >
        <RedoIcon />
      </ToolbarButton>
    </span>
  );
};

const LinkButton = ({ onPress }: { onPress: () => void }) => {
  const { toolbar } = useEditorText();
  return (
    <ToolbarButton aria-label={toolbar.link} onPress={onPress}>
      <LinkIcon />
    </ToolbarButton>
  );
};

/** What does not fit on a phone's row. */
const More = ({ acts, onLink }: PartProps & { onLink: () => void }) => {
  const { toolbar } = useEditorText();
  const all = [
    ...headingActs(acts),
    ...listActs(acts).filter((act) => act.id !== 'bulletList'),
    { id: 'link', label: toolbar.link, run: onLink },
  ];
  return (
    <ActMenu
      label={toolbar.more}
      placement="top end"
      acts={all}
      button={
        <ToolbarButton aria-label={toolbar.more}>
          <MoreIcon />
        </ToolbarButton>
      }
    />
  );
};

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
          <>
            <ClaimPick acts={acts} />
            <CiteButton acts={acts} />
            <Mark acts={acts} name="bold">
              {toolbar.boldLetter}
            </Mark>
            <ListToggle acts={acts} name="bulletList">
              <BulletListIcon />
            </ListToggle>
            <More acts={acts} onLink={link} />
            <AreaPick acts={acts} />
            <Steps acts={acts} />
          </>
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
            <Steps acts={acts} />
          </>
        )}
      </Toolbar>
      {extra}
      {isLinking && <LinkDialog editor={editor} onClose={() => setLinking(false)} />}
    </div>
  );
};

export const EditorToolbar = memo(Tools);
