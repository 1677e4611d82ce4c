import { type Analysis, analysisMoves, type AnalysisState, findMove, type Problem } from '@samsyn/domain';
import { announce, Button, Dialog, DialogActions, Notice, TextArea, TextField } from '@samsyn/ui';
import { type FormEvent, useState } from 'react';
import { isProblem } from '../../api/problem.ts';
import { focusFirstMistake } from '../../app/forms.ts';
import { useKeptFields } from '../../app/keptFields.ts';
import { useProblemText } from '../../app/useProblemText.ts';
import { useText } from '../../text/index.ts';
import { useMoveAnalysis } from './analysisQueries.ts';
import { type GapGroup, gapGroups, listsOf } from './checklist.ts';
import styles from './MoveDialog.module.css';
import { useMoveVerb } from './moveWords.ts';
import { useAnalysisText } from './text/index.ts';

/** The moves by which gaps become final: they are told then, with the reason why they stand. */
const asksAboutGaps = (to: AnalysisState): boolean => to === 'inReview' || to === 'finalised';

const GapList = ({ groups, isAsked }: { groups: GapGroup[]; isAsked: boolean }) => {
  const text = useText();
  const words = useAnalysisText().moves;
  return (
    <Notice tone="info">
      <h3>{words.gapsTitle}</h3>
      <ul className={styles.list}>
        {groups.map(({ kind, gaps }) => (
          <li key={kind}>{text.gaps[kind](gaps.length)}</li>
        ))}
      </ul>
      {isAsked && <p>{words.gapsText}</p>}
    </Notice>
  );
};

/** What the server says is missing: each line is something that a person can put right. */
const MissingList = ({ missing, onChecks }: { missing: NonNullable<Problem['missing']>; onChecks: () => void }) => {
  const words = useAnalysisText().moves;
  return (
    <Notice tone="error">
      <h3>{words.missingTitle}</h3>
      <ul className={styles.list}>
        {missing.map((one) => (
          <li key={`${one.kind} ${one.text}`}>{one.text}</li>
        ))}
      </ul>
      {missing.some((one) => one.kind !== 'registryNumber') && (
        <Button size="small" onPress={onChecks}>
          {words.seeChecks}
        </Button>
      )}
    </Notice>
  );
};

/** Says what a move does, tells what is missing, asks for the reason, and makes it. */
export const MoveDialog = ({
  analysis,
  to,
  onChecks,
  onClose,
}: {
  analysis: Analysis;
  to: AnalysisState;
  /** shows the checklist instead */
  onChecks: () => void;
  onClose: () => void;
}) => {
  const text = useText();
  const { moves: words, registry } = useAnalysisText();
  const problemText = useProblemText();
  const verb = useMoveVerb(analysis)(to);
  const act = useMoveAnalysis(analysis);
  const kept = useKeptFields(`move.${analysis.id}.${to}`, { reason: '', number: '' });
  const { reason, number } = kept.fields;
  const [tried, setTried] = useState(false);

  const move = findMove(analysisMoves, analysis.state, to);
  const isNew = move?.opensNewVersion === true;
  const groups = asksAboutGaps(to) ? gapGroups(listsOf(analysis)?.gaps ?? []) : [];
  const gapsStand = to === 'finalised' && groups.length > 0;
  const isNeeded = move?.needsReason === true || gapsStand;
  const isMissing = isNeeded && reason.trim() === '';
  const asksNumber = to === 'finalised' && analysis.registryNumber === null;
  const lacksNumber = asksNumber && number.trim() === '';
  const told = isProblem(act.error, 409) ? (act.error.problem.missing ?? []) : [];
  // What has been put right meanwhile, here in the dialog, is not asked for again.
  const missing = told.filter((one) => one.kind !== 'registryNumber' || analysis.registryNumber === null);
  const label = isNew ? words.reasonNew : gapsStand ? words.reasonGaps : isNeeded ? words.reasonBack : words.reason;

  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    setTried(true);
    focusFirstMistake(event.currentTarget);
    if (isMissing || lacksNumber) return;
    act.mutate(
      { to, reason: reason.trim(), registryNumber: asksNumber ? number.trim() : undefined },
      {
        onSuccess: () => {
          kept.forget();
          announce(words.moved[to]);
          onClose();
        },
      },
    );
  };
  return (
    <Dialog title={words.question(verb)} isOpen onClose={onClose} closeLabel={text.verbs.close}>
      <p>{isNew ? words.newVersionText(analysis.version) : words.texts[to]}</p>
      {to === 'inReview' && <Notice tone="warn">{words.record}</Notice>}
      {groups.length > 0 && <GapList groups={groups} isAsked={gapsStand} />}
      <form onSubmit={submit} noValidate>
        {asksNumber && (
          <TextField
            label={registry.label}
            description={registry.hint}
            value={number}
            onChange={(value) => kept.set({ number: value })}
            maxLength={100}
            error={tried && lacksNumber ? text.required : undefined}
          />
        )}
        <TextArea
          label={label}
          optionalLabel={isNeeded ? undefined : text.optional}
          description={words.reasonHint}
          rows={3}
          value={reason}
          onChange={(value) => kept.set({ reason: value })}
          maxLength={2000}
          error={tried && isMissing ? text.required : undefined}
        />
        {missing.length > 0 && <MissingList missing={missing} onChecks={onChecks} />}
        {act.isError && told.length === 0 && <Notice tone="error">{problemText(act.error)}</Notice>}
        {act.isPending && to === 'finalised' && <Notice>{words.making}</Notice>}
        <DialogActions>
          <Button variant="plain" onPress={onClose}>
            {text.verbs.cancel}
          </Button>
          <Button variant="primary" type="submit" isPending={act.isPending}>
            {verb}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
};
