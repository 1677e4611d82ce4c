import { cx } from '@samsyn/ui';
import { useEffect, useRef, useSyncExternalStore } from 'react';
import styles from './Pick.module.css';
import { type SlashMenu, slashListId, slashOptionId } from './plugins/slash.ts';
import { SpriteIcon } from './SpriteIcon.tsx';
import { useEditorText } from './text/index.ts';

const placeOf = (menu: SlashMenu, from: number): { left: number; top: number } | null => {
  const { view } = menu;
  if (view === null || from > view.state.doc.content.size) return null;
  const { left, bottom, top } = view.coordsAtPos(from);
  const height = 320;
  const below = bottom + height < innerHeight;
  return {
    left: Math.max(8, Math.min(left, innerWidth - 300)),
    top: below ? bottom + 4 : Math.max(8, top - height - 4),
  };
};

/** The slash menu's list, at the caret; the keys stay in the text. */
export const SlashList = ({ menu }: { menu: SlashMenu }) => {
  const words = useEditorText();
  const state = useSyncExternalStore(menu.subscribe, menu.snapshot);
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (state.isOpen) list.current?.children[state.active]?.scrollIntoView({ block: 'nearest' });
  }, [state]);
  if (!state.isOpen) return null;
  const place = placeOf(menu, state.from);
  if (place === null) return null;
  return (
    <div
      ref={list}
      id={slashListId}
      // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- the caret stays in the text: no element does that
      role="listbox"
      aria-label={words.slash.label}
      className={cx(styles.popover, styles.slash)}
      style={place}
      tabIndex={-1}
    >
      {state.acts.map((act, index) => (
        // Focus stays in the text: a press must not take it.
        <div
          key={act.id}
          id={slashOptionId(index)}
          // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role
          role="option"
          aria-selected={index === state.active}
          tabIndex={-1}
          className={cx(styles.item, index === state.active && styles.active)}
          onMouseDown={(event) => {
            event.preventDefault();
            menu.pick(index);
          }}
        >
          {act.icon !== undefined && <SpriteIcon name={act.icon} />}
          <span>
            {act.label}
            {act.help !== undefined && <small>{act.help}</small>}
          </span>
        </div>
      ))}
    </div>
  );
};
