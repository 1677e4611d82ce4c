import { documentKinds, type HistoryMonths, mostHistoryMonths, type Settings } from '@samsyn/domain';
import { Button, Notice, Paper, showToast, TextField } from '@samsyn/ui';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { api } from '../../api/client.ts';
import { focusFirstMistake } from '../../app/forms.ts';
import { QueryState } from '../../app/QueryState.tsx';
import { signInOptionsKey } from '../../app/session.tsx';
import { useProblemText } from '../../app/useProblemText.ts';
import { useText } from '../../text/index.ts';
import styles from './Admin.module.css';
import { useAdminText } from './text/index.ts';

const settingsKey = ['admin', 'settings'] as const;
const limits = { min: 2, max: 100 };

const isWithin = (words: string, { min, max }: { min: number; max: number }): boolean =>
  /^\d{1,4}$/.test(words.trim()) && Number(words) >= min && Number(words) <= max;
const isLimit = (words: string): boolean => isWithin(words, limits);
const isMonths = (words: string): boolean => isWithin(words, { min: 0, max: mostHistoryMonths });

type MonthsWords = Record<keyof HistoryMonths, string>;
const wordsOf = (months: HistoryMonths): MonthsWords => ({
  note: String(months.note),
  analysis: String(months.analysis),
  plan: String(months.plan),
  handbook: String(months.handbook),
});
const monthsOf = (words: MonthsWords): HistoryMonths => ({
  note: Number(words.note),
  analysis: Number(words.analysis),
  plan: Number(words.plan),
  handbook: Number(words.handbook),
});

const Form = ({ settings }: { settings: Settings }) => {
  const text = useText();
  const words = useAdminText().settings;
  const problemText = useProblemText();
  const client = useQueryClient();
  const [authorityName, setAuthorityName] = useState(settings.authorityName);
  const [boardName, setBoardName] = useState(settings.boardName);
  const [limit, setLimit] = useState(String(settings.smallGroupLimit));
  const [months, setMonths] = useState(wordsOf(settings.historyMonths));
  const [tried, setTried] = useState(false);
  const save = useMutation({
    mutationFn: () =>
      api.patch<Settings>('/api/admin/settings', {
        authorityName: authorityName.trim(),
        boardName: boardName.trim(),
        smallGroupLimit: Number(limit),
        historyMonths: monthsOf(months),
      }),
    onSuccess: async () => {
      await Promise.all([settingsKey, signInOptionsKey].map((queryKey) => client.invalidateQueries({ queryKey })));
      showToast(words.saved, { tone: 'ok' });
    },
  });
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    setTried(true);
    focusFirstMistake(event.currentTarget);
    const areNumbers = isLimit(limit) && Object.values(months).every(isMonths);
    if (authorityName.trim() !== '' && boardName.trim() !== '' && areNumbers) save.mutate();
  };
  const required = (value: string): string | undefined => (tried && value.trim() === '' ? text.required : undefined);
  return (
    <Paper>
      <form className={styles.form} onSubmit={submit} noValidate>
        <TextField
          label={words.authorityName}
          value={authorityName}
          onChange={setAuthorityName}
          error={required(authorityName)}
        />
        <TextField label={words.boardName} value={boardName} onChange={setBoardName} error={required(boardName)} />
        <TextField
          className={styles.short}
          label={words.smallGroupLimit}
          inputMode="numeric"
          value={limit}
          onChange={setLimit}
          error={tried && !isLimit(limit) ? words.limitError : undefined}
        />
        <p className={styles.hint}>{words.smallGroupHint}</p>
        <fieldset className={styles.months}>
          <legend>{words.historyMonths}</legend>
          {documentKinds.map((kind) => (
            <TextField
              key={kind}
              className={styles.short}
              label={words.historyKinds[kind]}
              inputMode="numeric"
              value={months[kind]}
              onChange={(value) => setMonths({ ...months, [kind]: value })}
              error={tried && !isMonths(months[kind]) ? words.monthsError(mostHistoryMonths) : undefined}
            />
          ))}
        </fieldset>
        <p className={styles.hint}>{words.historyHint}</p>
        {save.isError && <Notice tone="error">{problemText(save.error)}</Notice>}
        <div>
          <Button variant="primary" type="submit" isPending={save.isPending}>
            {words.save}
          </Button>
        </div>
      </form>
    </Paper>
  );
};

/** What the authority decides about the product. */
export const SettingsForm = () => {
  const settings = useQuery({
    queryKey: settingsKey,
    queryFn: ({ signal }) => api.get<Settings>('/api/admin/settings', { signal }),
  });
  return <QueryState query={settings}>{(data) => <Form settings={data} />}</QueryState>;
};
