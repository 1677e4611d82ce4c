import { Button, cx, KindLabel, LinkButton } from '@samsyn/ui';
import { Dialog as AriaDialog } from 'react-aria-components/Dialog';
import { Popover } from 'react-aria-components/Popover';
import type { PlacedClaim } from './chain/claims.ts';
import styles from './Popovers.module.css';
import type { TargetLabel } from './labels.ts';
import { useEditorText } from './text/index.ts';

/** What a chip points at, and the way there. */
export const CitationPopover = ({
  anchor,
  label,
  here,
  onGoTo,
  onRemove,
  onClose,
}: {
  anchor: HTMLElement;
  label: TargetLabel | undefined;
  /** the claim, when it stands in this text */
  here: PlacedClaim | undefined;
  onGoTo: () => void;
  onRemove: (() => void) | undefined;
  onClose: () => void;
}) => {
  const words = useEditorText();
  const kind = here?.kind ?? label?.kind;
  const isMissing = here === undefined && label?.isMissing === true;
  const title = isMissing ? words.citation.missing : (here?.text ?? label?.label ?? '');
  return (
    <Popover
      triggerRef={{ current: anchor }}
      isOpen
      placement="bottom start"
      className={cx(styles.popover)}
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
    >
      <AriaDialog aria-label={words.citation.about} className={cx(styles.dialog)}>
        {kind !== undefined && <KindLabel kind={kind}>{words.kinds[kind]}</KindLabel>}
        <p className={kind === undefined ? styles.title : styles.claim}>{title}</p>
        {label?.detail !== undefined && kind === undefined && <p className={styles.detail}>{label.detail}</p>}
        <div className={styles.acts}>
          {here !== undefined && (
            <Button size="small" onPress={onGoTo}>
              {words.citation.goTo}
            </Button>
          )}
          {here === undefined && label?.href !== undefined && (
            <LinkButton size="small" href={label.href}>
              {words.citation.open}
            </LinkButton>
          )}
          {onRemove !== undefined && (
            <Button size="small" variant="plain" onPress={onRemove}>
              {words.citation.remove}
            </Button>
          )}
        </div>
      </AriaDialog>
    </Popover>
  );
};
