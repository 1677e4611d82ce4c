// The keyboard stays in the field (aria-activedescendant), so the options are no controls of their own.
/* oxlint-disable jsx-a11y/prefer-tag-over-role, jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus */
import { announce, Dialog } from '@samsyn/ui';
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { useDelayed } from '../../api/useDelayed.ts';
import { goTo } from '../../app/navigation.ts';
import { useProblemText } from '../../app/useProblemText.ts';
import { useText } from '../../text/index.ts';
import styles from './Search.module.css';
import { SearchInput } from './SearchInput.tsx';
import { useSearchText } from './text/index.ts';
import { shortestSearch, useSearchHits } from './useSearchHits.ts';

type Option = { key: string; href: string; title: string; detail: string };

const shown = 8;

const Options = ({
  options,
  active,
  idOf,
  onGo,
  id,
}: {
  options: Option[];
  active: number;
  idOf: (index: number) => string;
  onGo: (href: string) => void;
  id: string;
}) => {
  const words = useSearchText();
  return (
    <div id={id} role="listbox" aria-label={words.results} className={styles.options}>
      {options.map((option, index) => (
        <div
          key={option.key}
          id={idOf(index)}
          role="option"
          aria-selected={index === active}
          className={styles.option}
          onClick={() => onGo(option.href)}
        >
          <small>{option.detail}</small>
          <span>{option.title}</span>
        </div>
      ))}
    </div>
  );
};

/** Ctrl+K: type, arrow, Enter. `typed` ends the collecting of what is typed before the field has the keyboard, and gives it. */
export const SearchDialog = ({ typed, onClose }: { typed: () => string; onClose: () => void }) => {
  const text = useText();
  const words = useSearchText();
  const problemText = useProblemText();
  const listId = useId();
  const [asked, setAsked] = useState('');
  const hasTyped = useRef(false);
  // Only now: keys that come between the dialog's first drawing and this would go to nobody.
  const takeTyped = (): void => {
    if (hasTyped.current) return;
    hasTyped.current = true;
    const ahead = typed();
    if (ahead !== '') setAsked((now) => ahead + now);
  };
  useEffect(() => () => void typed(), [typed]);
  const settled = useDelayed(asked.trim(), 150);
  // The place in the list belongs to the words that made it: other words begin at the top.
  const [place, setPlace] = useState({ words: '', index: 0 });
  const active = place.words === settled ? place.index : 0;
  const search = useSearchHits(settled, shown);
  const isAsking = settled.length >= shortestSearch;
  const hits = isAsking ? (search.data?.items ?? []) : [];
  const options: Option[] = hits.map((hit) => ({
    key: `${hit.kind}-${hit.id}`,
    href: hit.href,
    title: hit.title,
    detail: words.kinds[hit.kind],
  }));
  if (hits.length === shown) {
    options.push({
      key: 'all',
      href: `/sok?q=${encodeURIComponent(settled)}`,
      title: words.all(settled),
      detail: words.results,
    });
  }
  const count = search.data?.items.length;
  useEffect(() => {
    if (isAsking && count !== undefined) announce(count === 0 ? words.none : words.hits(count));
  }, [isAsking, count, words]);

  const go = (href: string): void => {
    onClose();
    goTo(href);
  };
  const press = (event: KeyboardEvent): void => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step !== 0 && options.length > 0) {
      event.preventDefault();
      setPlace({ words: settled, index: (active + step + options.length) % options.length });
    }
    const chosen = options[active];
    if (event.key === 'Enter' && chosen !== undefined) {
      event.preventDefault();
      go(chosen.href);
    }
  };
  const idOf = (index: number): string => `${listId}-${index}`;
  const status = search.isError ? problemText(search.error) : count === 0 ? words.none : undefined;
  return (
    <Dialog isOpen isDismissable title={words.title} closeLabel={text.verbs.close} onClose={onClose}>
      <SearchInput
        value={asked}
        onChange={setAsked}
        onKeyDown={press}
        onReady={takeTyped}
        listId={listId}
        isOpen={options.length > 0}
        activeId={options.length > 0 ? idOf(active) : undefined}
      />
      <div className={styles.results}>
        {options.length > 0 ? (
          <Options id={listId} options={options} active={active} idOf={idOf} onGo={go} />
        ) : (
          <p className={styles.hint}>{isAsking ? (status ?? text.loading) : words.hint}</p>
        )}
      </div>
    </Dialog>
  );
};
