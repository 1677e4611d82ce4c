import { useEffect, useSyncExternalStore } from 'react';
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
    <li className={cx(styles.toast, toast.tone === 'error' && styles.error)}>
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

/** Stands once, at the root: reads out what announce() and showToast() say, and shows the toasts. */
export const LiveRegion = ({ label, closeLabel }: { label: string; closeLabel: string }) => {
  const { polite, assertive, toasts } = useSyncExternalStore(subscribe, announcements);
  return (
    <>
      <VisuallyHidden>
        <span aria-live="polite">{polite}</span>
        <span aria-live="assertive">{assertive}</span>
      </VisuallyHidden>
      {toasts.length > 0 && (
        <section aria-label={label}>
          <ul className={styles.toasts}>
            {toasts.map((toast) => (
              <ToastLine key={toast.id} toast={toast} closeLabel={closeLabel} />
            ))}
          </ul>
        </section>
      )}
    </>
  );
};
