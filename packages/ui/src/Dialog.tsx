import type { ReactNode } from 'react';
import { Dialog as AriaDialog } from 'react-aria-components/Dialog';
import { Heading } from 'react-aria-components/Heading';
import { Modal, ModalOverlay } from 'react-aria-components/Modal';
import { Button } from './Button.tsx';
import { cx } from './cx.ts';
import { CrossIcon } from './icons.tsx';
import styles from './Overlay.module.css';

export type DialogProps = {
  title: string;
  isOpen: boolean;
  onClose: () => void;
  /** the words on the cross, for screen readers */
  closeLabel: string;
  children: ReactNode;
  /** alertdialog: something will be gone */
  role?: 'dialog' | 'alertdialog';
  /** the plain layer beneath a click closes it, unless something has been written in it */
  isDismissable?: boolean;
};

const Frame = ({ title, onClose, closeLabel, role, children }: DialogProps) => (
  <AriaDialog role={role ?? 'dialog'}>
    <div className={styles.top}>
      <Heading slot="title" level={2}>
        {title}
      </Heading>
      <Button variant="plain" size="small" iconOnly icon={<CrossIcon />} aria-label={closeLabel} onPress={onClose} />
    </div>
    <div className={styles.body}>{children}</div>
  </AriaDialog>
);

/** In the middle, above everything: focus stays in it, Escape closes it, and returns to where it was opened. */
export const Dialog = ({ wide = false, ...props }: DialogProps & { wide?: boolean }) => (
  <ModalOverlay
    className={cx(styles.veil)}
    isOpen={props.isOpen}
    isDismissable={props.isDismissable ?? false}
    onOpenChange={(open) => {
      if (!open) props.onClose();
    }}
  >
    <Modal className={cx(styles.dialog, wide && styles.wide)}>
      <Frame {...props} />
    </Modal>
  </ModalOverlay>
);

/** A rail's content on a small screen: from below at 700 px and less, from the side above that. */
export const Sheet = (props: DialogProps) => (
  <ModalOverlay
    className={cx(styles.veil, styles.sheetVeil)}
    isOpen={props.isOpen}
    isDismissable={props.isDismissable ?? true}
    onOpenChange={(open) => {
      if (!open) props.onClose();
    }}
  >
    <Modal className={cx(styles.sheet)}>
      <Frame {...props} />
    </Modal>
  </ModalOverlay>
);

/** The acts at the end of a dialog, the main one last. */
export const DialogActions = ({ children }: { children: ReactNode }) => <div className={styles.foot}>{children}</div>;
