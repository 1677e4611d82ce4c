import { ToolbarButton } from '@samsyn/ui';
import { useMedia } from '../../app/useMedia.ts';
import { ActMenu, type MenuAct } from './ActMenu.tsx';
import { areaActs, headingActs, inText, listActs } from './acts/acts.ts';
import { claimAtSelection } from './acts/claims.ts';
import { canRedo } from './documentEditor.ts';
import styles from './EditorToolbar.module.css';
import { useEditorText } from './text/index.ts';
import { BulletListIcon, MoreIcon } from './toolbarIcons.tsx';
import { AreaPick, CiteButton, ClaimPick, ListToggle, Mark, type PartProps, Redo, Undo } from './toolbarParts.tsx';

/** All fit on one row: what does not is under "Mer". */
const tight = '(max-width: 359.98px)';
const roomy = '(min-width: 480px)';

type Props = PartProps & { onLink: () => void };

const More = ({ acts, onLink, isTight, isRoomy }: Props & { isTight: boolean; isRoomy: boolean }) => {
  const { toolbar } = useEditorText();
  const { editor } = acts;
  const area: unknown = claimAtSelection(editor.state)?.node.attrs['priorityArea'];
  const bold = { id: 'bold', label: toolbar.bold, run: () => inText(editor, (chain) => chain.toggleBold()) };
  const redo: MenuAct[] = canRedo(editor.state)
    ? [{ id: 'redo', label: toolbar.redo, run: () => inText(editor, (chain) => chain.redo()) }]
    : [];
  const all: MenuAct[] = [
    ...headingActs(acts),
    ...(isTight ? [bold] : []),
    ...listActs(acts).filter((act) => act.id !== 'bulletList'),
    { id: 'link', label: toolbar.link, run: onLink },
    ...(isRoomy ? [] : redo),
  ];
  const areas = {
    title: toolbar.area,
    acts: areaActs(acts),
    chosen: typeof area === 'string' ? `area-${area}` : null,
  };
  return (
    <ActMenu
      label={toolbar.more}
      placement="top end"
      acts={all}
      {...(!isRoomy && acts.areas.length > 0 && { section: areas })}
      button={
        <ToolbarButton aria-label={toolbar.more}>
          <MoreIcon />
        </ToolbarButton>
      }
    />
  );
};

/** The tools of a phone, in one row that fits its window. */
export const PhoneTools = ({ acts, onLink }: Props) => {
  const { toolbar } = useEditorText();
  const isTight = useMedia(tight);
  const isRoomy = useMedia(roomy);
  return (
    <>
      <ClaimPick acts={acts} />
      <CiteButton acts={acts} />
      {isRoomy && <AreaPick acts={acts} />}
      {!isTight && (
        <Mark acts={acts} name="bold">
          {toolbar.boldLetter}
        </Mark>
      )}
      <ListToggle acts={acts} name="bulletList">
        <BulletListIcon />
      </ListToggle>
      <span className={styles.end}>
        <Undo acts={acts} />
        {isRoomy && <Redo acts={acts} />}
        <More acts={acts} onLink={onLink} isTight={isTight} isRoomy={isRoomy} />
      </span>
    </>
  );
};
