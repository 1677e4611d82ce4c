import type { ReactElement, ReactNode } from 'react';
import { Tooltip as AriaTooltip, TooltipTrigger } from 'react-aria-components/Tooltip';
import { cx } from './cx.ts';
import styles from './Overlay.module.css';

/** Says more about a button on hover and focus; never the only place where something stands. */
export const Tooltip = ({ text, children }: { text: ReactNode; children: ReactElement }) => (
  <TooltipTrigger delay={500}>
    {children}
    <AriaTooltip className={cx(styles.tooltip)}>{text}</AriaTooltip>
  </TooltipTrigger>
);
