/** The tools, one by one: the toolbar puts them in a row, by how wide it is. */
import { LinkIcon, ToolbarButton, ToolbarToggle } from '@samsyn/ui';
import type { ReactNode } from 'react';
import { ActMenu } from './ActMenu.tsx';
import { type ActsOptions, areaActs, citeAct, claimActs, headingActs, inText, listActs } from './acts/acts.ts';
import { claimAtSelection } from './acts/claims.ts';
import { canRedo, canUndo } from './documentEditor.ts';
import { Chevron, PickMenu } from './PickMenu.tsx';
import { useEditorText } from './text/index.ts';
import { RedoIcon, UndoIcon } from './toolbarIcons.tsx';

export type PartProps = { acts: ActsOptions };

export const ClaimPick = ({ acts }: PartProps) => {
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

export const AreaPick = ({ acts }: PartProps) => {
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

export const CiteButton = ({ acts }: PartProps) => {
  const { toolbar } = useEditorText();
  return (
    <ToolbarButton
      onPress={({ target }) => citeAct(acts, target instanceof HTMLElement ? target : acts.editor.view.dom).run()}
    >
      {toolbar.cite}
    </ToolbarButton>
  );
};

export const HeadingPick = ({ acts }: PartProps) => {
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

export const Mark = ({ acts, name, children }: PartProps & { name: 'bold' | 'italic'; children: ReactNode }) => {
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

export const ListToggle = ({
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

/** One step back and forth. */
export const Undo = ({ acts: { editor } }: PartProps) => {
  const { toolbar } = useEditorText();
  return (
    <ToolbarButton
      aria-label={toolbar.undo}
      isDisabled={!canUndo(editor.state)}
      onPress={() => void editor.chain().undo().run()}
    >
      <UndoIcon />
    </ToolbarButton>
  );
};

export const Redo = ({ acts: { editor } }: PartProps) => {
  const { toolbar } = useEditorText();
  return (
    <ToolbarButton
      aria-label={toolbar.redo}
      isDisabled={!canRedo(editor.state)}
      onPress={() => void editor.chain().redo().run()}
    >
      <RedoIcon />
    </ToolbarButton>
  );
};

export const LinkButton = ({ onPress }: { onPress: () => void }) => {
  const { toolbar } = useEditorText();
  return (
    <ToolbarButton aria-label={toolbar.link} onPress={onPress}>
      <LinkIcon />
    </ToolbarButton>
  );
};
