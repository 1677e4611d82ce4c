import type { Seminar, SeminarState } from '@samsyn/domain';
import { announce, Button, Dialog, DialogActions, Notice, TextArea } from '@samsyn/ui';
import { type FormEvent, type ReactNode, useState } from 'react';
import { focusFirstMistake } from '../../../app/forms.ts';
import { useKeptFields } from '../../../app/keptFields.ts';
import { useProblemText } from '../../../app/useProblemText.ts';
import { useText } from '../../../text/index.ts';
import { useMoveSeminar } from '../seminarQueries.ts';
import { useSeminarText } from '../text/index.ts';
import { type WorkingNotes, WorkingNotesChoice } from './WorkingNotesChoice.tsx';

/** start: planned → live. reopen: locked → live. */
export type SeminarMove = 'start' | 'lock' | 'close' | 'reopen';

const target: Record<SeminarMove, SeminarState> = { start: 'live', lock: 'locked', close: 'closed', reopen: 'live' };

/** Says what a move does, asks what it needs to know, and makes it. */
export const MoveDialog = ({
  seminar,
  move,
  onMoved,
  onClose,
}: {
  seminar: Seminar;
  move: SeminarMove;
  onMoved?: (move: SeminarMove) => void;
  onClose: () => void;
}) => {
  const text = useText();
  const words = useSeminarText().moves;
  const problemText = useProblemText();
  const act = useMoveSeminar(seminar);
  const kept = useKeptFields(`move.${seminar.id}.${move}`, { reason: '' });
  const { reason } = kept.fields;
  const [notes, setNotes] = useState<WorkingNotes | undefined>();
  const [tried, setTried] = useState(false);

  const given: Record<SeminarMove, string | undefined> = {
    start: undefined,
    lock: undefined,
    reopen: reason.trim(),
    close: notes === undefined ? '' : notes === 'dispose' ? words.disposeReason : words.keepReason,
  };
  const isMissing = given[move] === '';
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    setTried(true);
    if (isMissing) {
      focusFirstMistake(event.currentTarget);
      return;
    }
    act.mutate(
      { to: target[move], reason: given[move] },
      {
        onSuccess: () => {
          kept.forget();
          announce(words.moved[target[move]]);
          onMoved?.(move);
          onClose();
        },
      },
    );
  };
  const titles: Record<SeminarMove, string> = {
    start: words.startTitle,
    lock: words.lockTitle,
    close: words.closeTitle,
    reopen: words.reopenTitle,
  };
  const bodies: Record<SeminarMove, ReactNode> = {
    start: <p>{words.startText}</p>,
    lock: (
      <>
        <p>{words.lockText}</p>
        <p>{words.lockBack}</p>
      </>
    ),
    reopen: (
      <>
        <p>{words.reopenText}</p>
        <TextArea
          label={words.reason}
          rows={3}
          value={reason}
          onChange={(value) => kept.set({ reason: value })}
          maxLength={2000}
          error={tried && isMissing ? text.required : undefined}
        />
      </>
    ),
    close: (
      <>
        <p>{words.closeText}</p>
        <WorkingNotesChoice value={notes} onChange={setNotes} error={tried && isMissing ? words.choose : undefined} />
      </>
    ),
  };
  return (
    <Dialog title={titles[move]} isOpen onClose={onClose} closeLabel={text.verbs.close}>
      <form onSubmit={submit} noValidate>
        {bodies[move]}
        {act.isError && <Notice tone="error">{problemText(act.error)}</Notice>}
        <DialogActions>
          <Button variant="plain" onPress={onClose}>
            {text.verbs.cancel}
          </Button>
          <Button variant="primary" type="submit" isPending={act.isPending}>
            {words[move]}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
};
