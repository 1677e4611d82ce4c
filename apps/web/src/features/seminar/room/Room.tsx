import { Button, cx, Sheet, Tabs } from '@samsyn/ui';
import { type CSSProperties, type ReactNode, useDeferredValue, useId, useState } from 'react';
import { useMedia } from '../../../app/useMedia.ts';
import { useSeminarText } from '../text/index.ts';
import { Divider, parseWidth, railWidths } from './Divider.tsx';
import styles from './Room.module.css';
import { type LeaveSheet, SheetContext } from './sheet.ts';
import { useRemembered } from './useRemembered.ts';
import { mediumRoom, smallRoom } from './widths.ts';

export type LeftRail = { label: string; content: ReactNode };
export type RoomTab = {
  id: string;
  label: string;
  /** how many there are to look at */ count?: number;
  content: ReactNode;
};

type Props = {
  /** what this room's choices are remembered under */
  name: string;
  head: ReactNode;
  /** a thin line of progress under the head where the left rail is a sheet */
  strip?: ReactNode;
  /** what the page has to say now: a band under the head */
  band?: ReactNode;
  left: LeftRail;
  tabs: readonly RoomTab[];
  selected: string;
  onSelect: (id: string) => void;
  /** the text is only read: then keys scroll it from here */
  isRead: boolean;
  /** accessible name of the text */
  textLabel: string;
  children: ReactNode;
};

const left = 'left';
/** Focus has left the sheet by then. */
const sheetCloses = 80;

const Label = ({ tab }: { tab: RoomTab }) => (
  <>
    {tab.label}
    {tab.count !== undefined && tab.count > 0 && <span className={styles.count}> {tab.count}</span>}
  </>
);

const railStyle = (width: number): CSSProperties => {
  const style: CSSProperties & { '--rail': string } = { '--rail': `${width}px` };
  return style;
};

/**
 * One head, then rail, paper, rail. Below 1180 px the left rail, and below 900 px the right one too, are sheets that are
 * opened by buttons in a row above the text: nothing covers what somebody reads.
 */
export const Room = ({
  name,
  head,
  strip,
  band,
  left: leftRail,
  tabs,
  selected,
  onSelect,
  isRead,
  textLabel,
  children,
}: Props) => {
  const words = useSeminarText().room;
  const isMedium = useMedia(mediumRoom);
  const isSmall = useMedia(smallRoom);
  const [open, setOpen] = useState<string>();
  const [width, setWidth] = useRemembered(`samsyn.${name}.rail`, railWidths.usual as number, parseWidth);
  const railId = useId();
  // The text is what people come for: what lies beside it is drawn when nothing of the text waits to be.
  const isBesideDrawn = useDeferredValue(true, false);

  const shown = open === left && isMedium ? leftRail : isSmall ? tabs.find((tab) => tab.id === open) : undefined;
  const leave: LeaveSheet = (act) => {
    setOpen(undefined);
    setTimeout(act, sheetCloses);
  };
  return (
    <div className={styles.frame} style={railStyle(width)}>
      <div className={styles.head} data-region="head">
        {head}
        {isMedium && strip}
        <div className={styles.band}>{band}</div>
      </div>
      {isMedium && (
        <nav className={styles.openers} aria-label={words.panels}>
          <Button variant="plain" size="small" onPress={() => setOpen(left)}>
            {leftRail.label}
          </Button>
          {isSmall &&
            tabs.map((tab) => (
              <Button
                key={tab.id}
                variant="plain"
                size="small"
                onPress={() => {
                  onSelect(tab.id);
                  setOpen(tab.id);
                }}
              >
                <Label tab={tab} />
              </Button>
            ))}
        </nav>
      )}
      <div className={cx(styles.room)}>
        {!isMedium && (
          <aside className={styles.left} aria-label={leftRail.label} data-region="left">
            {isBesideDrawn && leftRail.content}
          </aside>
        )}
        <div
          className={styles.desk}
          data-region="text"
          {...(isRead && !isSmall ? { tabIndex: 0, role: 'region', 'aria-label': textLabel } : {})}
        >
          {children}
        </div>
        {!isSmall && (
          <aside id={railId} className={styles.right} aria-label={words.side} data-region="right">
            <Divider label={words.width} controls={railId} width={width} onChange={setWidth} />
            {isBesideDrawn && (
              <Tabs
                label={words.side}
                className={cx(styles.tabs)}
                panelClassName={cx(styles.panel)}
                selected={selected}
                onSelect={onSelect}
                items={tabs.map((tab) => ({ id: tab.id, label: <Label tab={tab} />, content: tab.content }))}
              />
            )}
          </aside>
        )}
      </div>
      {shown !== undefined && (
        <Sheet title={shown.label} isOpen onClose={() => setOpen(undefined)} closeLabel={words.close}>
          <SheetContext value={leave}>
            <div className={styles.sheet}>{shown.content}</div>
          </SheetContext>
        </Sheet>
      )}
    </div>
  );
};
