import { LiveRegion, Skeleton, useRegions } from '@samsyn/ui';
import { lazy, Suspense, useEffect, useState } from 'react';
import { useLocation } from 'wouter';
import { useText } from '../text/index.ts';
import { Bar } from './Bar.tsx';
import styles from './Bar.module.css';
import { ErrorBoundary } from './ErrorBoundary.tsx';
import pageStyles from './Page.module.css';
import { Routes } from './Routes.tsx';
import shellStyles from './Shell.module.css';
import { typedAhead } from './typedAhead.ts';
import { useOnline } from './useOnline.ts';

const SearchDialog = lazy(async () => ({
  default: (await import('../features/search/SearchDialog.tsx')).SearchDialog,
}));

const useSearchKey = (open: () => void): void => {
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      if ((event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && event.key.toLowerCase() === 'k') {
        event.preventDefault();
        open();
      }
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, [open]);
};

/** What stands around every page of somebody who is signed in. */
export const Shell = () => {
  const text = useText();
  const online = useOnline();
  const [path] = useLocation();
  const [search, setSearch] = useState<{ typed: () => string } | null>(null);
  const [openSearch] = useState(() => () => setSearch((open) => open ?? { typed: typedAhead() }));
  useRegions();
  useSearchKey(openSearch);
  return (
    <div className={shellStyles.shell}>
      <a className={styles.skip} href="#main">
        {text.skip}
      </a>
      <Bar onSearch={openSearch} />
      {!online && <output className={styles.offline}>{text.offline}</output>}
      <main id="main" tabIndex={-1} className={shellStyles.main}>
        <ErrorBoundary resetKey={path}>
          <Suspense
            fallback={
              <div className={pageStyles.page}>
                <Skeleton label={text.loading} />
              </div>
            }
          >
            <Routes />
          </Suspense>
        </ErrorBoundary>
      </main>
      {search !== null && (
        <Suspense fallback={null}>
          <SearchDialog typed={search.typed} onClose={() => setSearch(null)} />
        </Suspense>
      )}
      <LiveRegion label={text.messages} closeLabel={text.verbs.close} />
    </div>
  );
};
