import type { Evidence } from '@samsyn/domain';
import { Button, LinkButton, Notice, Paper, Select, showToast, TextArea, TextField } from '@samsyn/ui';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { api } from '../../api/client.ts';
import { keys, useGroups } from '../../api/queries.ts';
import { focusFirstMistake } from '../../app/forms.ts';
import { changesOf, type KeptFields, useKeptFields } from '../../app/keptFields.ts';
import { KeptNotice } from '../../app/KeptNotice.tsx';
import { goTo } from '../../app/navigation.ts';
import { useProblemText } from '../../app/useProblemText.ts';
import { useText } from '../../text/index.ts';
import styles from './Evidence.module.css';
import {
  bodyOf,
  type EvidenceFields,
  fieldsOf,
  type FormKind,
  formKinds,
  isWebAddress,
  mistakes,
} from './evidenceFields.ts';
import { useAreaNames } from './evidenceQueries.ts';
import { EvidenceKindIcon } from './KindIcon.tsx';
import { TableGrid } from './TableGrid.tsx';
import { useEvidenceText } from './text/index.ts';

type Set = (change: Partial<EvidenceFields>) => void;
type PartProps = { fields: EvidenceFields; set: Set; tried: boolean };

const KindChoice = ({ kind, onChange }: { kind: FormKind; onChange: (kind: FormKind) => void }) => {
  const text = useText();
  const words = useEvidenceText().form;
  return (
    <fieldset className={styles.kinds}>
      <legend>{words.kind}</legend>
      {formKinds.map((one) => (
        <label key={one}>
          <input type="radio" name="kind" checked={one === kind} onChange={() => onChange(one)} />
          <EvidenceKindIcon kind={one} />
          {text.evidenceKinds[one]}
        </label>
      ))}
    </fieldset>
  );
};

const Content = ({ fields, set, tried }: PartProps) => {
  const text = useText();
  const words = useEvidenceText();
  const wrong = mistakes(fields);
  switch (fields.kind) {
    case 'table':
      return (
        <TableGrid
          draft={fields.table}
          onChange={(table) => set({ table })}
          error={tried && wrong.table ? words.grid.emptyError : undefined}
        />
      );
    case 'text':
      return (
        <TextArea
          label={words.form.text}
          rows={10}
          value={fields.text}
          onChange={(value) => set({ text: value })}
          error={tried && wrong.text ? text.required : undefined}
        />
      );
    case 'link':
      return (
        <>
          <TextField
            label={words.form.url}
            type="url"
            inputMode="url"
            value={fields.url}
            onChange={(url) => set({ url })}
            error={tried && !isWebAddress(fields.url) ? words.form.urlError : undefined}
          />
          <TextArea
            label={words.form.comment}
            optionalLabel={text.optional}
            value={fields.text}
            onChange={(value) => set({ text: value })}
          />
        </>
      );
  }
};

const Origin = ({ fields, set }: PartProps) => {
  const text = useText();
  const words = useEvidenceText().form;
  const areas = useAreaNames();
  const groups = useGroups();
  const none = { value: '', label: words.none };
  return (
    <div className={styles.two}>
      <TextField
        label={words.source}
        optionalLabel={text.optional}
        description={words.sourceHint}
        value={fields.source}
        onChange={(source) => set({ source })}
        maxLength={500}
      />
      <TextField
        label={words.period}
        optionalLabel={text.optional}
        description={words.periodHint}
        value={fields.period}
        onChange={(period) => set({ period })}
        maxLength={100}
      />
      <Select
        label={words.area}
        options={[none, ...[...areas].map(([value, label]) => ({ value, label }))]}
        value={fields.priorityArea}
        onChange={(priorityArea) => set({ priorityArea })}
      />
      <Select
        label={words.group}
        options={[none, ...(groups.data ?? []).map((group) => ({ value: group.slug, label: group.name }))]}
        value={fields.leadershipGroup}
        onChange={(leadershipGroup) => set({ leadershipGroup })}
      />
    </div>
  );
};

const useSave = (evidence: Evidence | undefined, kept: KeptFields<EvidenceFields>) => {
  const words = useEvidenceText().form;
  const client = useQueryClient();
  return useMutation({
    // Only what was changed is sent: a colleague may have changed the rest.
    mutationFn: (fields: EvidenceFields) =>
      evidence === undefined
        ? api.post<{ id: string }>('/api/evidence', bodyOf(fields))
        : api.patch<{ id: string }>(`/api/evidence/${evidence.id}`, changesOf(bodyOf(fields), bodyOf(kept.base))),
    onSuccess: async ({ id }) => {
      await client.invalidateQueries({ queryKey: keys.evidence });
      kept.forget();
      showToast(words.saved, { tone: 'ok' });
      goTo(`/underlag/${id}`);
    },
  });
};

/** Evidence by hand: a table, a text or a link; with `evidence` it is changed. */
export const EvidenceForm = ({ evidence }: { evidence?: Evidence }) => {
  const text = useText();
  const words = useEvidenceText().form;
  const problemText = useProblemText();
  const kept = useKeptFields<EvidenceFields>(`evidence.${evidence?.id ?? 'new'}`, fieldsOf(evidence));
  const { fields, set } = kept;
  const [tried, setTried] = useState(false);
  const save = useSave(evidence, kept);
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
        {evidence === undefined && <KindChoice kind={fields.kind} onChange={(kind) => set({ kind })} />}
        <p className={styles.hint}>{words.leads[fields.kind]}</p>
        <TextField
          label={words.title}
          description={words.titleHint}
          value={fields.title}
          onChange={(title) => set({ title })}
          maxLength={300}
          error={tried && mistakes(fields).title ? text.required : undefined}
        />
        <Content {...part} />
        <Origin {...part} />
        <p className={styles.hint}>{words.privacy}</p>
        {save.isError && (
          <Notice tone="error">
            {problemText(save.error)} {text.error.saveKept}
          </Notice>
        )}
        <div className={styles.foot}>
          <Button variant="primary" type="submit" isPending={save.isPending}>
            {words.save}
          </Button>
          <LinkButton
            variant="plain"
            href={evidence === undefined ? '/underlag' : `/underlag/${evidence.id}`}
            onClick={() => kept.discard()}
          >
            {text.verbs.cancel}
          </LinkButton>
        </div>
      </form>
    </Paper>
  );
};
