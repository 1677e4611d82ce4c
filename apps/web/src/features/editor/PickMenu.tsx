import { ChevronDownIcon, SearchField, cx } from '@samsyn/ui';
import { type ReactNode, useState } from 'react';
import { flushSync } from 'react-dom';
import { Autocomplete } from 'react-aria-components/Autocomplete';
import { Menu as AriaMenu, MenuItem as AriaMenuItem, MenuTrigger, Popover } from 'react-aria-components/Menu';
import { type Act, matching } from './acts/acts.ts';
import styles from './Pick.module.css';
import { SpriteIcon } from './SpriteIcon.tsx';
import { useEditorText } from './text/index.ts';

/** A field in what was just opened on request. */
const focused = { autoFocus: true };

const run = (act: Act | undefined, close: () => void): void => {
  if (act === undefined) return;
  // The popover is gone before the act moves focus: it keeps focus inside while it stands.
  flushSync(close);
  act.run();
};

/** A button whose menu is chosen from by typing, arrow and Enter: focus stays in the field, the list follows it. */
export const PickMenu = ({
  button,
  label,
  acts,
  chosen,
}: {
  button: ReactNode;
  label: string;
  acts: () => Act[];
  /** the id of the act that holds now */
  chosen?: string | undefined;
}) => {
  const words = useEditorText();
  const [isOpen, setOpen] = useState(false);
  const [typed, setTyped] = useState('');
  const shown = isOpen ? matching(acts(), typed) : [];
  const close = (): void => {
    setOpen(false);
    setTyped('');
  };
  return (
    <MenuTrigger isOpen={isOpen} onOpenChange={(open) => (open ? setOpen(true) : close())}>
      {button}
      <Popover className={styles.popover ?? ''} placement="bottom start">
        <Autocomplete inputValue={typed} onInputChange={setTyped} disableAutoFocusFirst>
          <div
            onKeyDownCapture={(event) => {
              const isBare = event.currentTarget.querySelector('[data-focused][role^="menuitem"]') === null;
              if (event.key !== 'Enter' || !isBare) return;
              event.preventDefault();
              event.stopPropagation();
              run(shown[0], close);
            }}
          >
            <SearchField
              className={styles.search ?? ''}
              label={words.toolbar.pick}
              hideLabel
              clearLabel={words.toolbar.pick}
              placeholder={words.toolbar.pick}
              value={typed}
              onChange={setTyped}
              {...focused}
            />
            <AriaMenu
              aria-label={label}
              className={styles.list ?? ''}
              items={shown}
              dependencies={[chosen]}
              renderEmptyState={() => <p className={styles.empty}>{words.toolbar.none}</p>}
              onAction={(key) =>
                run(
                  shown.find((act) => act.id === key),
                  close,
                )
              }
            >
              {(act: Act) => (
                <AriaMenuItem
                  id={act.id}
                  textValue={act.label}
                  className={cx(styles.item, act.id === chosen && styles.chosen)}
                >
                  {act.icon !== undefined && <SpriteIcon name={act.icon} />}
                  <span>
                    {act.label}
                    {act.help !== undefined && <small>{act.help}</small>}
                  </span>
                </AriaMenuItem>
              )}
            </AriaMenu>
          </div>
        </Autocomplete>
      </Popover>
    </MenuTrigger>
  );
};

export const Chevron = () => <ChevronDownIcon />;
