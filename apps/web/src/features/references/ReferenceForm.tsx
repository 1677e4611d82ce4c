import type { Reference } from '@samsyn/domain';
import { Button, LinkButton, Notice, type Option, Paper, Select, showToast, TextArea, TextField } from '@samsyn/ui';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { api } from '../../api/client.ts';
import { keys } from '../../api/queries.ts';
import { focusFirstMistake } from '../../app/forms.ts';
import { changesOf, type KeptFields, useKeptFields } from '../../app/keptFields.ts';
import { KeptNotice } from '../../app/KeptNotice.tsx';
import { goTo } from '../../app/navigation.ts';
import { useProblemText } from '../../app/useProblemText.ts';
import { useText } from '../../text/index.ts';
import styles from '../evidence/Evidence.module.css';
import { bodyOf, fieldsOf, mistakes, type ReferenceFields, referenceTypes } from './referenceFields.ts';
import { useReferencesText } from './text/index.ts';

type PartProps = { fields: ReferenceFields; set: (change: Partial<ReferenceFields>) => void; tried: boolean };

const Work = ({ fields, set, tried }: PartProps) => {
  const text = useText();
  const words = useReferencesText();
  const wrong = mistakes(fields);
  const named: Option[] = referenceTypes.map((value) => ({ value, label: words.types[value] }));
  // A kind that came by import and has no name here is shown as it is.
  const isNamed = named.some((option) => option.value === fields.type);
  return (
    <>
      <Select
        label={words.form.type}
        options={isNamed ? named : [...named, { value: fields.type, label: fields.type }]}
        value={fields.type}
        onChange={(type) => set({ type })}
      />
      <TextField
        label={words.form.title}
        value={fields.title}
        onChange={(title) => set({ title })}
        maxLength={1000}
        error={tried && wrong.title ? text.required : undefined}
      />
      <div className={styles.two}>
        <TextArea
          label={words.form.authors}
          optionalLabel={text.optional}
          description={words.form.authorsHint}
          rows={3}
          value={fields.authors}
          onChange={(authors) => set({ authors })}
        />
        <TextField
          label={words.form.year}
          optionalLabel={text.optional}
          inputMode="numeric"
          value={fields.year}
          onChange={(year) => set({ year })}
          error={tried && wrong.year ? words.form.yearError : undefined}
        />
      </div>
    </>
  );
};

const Place = ({ fields, set, tried }: PartProps) => {
  const text = useText();
  const words = useReferencesText().form;
  const field = (key: 'container' | 'publisher' | 'volume' | 'issue' | 'pages') => (
    <TextField
      key={key}
      label={words[key]}
      optionalLabel={text.optional}
      value={fields[key]}
      onChange={(value) => set({ [key]: value })}
    />
  );
  return (
    <div className={styles.two}>
      {field('container')}
      {field('publisher')}
      {fields.type === 'article-journal' && [field('volume'), field('issue')]}
      {(fields.type === 'article-journal' || fields.type === 'chapter') && field('pages')}
      <TextField
        label={words.doi}
        optionalLabel={text.optional}
        description={words.doiHint}
        value={fields.doi}
        onChange={(doi) => set({ doi })}
      />
      <TextField
        label={words.url}
        optionalLabel={text.optional}
        type="url"
        value={fields.url}
        onChange={(url) => set({ url })}
        error={tried && mistakes(fields).url ? words.urlError : undefined}
      />
    </div>
  );
};

type Saved = { id: string; merged?: boolean };

const useSave = (reference: Reference | undefined, kept: KeptFields<ReferenceFields>) => {
  const words = useReferencesText().form;
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (fields: ReferenceFields) => {
      if (reference === undefined) return api.post<Saved>('/api/references', bodyOf(fields));
      // A colleague may have changed the rest meanwhile.
      const path = `/api/references/${reference.id}`;
      const now = await api.get<Reference>(path);
      return api.patch<Saved>(path, bodyOf({ ...fieldsOf(now), ...changesOf(fields, kept.base) }, now.csl));
    },
    onSuccess: async ({ id, merged }) => {
      await client.invalidateQueries({ queryKey: keys.references });
      kept.forget();
      showToast(merged === true ? words.merged : words.saved, { tone: 'ok' });
      goTo(`/referenser/${id}`);
    },
  });
};

/** A reference by hand; with `reference` it is changed. */
export const ReferenceForm = ({ reference }: { reference?: Reference }) => {
  const text = useText();
  const words = useReferencesText();
  const problemText = useProblemText();
  const kept = useKeptFields<ReferenceFields>(`reference.${reference?.id ?? 'new'}`, fieldsOf(reference));
  const { fields, set } = kept;
  const [tried, setTried] = useState(false);
  const save = useSave(reference, kept);
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    setTried(true);
    focusFirstMistake(event.currentTarget);
    if (!Object.values(mistakes(fields)).includes(true)) save.mutate(fields);
  };
  const part = { fields, set, tried };
  return (
    <Paper>
      <form className={styles.form} onSubmit={submit} noValidate>
        {kept.isBack && <KeptNotice onDiscard={() => kept.discard()} />}
        <Work {...part} />
        <Place {...part} />
        <TextArea
          label={words.finding}
          optionalLabel={text.optional}
          description={words.form.findingHint}
          value={fields.finding}
          onChange={(finding) => set({ finding })}
        />
        <TextArea
          label={words.context}
          optionalLabel={text.optional}
          description={words.form.contextHint}
          value={fields.contextNote}
          onChange={(contextNote) => set({ contextNote })}
        />
        {save.isError && (
          <Notice tone="error">
            {problemText(save.error)} {text.error.saveKept}
          </Notice>
        )}
        <div className={styles.foot}>
          <Button variant="primary" type="submit" isPending={save.isPending}>
            {words.form.save}
          </Button>
          <LinkButton
            variant="plain"
            href={reference === undefined ? '/referenser' : `/referenser/${reference.id}`}
            onClick={() => kept.discard()}
          >
            {text.verbs.cancel}
          </LinkButton>
        </div>
      </form>
    </Paper>
  );
};
