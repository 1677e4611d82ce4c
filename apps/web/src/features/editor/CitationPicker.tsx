import { cx, SearchField } from '@samsyn/ui';
import { useState } from 'react';
import { Autocomplete } from 'react-aria-components/Autocomplete';
import { Dialog as AriaDialog } from 'react-aria-components/Dialog';
import {
  Collection,
  Header,
  Menu as AriaMenu,
  MenuItem as AriaMenuItem,
  MenuSection as AriaMenuSection,
  Popover,
} from 'react-aria-components/Menu';
import type { PlacedClaim } from './chain/claims.ts';
import type { Wanted } from './host.ts';
import styles from './Pick.module.css';
import { SpriteIcon } from './SpriteIcon.tsx';
import { useEditorText } from './text/index.ts';
import { type Citable, type CitableGroup, useCitable } from './useCitable.ts';

/** A field in what was just opened on request. */
const focused = { autoFocus: true };

type Props = {
  anchor: HTMLElement;
  wanted: Wanted;
  claims: readonly PlacedClaim[];
  /** the claim that will cite: it cannot cite itself */
  own: string | null;
  onPick: (found: Citable) => void;
  onClose: () => void;
};

const ItemWords = ({ item }: { item: Citable }) => (
  <>
    {item.icon !== undefined && <SpriteIcon name={item.icon} />}
    <span>
      <span className={styles.clamp}>{item.label.label}</span>
      {item.label.detail !== undefined && item.icon === undefined && (
        <small className={styles.clamp}>{item.label.detail}</small>
      )}
    </span>
  </>
);

/** Evidence, research and claims by words: type, arrow, Enter. */
export const CitationPicker = ({ anchor, wanted, claims, own, onPick, onClose }: Props) => {
  const { citation: words } = useEditorText();
  const [typed, setTyped] = useState('');
  const { groups, isSearching, isFailed } = useCitable(typed, wanted, claims, own);
  const all = groups.flatMap((group) => group.items);
  const titles: Record<CitableGroup['id'], string> = {
    here: words.here,
    evidence: words.evidence,
    references: words.references,
    claims: words.claims,
  };
  const pick = (item: Citable | undefined): void => {
    if (item !== undefined) onPick(item);
  };
  return (
    <Popover
      triggerRef={{ current: anchor }}
      isOpen
      placement="bottom start"
      className={cx(styles.popover, styles.wide)}
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
    >
      <AriaDialog aria-label={words.title}>
        <Autocomplete inputValue={typed} onInputChange={setTyped} disableAutoFocusFirst>
          <div
            onKeyDownCapture={(event) => {
              const isBare = event.currentTarget.querySelector('[data-focused][role^="menuitem"]') === null;
              if (event.key !== 'Enter' || !isBare || isSearching) return;
              event.preventDefault();
              event.stopPropagation();
              pick(all[0]);
            }}
          >
            <SearchField
              className={styles.search ?? ''}
              label={words.search}
              hideLabel
              clearLabel={words.close}
              placeholder={words.search}
              value={typed}
              onChange={setTyped}
              {...focused}
            />
            <AriaMenu
              aria-label={words.title}
              className={styles.list ?? ''}
              items={groups}
              renderEmptyState={() => (
                <p className={styles.empty}>{isFailed ? words.failed : isSearching ? words.searching : words.none}</p>
              )}
              onAction={(key) => pick(all.find((item) => item.id === key))}
            >
              {(group: CitableGroup) => (
                <AriaMenuSection id={group.id}>
                  <Header className={styles.header ?? ''}>{titles[group.id]}</Header>
                  <Collection items={group.items}>
                    {(item: Citable) => (
                      <AriaMenuItem id={item.id} textValue={item.label.label} className={styles.item ?? ''}>
                        <ItemWords item={item} />
                      </AriaMenuItem>
                    )}
                  </Collection>
                </AriaMenuSection>
              )}
            </AriaMenu>
          </div>
        </Autocomplete>
      </AriaDialog>
    </Popover>
  );
};
