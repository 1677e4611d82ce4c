import type { ReactNode, Ref } from 'react';
import { Button as AriaButton, type ButtonProps as AriaButtonProps } from 'react-aria-components/Button';
import styles from './Button.module.css';
import { cx } from './cx.ts';

/** primary: at most one in a view. danger: something will be gone. plain: beside another button. */
export type ButtonVariant = 'primary' | 'secondary' | 'danger' | 'plain';
export type ButtonLook = { variant?: ButtonVariant | undefined; size?: 'normal' | 'small' | undefined };

export type ButtonProps = Omit<AriaButtonProps, 'className' | 'style' | 'children'> &
  ButtonLook & {
    children?: ReactNode;
    /** before the words */
    icon?: ReactNode;
    /** only an icon is shown; give an aria-label */
    iconOnly?: boolean;
    className?: string | undefined;
  };

const nothing = (): void => undefined;

export const buttonClass = ({ variant, size }: ButtonLook, iconOnly = false, className?: string): string =>
  cx(
    styles.button,
    variant && variant !== 'secondary' && styles[variant],
    size === 'small' && styles.small,
    iconOnly && styles.icon,
    className,
  );

/**
 * A verb. While `isPending` it keeps focus and its width, and does nothing. (React Aria's own pending state announces a
 * button that is often gone when its words are read; what came of the work is announced instead.)
 */
export const Button = ({
  variant,
  size,
  icon,
  iconOnly = false,
  isPending = false,
  className,
  children,
  ...rest
}: ButtonProps & { ref?: Ref<HTMLButtonElement> }) => (
  <AriaButton
    {...rest}
    {...(isPending ? { type: 'button' as const, onPress: nothing, 'aria-disabled': true } : {})}
    className={buttonClass({ variant, size }, iconOnly, className)}
  >
    {icon}
    {children}
  </AriaButton>
);
