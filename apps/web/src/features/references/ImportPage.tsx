import { type ImportResult, may } from '@samsyn/domain';
import { Button, DataTable, LinkButton, Notice, PageHead, Paper, Select, TextArea } from '@samsyn/ui';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { api } from '../../api/client.ts';
import { keys } from '../../api/queries.ts';
import { focusFirstMistake } from '../../app/forms.ts';
import { useKeptFields } from '../../app/keptFields.ts';
import { KeptNotice } from '../../app/KeptNotice.tsx';
import { NoRight } from '../../app/EmptyPages.tsx';
import { Page } from '../../app/Page.tsx';
import { useSession } from '../../app/session.tsx';
import { useProblemText } from '../../app/useProblemText.ts';
import { useText } from '../../text/index.ts';
import evidenceStyles from '../evidence/Evidence.module.css';
import { useEvidenceText } from '../evidence/text/index.ts';
import styles from './References.module.css';
import { useReferencesText } from './text/index.ts';

const formats = ['bibtex', 'ris', 'csl-json'] as const;
type ImportFormat = (typeof formats)[number];
const formatNames: Record<ImportFormat, string> = { bibtex: 'BibTeX', ris: 'RIS', 'csl-json': 'CSL-JSON' };

/** @returns what the words look like, so that the reader seldom has to choose. */
const guess = (words: string): ImportFormat | undefined => {
  if (/^\s*@\w+\s*\{/m.test(words)) return 'bibtex';
  if (/^TY {2}-/m.test(words)) return 'ris';
  return /^\s*[[{]\s*["{]/.test(words) ? 'csl-json' : undefined;
};

const Rejected = ({ rejected }: { rejected: ImportResult['rejected'] }) => {
  const words = useReferencesText().importer;
  return (
    <DataTable
      caption={words.rejected(rejected.length)}
      hideCaption
      columns={[
        { key: 'line', header: words.lineHead, isRowHeader: true, render: (one) => words.line(one.line) },
        { key: 'why', header: words.why, render: (one) => one.why },
      ]}
      rows={rejected}
      rowKey={(one, index) => `${one.line}-${index}`}
    />
  );
};

/** Nothing could be read: an error, which says why and what to do. */
const NothingTaken = ({ rejected }: { rejected: ImportResult['rejected'] }) => {
  const words = useReferencesText().importer;
  const only = rejected.length === 1 ? rejected[0] : undefined;
  return (
    <>
      <Notice tone="error">
        <h2>{words.nothingTitle}</h2>
        <p>
          {only?.why ?? words.noneReadable(rejected.length)} {words.nothingDo}
        </p>
      </Notice>
      {only === undefined && <Rejected rejected={rejected} />}
    </>
  );
};

const SomeTaken = ({ result: { added, merged, rejected } }: { result: ImportResult }) => {
  const words = useReferencesText().importer;
  const isWhole = rejected.length === 0;
  return (
    <>
      <Notice tone={isWhole ? 'ok' : 'warn'}>
        <h2>{added === 0 ? words.knownTitle : isWhole ? words.doneTitle : words.partTitle}</h2>
        <p>
          {added > 0 && words.added(added)} {merged > 0 && words.merged(merged)}{' '}
          {!isWhole && `${words.rejected(rejected.length)} ${words.partDo}`}
        </p>
      </Notice>
      {!isWhole && <Rejected rejected={rejected} />}
      <div>
        <LinkButton href="/referenser">{words.toList}</LinkButton>
      </div>
    </>
  );
};

/** Under the form: on a small screen it is brought into sight. */
const Result = ({ result }: { result: ImportResult }) => {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    place.current?.scrollIntoView({ block: 'nearest' });
  }, []);
  return (
    <div ref={place} className={styles.result}>
      {result.added + result.merged === 0 ? <NothingTaken rejected={result.rejected} /> : <SomeTaken result={result} />}
    </div>
  );
};

const ImportForm = () => {
  const text = useText();
  const words = useReferencesText().importer;
  const problemText = useProblemText();
  const client = useQueryClient();
  const kept = useKeptFields<{ format: ImportFormat; pasted: string }>('import', { format: 'bibtex', pasted: '' });
  const { fields, set } = kept;
  const { format, pasted } = fields;
  const [tried, setTried] = useState(false);
  const send = useMutation({
    mutationFn: () => api.post<ImportResult>('/api/references/import', { format, text: pasted }),
    onSuccess: ({ rejected }) => {
      // What could not be read is put right in the form.
      if (rejected.length === 0) kept.forget();
      return client.invalidateQueries({ queryKey: keys.references });
    },
  });
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    setTried(true);
    focusFirstMistake(event.currentTarget);
    if (pasted.trim() !== '') send.mutate();
  };
  return (
    <Paper>
      <form className={evidenceStyles.form} onSubmit={submit} noValidate>
        {kept.isBack && <KeptNotice onDiscard={() => kept.discard()} />}
        <TextArea
          label={words.text}
          rows={12}
          value={pasted}
          onChange={(value) => set({ pasted: value, format: guess(value) ?? format })}
          error={tried && pasted.trim() === '' ? text.required : undefined}
        />
        <Select
          label={words.format}
          options={formats.map((value) => ({ value, label: formatNames[value] }))}
          value={format}
          onChange={(value) => set({ format: value })}
        />
        {send.isError && (
          <Notice tone="error">
            {problemText(send.error)} {text.error.saveKept}
          </Notice>
        )}
        <div className={evidenceStyles.foot}>
          <Button variant="primary" type="submit" isPending={send.isPending}>
            {words.submit}
          </Button>
          <LinkButton variant="plain" href="/referenser" onClick={() => kept.discard()}>
            {text.verbs.cancel}
          </LinkButton>
        </div>
        {send.data !== undefined && <Result key={send.submittedAt} result={send.data} />}
      </form>
    </Paper>
  );
};

/** /referenser/importera: BibTeX, RIS or CSL-JSON, with the result told per entry. */
export const ImportPage = () => {
  const words = useReferencesText().importer;
  const references = useEvidenceText().references;
  const { actor } = useSession();
  return (
    <Page title={words.title} narrow>
      {may(actor, 'addEvidence', true) ? (
        <>
          <PageHead over={<a href="/referenser">{references}</a>} title={words.title} lead={words.lead} />
          <ImportForm />
        </>
      ) : (
        <NoRight />
      )}
    </Page>
  );
};
