import type { Seminar, SeminarState } from '@samsyn/domain';
import {
  Button,
  Dialog,
  DialogActions,
  Menu,
  MenuItem,
  MenuTrigger,
  NativeSelect,
  showToast,
  TextArea,
} from '@samsyn/ui';
import { type FormEvent, useState } from 'react';
import { useProblemText } from '../../app/useProblemText.ts';
import { MoreIcon } from '../editor/toolbarIcons.tsx';
import styles from './Seminar.module.css';
import { useSeminarText } from './text/index.ts';
import { useMoveSeminar } from './useSeminar.ts';

type Asked = 'lock' | 'close' | 'reopen';

const MoveDialog = ({
  asked,
  isPending,
  onMove,
  onClose,
}: {
  asked: Asked;
  isPending: boolean;
  onMove: (to: SeminarState, reason?: string) => void;
  onClose: () => void;
}) => {
  const words = useSeminarText();
  const [notes, setNotes] = useState<'keep' | 'dispose'>('keep');
  const [reason, setReason] = useState('');
  const [error, setError] = useState<string>();
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (asked === 'lock') onMove('locked');
    else if (asked === 'close') onMove('closed', notes === 'keep' ? words.close.keepReason : words.close.disposeReason);
    else if (reason.trim() === '') setError(words.reopen.required);
    else onMove('live', reason.trim());
  };
  const title = { lock: words.lock.title, close: words.close.title, reopen: words.reopen.title }[asked];
  const verb = { lock: words.moves.lock, close: words.moves.close, reopen: words.moves.reopen }[asked];
  return (
    <Dialog title={title} isOpen onClose={onClose} closeLabel={words.cancel}>
      <form onSubmit={submit} noValidate className={styles.form}>
        {asked === 'lock' && <p>{words.lock.text}</p>}
        {asked === 'close' && (
          <>
            <p>{words.close.text}</p>
            <NativeSelect
              label={words.close.label}
              options={[
                { value: 'keep', label: words.close.keep },
                { value: 'dispose', label: words.close.dispose },
              ]}
              value={notes}
              onChange={setNotes}
            />
          </>
        )}
        {asked === 'reopen' && (
          <TextArea
            label={words.reopen.reason}
            value={reason}
            onChange={setReason}
            rows={3}
            autoFocus
            {...(error === undefined ? {} : { error })}
          />
        )}
        <DialogActions>
          <Button onPress={onClose}>{words.cancel}</Button>
          <Button variant="primary" type="submit" isPending={isPending}>
            {verb}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
};

/** The seminar's moves: one primary button, the rest in a menu. */
export const SeminarActs = ({
  seminar,
  hasNextStep,
  onNextStep,
  onMoved,
}: {
  seminar: Seminar;
  hasNextStep: boolean;
  onNextStep: () => void;
  onMoved: () => void;
}) => {
  const { moves: words, ...text } = useSeminarText();
  const problemText = useProblemText();
  const move = useMoveSeminar(seminar.id);
  const [asked, setAsked] = useState<Asked>();
  const to = (state: SeminarState, reason?: string): void =>
    move.mutate(reason === undefined ? { to: state } : { to: state, reason }, {
      onSuccess: () => {
        setAsked(undefined);
        onMoved();
        showToast(text.moved);
      },
      onError: (error) => showToast(problemText(error), { tone: 'error' }),
    });
  if (!seminar.mayMove) return null;
  const isPending = move.isPending;
  return (
    <>
      {seminar.state === 'planned' && (
        <Button variant="primary" isPending={isPending} onPress={() => to('live')}>
          {words.start}
        </Button>
      )}
      {seminar.state === 'live' && hasNextStep && (
        <>
          <Button variant="primary" onPress={onNextStep}>
            {words.nextStep}
          </Button>
          <MenuTrigger>
            <Button variant="plain" iconOnly icon={<MoreIcon />} aria-label={words.more} />
            <Menu aria-label={words.more} placement="bottom end">
              <MenuItem onAction={() => setAsked('lock')}>{words.lock}</MenuItem>
            </Menu>
          </MenuTrigger>
        </>
      )}
      {seminar.state === 'live' && !hasNextStep && (
        <Button variant="primary" onPress={() => setAsked('lock')}>
          {words.lock}
        </Button>
      )}
      {seminar.state === 'locked' && (
        <>
          <Button onPress={() => setAsked('reopen')}>{words.reopen}</Button>
          <Button variant="primary" onPress={() => setAsked('close')}>
            {words.close}
          </Button>
        </>
      )}
      {asked !== undefined && (
        <MoveDialog asked={asked} isPending={isPending} onMove={to} onClose={() => setAsked(undefined)} />
      )}
    </>
  );
};
