import { reach } from '@samsyn/domain';
import { Button, Dialog, DialogActions, Notice, Select, TextField } from '@samsyn/ui';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { api } from '../../api/client.ts';
import { useGroups } from '../../api/queries.ts';
import { focusFirstMistake } from '../../app/forms.ts';
import { useKeptFields } from '../../app/keptFields.ts';
import { KeptNotice } from '../../app/KeptNotice.tsx';
import { goTo } from '../../app/navigation.ts';
import { useSession } from '../../app/session.tsx';
import { useProblemText } from '../../app/useProblemText.ts';
import { useText } from '../../text/index.ts';
import { useSeminarsText } from './text/index.ts';

/** A free note for a group that the account may write for; opens it when it is made. */
export const FreeNoteDialog = ({ onClose, onReopen }: { onClose: () => void; onReopen: () => void }) => {
  const text = useText();
  const words = useSeminarsText().notes;
  const problemText = useProblemText();
  const { actor, me } = useSession();
  const all = useGroups();
  const groups = reach(actor, 'makeFreeNotes') === 'all' ? (all.data ?? []) : me.groups;
  const kept = useKeptFields('note.new', { title: '', group: '' });
  const { title, group: chosen } = kept.fields;
  const [tried, setTried] = useState(false);
  const group = (groups.find(({ slug }) => slug === chosen) ?? groups[0])?.slug ?? '';

  const make = useMutation({
    mutationFn: () =>
      api.post<{ id: string }>('/api/documents', { kind: 'note', leadershipGroup: group, title: title.trim() }),
    onSuccess: ({ id }) => {
      kept.forget();
      goTo(`/dokument/${id}`);
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
    if (title.trim() !== '') make.mutate();
  };
  return (
    <Dialog isOpen title={words.make} closeLabel={text.verbs.close} onClose={onClose}>
      <form onSubmit={submit} noValidate>
        {kept.isBack && <KeptNotice onDiscard={() => kept.discard(onReopen)} />}
        <TextField
          label={words.titleLabel}
          value={title}
          onChange={(value) => kept.set({ title: value })}
          maxLength={200}
          error={tried && title.trim() === '' ? text.required : undefined}
        />
        <Select
          label={words.groupLabel}
          options={groups.map((one) => ({ value: one.slug, label: one.name }))}
          value={group}
          onChange={(value) => kept.set({ group: value })}
        />
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
