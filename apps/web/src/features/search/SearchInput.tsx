import { SearchIcon } from '@samsyn/ui';
import type { KeyboardEvent } from 'react';
import styles from './SearchInput.module.css';
import { useSearchText } from './text/index.ts';

/** The dialog's field: a searchbox that owns a list of hits. */
export const SearchInput = ({
  value,
  onChange,
  onKeyDown,
  onReady,
  listId,
  isOpen,
  activeId,
}: {
  value: string;
  onChange: (words: string) => void;
  onKeyDown: (event: KeyboardEvent) => void;
  /** it has the keyboard */
  onReady: () => void;
  listId: string;
  isOpen: boolean;
  activeId: string | undefined;
}) => {
  const words = useSearchText();
  return (
    <div className={styles.frame}>
      <SearchIcon />
      <input
        ref={(element) => {
          if (element === null) return;
          element.focus();
          onReady();
        }}
        type="search"
        aria-label={words.label}
        placeholder={words.placeholder}
        autoComplete="off"
        className={styles.input}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={onKeyDown}
        {...(isOpen ? { 'aria-controls': listId } : {})}
        {...(activeId === undefined ? {} : { 'aria-activedescendant': activeId })}
      />
    </div>
  );
};
