import { documentKinds, type HistoryMonths, mostHistoryMonths, type Settings } from '@samsyn/domain';
import { Button, Notice, Paper, showToast, TextField } from '@samsyn/ui';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { api } from '../../api/client.ts';
import { focusFirstMistake } from '../../app/forms.ts';
import { changesOf, type KeptFields, useKeptFields } from '../../app/keptFields.ts';
import { KeptNotice } from '../../app/KeptNotice.tsx';
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

type Fields = { authorityName: string; boardName: string; limit: string } & Record<keyof HistoryMonths, string>;

const fieldsOf = ({ authorityName, boardName, smallGroupLimit, historyMonths: months }: Settings): Fields => ({
  authorityName,
  boardName,
  limit: String(smallGroupLimit),
  note: String(months.note),
  analysis: String(months.analysis),
  plan: String(months.plan),
  handbook: String(months.handbook),
});
const namesOf = ({ authorityName, boardName, limit }: Fields) => ({
  authorityName: authorityName.trim(),
  boardName: boardName.trim(),
  smallGroupLimit: Number(limit),
});
const monthsOf = ({ note, analysis, plan, handbook }: Fields): HistoryMonths => ({
  note: Number(note),
  analysis: Number(analysis),
  plan: Number(plan),
  handbook: Number(handbook),
});
const isWhole = (fields: Fields): boolean =>
  fields.authorityName.trim() !== '' &&
  fields.boardName.trim() !== '' &&
  isLimit(fields.limit) &&
  documentKinds.every((kind) => isMonths(fields[kind]));

const useSave = (kept: KeptFields<Fields>) => {
  const words = useAdminText().settings;
  const client = useQueryClient();
  return useMutation({
    // Only what was changed is sent: a colleague may have changed the rest.
    mutationFn: (fields: Fields) =>
      api.patch<Settings>('/api/admin/settings', {
        ...changesOf(namesOf(fields), namesOf(kept.base)),
        historyMonths: changesOf(monthsOf(fields), monthsOf(kept.base)),
      }),
    onSuccess: async (_, sent) => {
      kept.goOn(sent);
      await Promise.all([settingsKey, signInOptionsKey].map((queryKey) => client.invalidateQueries({ queryKey })));
      showToast(words.saved, { tone: 'ok' });
    },
  });
};

const Months = ({ fields, set, tried }: { fields: Fields; set: KeptFields<Fields>['set']; tried: boolean }) => {
  const words = useAdminText().settings;
  return (
    <>
      <fieldset className={styles.months}>
        <legend>{words.historyMonths}</legend>
        {documentKinds.map((kind) => (
          <TextField
            key={kind}
            className={styles.short}
            label={words.historyKinds[kind]}
            inputMode="numeric"
            value={fields[kind]}
            onChange={(value) => set({ [kind]: value })}
            error={tried && !isMonths(fields[kind]) ? words.monthsError(mostHistoryMonths) : undefined}
          />
        ))}
      </fieldset>
      <p className={styles.hint}>{words.historyHint}</p>
    </>
  );
};

const Form = ({ settings }: { settings: Settings }) => {
  const text = useText();
  const words = useAdminText().settings;
  const problemText = useProblemText();
  const kept = useKeptFields('settings', fieldsOf(settings));
  const { fields, set } = kept;
  const [tried, setTried] = useState(false);
  const save = useSave(kept);
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    setTried(true);
    focusFirstMistake(event.currentTarget);
    if (isWhole(fields)) save.mutate(fields);
  };
  const required = (value: string): string | undefined => (tried && value.trim() === '' ? text.required : undefined);
  return (
    <Paper>
      <form className={styles.form} onSubmit={submit} noValidate>
        {kept.isBack && <KeptNotice onDiscard={() => kept.discard()} />}
        <TextField
          label={words.authorityName}
          value={fields.authorityName}
          onChange={(authorityName) => set({ authorityName })}
          error={required(fields.authorityName)}
        />
        <TextField
          label={words.boardName}
          value={fields.boardName}
          onChange={(boardName) => set({ boardName })}
          error={required(fields.boardName)}
        />
        <TextField
          className={styles.short}
          label={words.smallGroupLimit}
          inputMode="numeric"
          value={fields.limit}
          onChange={(limit) => set({ limit })}
          error={tried && !isLimit(fields.limit) ? words.limitError : undefined}
        />
        <p className={styles.hint}>{words.smallGroupHint}</p>
        <Months fields={fields} set={set} tried={tried} />
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
