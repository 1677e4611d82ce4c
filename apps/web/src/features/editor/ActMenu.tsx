import { Menu, MenuItem, MenuSection, MenuTrigger } from '@samsyn/ui';
import { type ReactNode, useState } from 'react';
import { flushSync } from 'react-dom';

export type MenuAct = { id: string; label: string; run: () => void };

/** `chosen`: the id of the one that holds now; undefined: they are no alternatives. */
const choice = (chosen: string | null | undefined) =>
  chosen === undefined ? {} : { selectionMode: 'single' as const, selectedKeys: chosen === null ? [] : [chosen] };

/**
 * A button's menu of acts on the text. It is gone before the act is done: while it stands it keeps focus inside, and when
 * it goes by itself it gives focus back to its button, and the next keys with it.
 */
export const ActMenu = ({
  button,
  label,
  acts,
  chosen,
  section,
  placement = 'bottom start',
}: {
  button: ReactNode;
  label: string;
  acts: readonly MenuAct[];
  /** the id of the one that holds now; undefined: they are no alternatives */
  chosen?: string | null | undefined;
  /** alternatives of their own, after the others */
  section?: { title: string; acts: readonly MenuAct[]; chosen: string | null };
  placement?: 'bottom start' | 'top end';
}) => {
  const [isOpen, setOpen] = useState(false);
  const run = (act: MenuAct): void => {
    flushSync(() => setOpen(false));
    act.run();
  };
  const item = (act: MenuAct) => (
    <MenuItem key={act.id} id={act.id} onAction={() => run(act)}>
      {act.label}
    </MenuItem>
  );
  return (
    <MenuTrigger isOpen={isOpen} onOpenChange={setOpen}>
      {button}
      <Menu aria-label={label} placement={placement} {...choice(chosen)}>
        {acts.map(item)}
        {section !== undefined && (
          <MenuSection title={section.title} {...choice(section.chosen)}>
            {section.acts.map(item)}
          </MenuSection>
        )}
      </Menu>
    </MenuTrigger>
  );
};
