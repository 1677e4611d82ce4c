import type { ReactNode } from 'react';
import { Tab as AriaTab, TabList, TabPanel, Tabs as AriaTabs } from 'react-aria-components/Tabs';
import { cx } from './cx.ts';
import styles from './Tabs.module.css';

export type TabItem = { id: string; label: ReactNode; content: ReactNode };

/** One rail or view, one part of it at a time. Parts that have addresses of their own are LinkTabs. */
export const Tabs = ({
  label,
  items,
  selected,
  onSelect,
  className,
  panelClassName,
}: {
  label: string;
  items: readonly TabItem[];
  selected: string;
  onSelect: (id: string) => void;
  className?: string;
  panelClassName?: string;
}) => (
  <AriaTabs
    className={cx(styles.tabs, className)}
    selectedKey={selected}
    onSelectionChange={(key) => onSelect(String(key))}
  >
    <TabList className={cx(styles.list)} aria-label={label}>
      {items.map((item) => (
        <AriaTab key={item.id} id={item.id} className={cx(styles.tab)}>
          {item.label}
        </AriaTab>
      ))}
    </TabList>
    {items.map((item) => (
      <TabPanel key={item.id} id={item.id} className={cx(styles.panel, panelClassName)}>
        {item.content}
      </TabPanel>
    ))}
  </AriaTabs>
);
