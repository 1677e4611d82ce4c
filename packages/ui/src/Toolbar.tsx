import type { ReactNode } from 'react';
import { Button as AriaButton, type ButtonProps } from 'react-aria-components/Button';
import { Separator } from 'react-aria-components/Separator';
import { ToggleButton as AriaToggleButton, type ToggleButtonProps } from 'react-aria-components/ToggleButton';
import { Toolbar as AriaToolbar, type ToolbarProps } from 'react-aria-components/Toolbar';
import { cx } from './cx.ts';
import styles from './Toolbar.module.css';

/** One tab stop; arrows move inside. */
export const Toolbar = ({
  className,
  ...rest
}: Omit<ToolbarProps, 'className'> & { className?: string | undefined }) => (
  <AriaToolbar {...rest} className={cx(styles.toolbar, className)} />
);

type Look = {
  className?: string | undefined;
  children: ReactNode;
  /** in thread red: the product's own act */ thread?: boolean;
};

export const ToolbarButton = ({
  className,
  thread = false,
  ...rest
}: Omit<ButtonProps, 'className' | 'children'> & Look) => (
  <AriaButton {...rest} className={cx(styles.item, thread && styles.thread, className)} />
);

export const ToolbarToggle = ({
  className,
  thread = false,
  ...rest
}: Omit<ToggleButtonProps, 'className' | 'children'> & Look) => (
  <AriaToggleButton {...rest} className={cx(styles.item, thread && styles.thread, className)} />
);

export const ToolbarSeparator = () => <Separator orientation="vertical" className={cx(styles.separator)} />;
