import { Avatar, VisuallyHidden } from '@samsyn/ui';
import { lazy, Suspense, useRef, useState } from 'react';
import { useText } from '../text/index.ts';
import styles from './Bar.module.css';
import { useSession } from './session.tsx';

const load = () => import('./AccountMenu.tsx');
const AccountMenu = lazy(async () => ({ default: (await load()).AccountMenu }));

/** The menu's parts are fetched when somebody reaches for it: they weigh a third of the first view. */
export const AccountButton = () => {
  const text = useText();
  const { me } = useSession();
  const button = useRef<HTMLButtonElement>(null);
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <button
        ref={button}
        type="button"
        className={styles.account}
        aria-haspopup="menu"
        aria-expanded={isOpen}
        onPointerEnter={() => void load()}
        onClick={() => setOpen(true)}
      >
        <Avatar name={me.name} color={me.color} decorative />
        <VisuallyHidden>{text.account.open(me.name)}</VisuallyHidden>
      </button>
      {isOpen && (
        <Suspense fallback={null}>
          <AccountMenu trigger={button} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
};
