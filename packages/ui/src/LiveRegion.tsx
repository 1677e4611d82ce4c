import { useEffect, useRef, useSyncExternalStore } from 'react';
import { announcements, dismissToast, subscribe, type Toast } from './announce.ts';
import { Button } from './Button.tsx';
import { cx } from './cx.ts';
import { CheckIcon, CrossIcon, InfoIcon, WarnIcon } from './icons.tsx';
import styles from './LiveRegion.module.css';
import { VisuallyHidden } from './VisuallyHidden.tsx';

const shownFor = 6000;

const ToastLine = ({ toast, closeLabel }: { toast: Toast; closeLabel: string }) => {
  const stays = toast.action !== undefined || toast.tone === 'error';
  useEffect(() => {
    if (stays) return undefined;
    const timer = setTimeout(() => dismissToast(toast.id), shownFor);
    return () => clearTimeout(timer);
  }, [toast.id, stays]);
  return (
    <li className={cx(styles.toast, styles[toast.tone])}>
      {toast.tone === 'error' ? <WarnIcon /> : toast.tone === 'ok' ? <CheckIcon /> : <InfoIcon />}
      <span>{toast.text}</span>
      {toast.action !== undefined && (
        <Button
          size="small"
          onPress={() => {
            toast.action?.onPress();
            dismissToast(toast.id);
          }}
        >
          {toast.action.label}
        </Button>
      )}
      <Button
        size="small"
        variant="plain"
        iconOnly
        icon={<CrossIcon />}
        aria-label={closeLabel}
        onPress={() => dismissToast(toast.id)}
      />
    </li>
  );
};

const Toasts = ({ label, closeLabel, toasts }: { label: string; closeLabel: string; toasts: readonly Toast[] }) => {
  const list = useRef<HTMLUListElement>(null);
  // How much of the window's foot they take (--toasts): what is read there makes room.
  useEffect(() => {
    const element = list.current;
    if (element === null) return undefined;
    const { style } = document.documentElement;
    const sizes = new ResizeObserver(() => style.setProperty('--toasts', `${element.offsetHeight}px`));
    sizes.observe(element);
    return () => {
      sizes.disconnect();
      style.removeProperty('--toasts');
    };
  }, []);
  return (
    <section aria-label={label}>
      <ul ref={list} className={styles.toasts}>
        {toasts.map((toast) => (
          <ToastLine key={toast.id} toast={toast} closeLabel={closeLabel} />
        ))}
      </ul>
    </section>
  );
};

/** Stands once, at the root: reads out what announce() and showToast() say, and shows the toasts. */
export const LiveRegion = ({ label, closeLabel }: { label: string; closeLabel: string }) => {
  const { polite, assertive, toasts } = useSyncExternalStore(subscribe, announcements);
  return (
    // Heard and in reach also while a dialog makes the rest of the page inert.
    <div className={styles.region} data-react-aria-top-layer>
      <VisuallyHidden>
        <span aria-live="polite">{polite}</span>
        <span aria-live="assertive">{assertive}</span>
      </VisuallyHidden>
      {toasts.length > 0 && <Toasts label={label} closeLabel={closeLabel} toasts={toasts} />}
    </div>
  );
};
