import { Menu, MenuItem, MenuTrigger } from '@samsyn/ui';
import { type ReactNode, useState } from 'react';
import { flushSync } from 'react-dom';

export type MenuAct = { id: string; label: string; run: () => void };

/**
 * A button's menu of acts on the text. It is gone before the act is done: while it stands it keeps focus inside, and when
 * it goes by itself it gives focus back to its button, and the next keys with it.
 */
export const ActMenu = ({
  button,
  label,
  acts,
  chosen,
  placement = 'bottom start',
}: {
  button: ReactNode;
  label: string;
  acts: readonly MenuAct[];
  /** the id of the one that holds now; undefined: they are no alternatives */
  chosen?: string | null | undefined;
  placement?: 'bottom start' | 'top end';
}) => {
  const [isOpen, setOpen] = useState(false);
  const run = (act: MenuAct): void => {
    flushSync(() => setOpen(false));
    act.run();
  };
  return (
    <MenuTrigger isOpen={isOpen} onOpenChange={setOpen}>
      {button}
      <Menu
        aria-label={label}
        placement={placement}
        {...(chosen === undefined ? {} : { selectionMode: 'single', selectedKeys: chosen === null ? [] : [chosen] })}
      >
        {acts.map((act) => (
          <MenuItem key={act.id} id={act.id} onAction={() => run(act)}>
            {act.label}
          </MenuItem>
        ))}
      </Menu>
    </MenuTrigger>
  );
};
