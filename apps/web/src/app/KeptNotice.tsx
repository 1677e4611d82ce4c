import { Button, Notice } from '@samsyn/ui';
import { useText } from '../text/index.ts';
import styles from './Page.module.css';

/** Stands over a form that began with what somebody had written in it before, and not saved. */
export const KeptNotice = ({ onDiscard }: { onDiscard: () => void }) => {
  const { kept } = useText();
  return (
    <Notice>
      <div className={styles.kept}>
        <span>{kept.text}</span>
        <Button size="small" onPress={onDiscard}>
          {kept.restart}
        </Button>
      </div>
    </Notice>
  );
};
