import type { SchoolYear } from '@samsyn/domain';
import { Button, Dialog, DialogActions, Notice, showToast, TextArea, TextField } from '@samsyn/ui';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { api } from '../../api/client.ts';
import { keys } from '../../api/queries.ts';
import { focusFirstMistake } from '../../app/forms.ts';
import { useKeptFields } from '../../app/keptFields.ts';
import { KeptNotice } from '../../app/KeptNotice.tsx';
import { useProblemText } from '../../app/useProblemText.ts';
import { useText, yearName } from '../../text/index.ts';
import { areasFromLines, isYearLabel, nextLabel } from './areaLines.ts';
import { useYearText } from './text/index.ts';

/** A new school year; proposes the next label and the latest year's areas. */
export const SchoolYearDialog = ({
  years,
  onClose,
  onReopen,
  onMade,
}: {
  /** newest first */
  years: readonly SchoolYear[];
  onClose: () => void;
  onReopen: () => void;
  onMade: (label: string) => void;
}) => {
  const text = useText();
  const words = useYearText().make;
  const problemText = useProblemText();
  const client = useQueryClient();
  const [today] = useState(() => new Date());
  const kept = useKeptFields('schoolYear.new', {
    label: nextLabel(years[0]?.label, today),
    lines: (years[0]?.priorityAreas ?? []).map((area) => area.name).join('\n'),
  });
  const { label, lines } = kept.fields;
  const [tried, setTried] = useState(false);
  const wanted = label.trim().replace('–', '-');

  const make = useMutation({
    mutationFn: () =>
      api.post<SchoolYear>('/api/school-years', {
        label: wanted,
        priorityAreas: areasFromLines(
          lines,
          years.flatMap((year) => year.priorityAreas),
        ),
      }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: keys.schoolYears });
      kept.forget();
      showToast(words.done(yearName(wanted)), { tone: 'ok' });
      onMade(wanted);
      onClose();
    },
  });

  const cancel = (): void => {
    kept.discard(onReopen);
    onClose();
  };
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    setTried(true);
    focusFirstMistake(event.currentTarget);
    if (isYearLabel(wanted)) make.mutate();
  };

  return (
    <Dialog isOpen title={words.title} closeLabel={text.verbs.close} onClose={onClose}>
      <form onSubmit={submit} noValidate>
        {kept.isBack && <KeptNotice onDiscard={() => kept.discard(onReopen)} />}
        <TextField
          label={words.label}
          description={words.labelHint}
          value={label}
          onChange={(value) => kept.set({ label: value })}
          error={tried && !isYearLabel(wanted) ? words.labelError : undefined}
        />
        <TextArea
          label={words.areas}
          description={words.areasHint}
          value={lines}
          onChange={(value) => kept.set({ lines: value })}
          rows={6}
        />
        <p>{words.promise}</p>
        {make.isError && <Notice tone="error">{problemText(make.error)}</Notice>}
        <DialogActions>
          <Button onPress={cancel}>{text.verbs.cancel}</Button>
          <Button variant="primary" type="submit" isPending={make.isPending}>
            {words.submit}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
};
