import type { AnchorHTMLAttributes } from 'react';
import { buttonClass, type ButtonLook } from './Button.tsx';

/** Goes somewhere, but is as heavy as a button. A plain link: the app's router takes the click. */
export const LinkButton = ({
  variant,
  size,
  className,
  children,
  ...rest
}: ButtonLook & AnchorHTMLAttributes<HTMLAnchorElement> & { href: string }) => (
  <a {...rest} className={buttonClass({ variant, size }, false, className)}>
    {children}
  </a>
);
