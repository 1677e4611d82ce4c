import { may } from '@samsyn/domain';
import { Button, CrossIcon, cx, MenuIcon, SearchIcon, ThreadMark } from '@samsyn/ui';
import { useEffect, useEffectEvent, useId, useState } from 'react';
import { useLocation } from 'wouter';
import { useText } from '../text/index.ts';
import { AccountButton } from './AccountButton.tsx';
import styles from './Bar.module.css';
import { useSession, useSignInOptions } from './session.tsx';

type Item = { href: string; label: string };

const useItems = (): Item[] => {
  const { nav } = useText();
  const { actor } = useSession();
  const all: (Item & { shown: boolean })[] = [
    { href: '/', label: nav.year, shown: may(actor, 'readYears') },
    { href: '/seminarier', label: nav.seminars, shown: may(actor, 'readSeminars') },
    { href: '/analyser', label: nav.analyses, shown: may(actor, 'readAnalyses', true) },
    { href: '/underlag', label: nav.evidence, shown: may(actor, 'readEvidence', true) },
    { href: '/planer', label: nav.plans, shown: true },
    { href: '/arkiv', label: nav.archive, shown: true },
    { href: '/administration', label: nav.admin, shown: may(actor, 'administer') },
  ];
  return all.filter((item) => item.shown);
};

const isCurrent = (href: string, path: string): boolean => {
  if (href === '/') return path === '/';
  if (href === '/underlag' && path.startsWith('/referenser')) return true;
  return path === href || path.startsWith(`${href}/`);
};

const Links = ({ items, path }: { items: Item[]; path: string }) =>
  items.map((item) => (
    <a key={item.href} href={item.href} {...(isCurrent(item.href, path) ? { 'aria-current': 'page' as const } : {})}>
      {item.label}
    </a>
  ));

const useEscape = (isOpen: boolean, close: () => void): void => {
  const onEscape = useEffectEvent((event: KeyboardEvent) => {
    if (event.key === 'Escape') close();
  });
  useEffect(() => {
    if (!isOpen) return undefined;
    document.addEventListener('keydown', onEscape);
    return () => document.removeEventListener('keydown', onEscape);
  }, [isOpen]);
};

/** The product's one bar. Below 1024 px the menu folds into a button. */
export const Bar = ({ onSearch }: { onSearch: () => void }) => {
  const text = useText();
  const [path] = useLocation();
  const items = useItems();
  const authority = useSignInOptions().data?.authority;
  // Open at one address only: another page closes it.
  const [openAt, setOpenAt] = useState<string | undefined>();
  const isOpen = openAt === path;
  const panelId = useId();
  useEscape(isOpen, () => setOpenAt(undefined));
  return (
    <header className={styles.bar} data-region="bar">
      <a className={styles.mark} href="/">
        <ThreadMark />
        {text.product}
      </a>
      {authority && <span className={styles.authority}>{authority}</span>}
      <nav className={styles.nav} aria-label={text.nav.label}>
        <Links items={items} path={path} />
      </nav>
      <span className={styles.grow} />
      <div className={styles.tools}>
        <Button className={cx(styles.search)} icon={<SearchIcon />} aria-keyshortcuts="Control+K" onPress={onSearch}>
          <span>{text.nav.search}</span>
          <kbd aria-hidden="true">Ctrl K</kbd>
        </Button>
        <AccountButton />
        <Button
          className={cx(styles.menuButton)}
          variant="plain"
          iconOnly
          icon={isOpen ? <CrossIcon /> : <MenuIcon />}
          aria-label={isOpen ? text.nav.closeMenu : text.nav.menu}
          aria-expanded={isOpen}
          aria-controls={panelId}
          onPress={() => setOpenAt(isOpen ? undefined : path)}
        />
      </div>
      <nav id={panelId} className={styles.panel} aria-label={text.nav.label} data-open={isOpen || undefined}>
        <Links items={items} path={path} />
      </nav>
    </header>
  );
};
