import type { ReactNode } from 'react';
import {
  Header,
  Menu as AriaMenu,
  MenuItem as AriaMenuItem,
  type MenuItemProps as AriaMenuItemProps,
  type MenuProps as AriaMenuProps,
  MenuSection as AriaMenuSection,
  type MenuSectionProps as AriaMenuSectionProps,
  MenuTrigger,
  Popover,
  type PopoverProps,
  Separator,
} from 'react-aria-components/Menu';
import { cx } from './cx.ts';
import styles from './Overlay.module.css';

/** `<MenuTrigger><Button/><Menu>…</Menu></MenuTrigger>`: a button that opens acts to choose from. */
export { MenuTrigger };

export const Menu = <T extends object>({
  placement = 'bottom start',
  popover,
  className,
  ...rest
}: Omit<AriaMenuProps<T>, 'className'> & {
  className?: string;
  placement?: NonNullable<PopoverProps['placement']>;
  /** for a menu that is not inside a MenuTrigger: triggerRef, isOpen, onOpenChange */
  popover?: Omit<PopoverProps, 'className' | 'children' | 'placement'>;
}) => (
  <Popover
    {...popover}
    {...(popover === undefined || rest['aria-label'] === undefined ? {} : { 'aria-label': rest['aria-label'] })}
    placement={placement}
    className={cx(styles.popover, className)}
  >
    <AriaMenu
      {...(popover === undefined ? {} : { autoFocus: 'first' as const })}
      {...rest}
      className={cx(styles.list)}
    />
  </Popover>
);

/** One act. `description` says more in small; `icon` stands before; with `href` it is a link. */
export const MenuItem = ({
  icon,
  description,
  children,
  ...rest
}: Omit<AriaMenuItemProps, 'className' | 'children'> & {
  icon?: ReactNode;
  description?: ReactNode;
  children: ReactNode;
}) => (
  <AriaMenuItem
    {...rest}
    className={cx(styles.item)}
    {...(typeof children === 'string' && rest.textValue === undefined ? { textValue: children } : {})}
  >
    {icon}
    <span className={styles.words}>
      {children}
      {description !== undefined && <small>{description}</small>}
    </span>
  </AriaMenuItem>
);

export const MenuSection = ({
  title,
  children,
  ...choice
}: Pick<AriaMenuSectionProps<object>, 'selectionMode' | 'selectedKeys'> & { title: string; children: ReactNode }) => (
  <AriaMenuSection {...choice}>
    <Header className={cx(styles.header)}>{title}</Header>
    {children}
  </AriaMenuSection>
);

export const MenuSeparator = () => <Separator className={cx(styles.separator)} />;
