import { Button, ErrorState, LiveRegion } from '@samsyn/ui';
import { lazy, Suspense, useEffect, useState } from 'react';
import { I18nProvider } from 'react-aria-components/I18nProvider';
import { useLanguage, useText } from '../text/index.ts';
import pageStyles from './Page.module.css';
import { rememberSignedIn, wasSignedIn } from './lastVisit.ts';
import { SessionProvider, useMe } from './session.tsx';
import { useLinks } from './navigation.ts';
import { useProblemText } from './useProblemText.ts';

const loadShell = () => import('./Shell.tsx');
// Whoever was signed in last time most likely still is: the product comes while the server is asked.
if (wasSignedIn()) void loadShell();
const Shell = lazy(async () => ({ default: (await loadShell()).Shell }));
const SignInPage = lazy(async () => ({ default: (await import('../features/sign-in/SignInPage.tsx')).SignInPage }));

const Product = () => {
  const text = useText();
  const me = useMe();
  const problemText = useProblemText();
  useLinks();
  // Somebody who was in and is no longer is told so.
  const [wasIn, setWasIn] = useState(false);
  if (me.data !== undefined && me.data !== null && !wasIn) setWasIn(true);
  const isSignedIn = me.data === undefined ? undefined : me.data !== null;
  useEffect(() => {
    if (isSignedIn !== undefined) rememberSignedIn(isSignedIn);
  }, [isSignedIn]);
  if (me.data === undefined) {
    if (me.isPending) return null;
    return (
      <main className={pageStyles.page}>
        <h1>{text.product}</h1>
        <ErrorState
          title={text.error.title}
          actions={
            <Button variant="primary" onPress={() => void me.refetch()}>
              {text.verbs.retry}
            </Button>
          }
        >
          {problemText(me.error)}
        </ErrorState>
      </main>
    );
  }
  if (me.data === null) {
    return (
      <Suspense fallback={null}>
        <SignInPage hasEnded={wasIn} />
        <LiveRegion label={text.messages} closeLabel={text.verbs.close} />
      </Suspense>
    );
  }
  return (
    <SessionProvider key={me.data.id} me={me.data}>
      <Suspense fallback={null}>
        <Shell />
      </Suspense>
    </SessionProvider>
  );
};

const locales = { sv: 'sv-SE', en: 'en-GB' };

/** Nobody signed in: the way in, at whatever address. Somebody: the product. */
export const App = () => (
  <I18nProvider locale={locales[useLanguage()]}>
    <Product />
  </I18nProvider>
);
