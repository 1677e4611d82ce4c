import type { Analysis } from '@samsyn/domain';
import { Button, Notice, showToast, TextField } from '@samsyn/ui';
import { type FormEvent, useState } from 'react';
import { focusFirstMistake } from '../../../app/forms.ts';
import { useProblemText } from '../../../app/useProblemText.ts';
import { useText } from '../../../text/index.ts';
import { useSetRegistryNumber } from '../analysisQueries.ts';
import { useAnalysisText } from '../text/index.ts';
import styles from './Panels.module.css';

/** The registry number, as long as it can be changed. */
export const RegistryForm = ({ analysis }: { analysis: Analysis }) => {
  const text = useText();
  const words = useAnalysisText().registry;
  const problemText = useProblemText();
  const save = useSetRegistryNumber(analysis);
  const [typed, setTyped] = useState<string>();
  const [tried, setTried] = useState(false);
  const value = typed ?? analysis.registryNumber ?? '';
  const isMissing = value.trim() === '';
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    event.stopPropagation();
    setTried(true);
    focusFirstMistake(event.currentTarget);
    if (isMissing) return;
    save.mutate(value.trim(), {
      onSuccess: () => {
        setTyped(undefined);
        setTried(false);
        showToast(words.saved, { tone: 'ok' });
      },
    });
  };
  return (
    <form onSubmit={submit} noValidate className={styles.section}>
      <div className={styles.registry}>
        <TextField
          label={words.label}
          description={words.hint}
          value={value}
          onChange={setTyped}
          maxLength={100}
          error={tried && isMissing ? text.required : undefined}
        />
        <Button type="submit" isPending={save.isPending}>
          {words.save}
        </Button>
      </div>
      {save.isError && <Notice tone="error">{problemText(save.error)}</Notice>}
    </form>
  );
};
