import { type Account, type Role, roles } from '@samsyn/domain';
import { Button, Checkbox, CheckboxGroup, Dialog, DialogActions, Notice, showToast, TextField } from '@samsyn/ui';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { api } from '../../api/client.ts';
import { useGroups } from '../../api/queries.ts';
import { focusFirstMistake } from '../../app/forms.ts';
import { changesOf, type KeptFields, useKeptFields } from '../../app/keptFields.ts';
import { KeptNotice } from '../../app/KeptNotice.tsx';
import { useProblemText } from '../../app/useProblemText.ts';
import { useText } from '../../text/index.ts';
import { accountsKey } from './accountsKey.ts';
import styles from './Admin.module.css';
import { useAdminText } from './text/index.ts';

type Fields = { name: string; email: string; roles: Role[]; groups: string[]; disabled: boolean };

const shortestPassword = 10;
const fieldsOf = (account: Account | undefined): Fields => ({
  name: account?.name ?? '',
  email: account?.email ?? '',
  roles: account?.roles ?? [],
  groups: (account?.groups ?? []).map((group) => group.slug),
  disabled: account?.disabled ?? false,
});

const mistakes = (fields: Fields, password: string, isNew: boolean) => ({
  name: fields.name.trim() === '',
  email: isNew && !/^\S+@\S+\.\S+$/.test(fields.email.trim()),
  password: isNew && password.length < shortestPassword,
});

const rightsOf = ({ name, roles: chosen, groups, disabled }: Fields) => ({
  name: name.trim(),
  roles: chosen,
  groups,
  disabled,
});

const useSave = (account: Account | undefined, kept: KeptFields<Fields>, password: string, onDone: () => void) => {
  const words = useAdminText().accounts;
  const client = useQueryClient();
  return useMutation({
    // Only what was changed is sent: a colleague may have changed the rest.
    mutationFn: (fields: Fields) => {
      if (account !== undefined)
        return api.patch(`/api/admin/accounts/${account.id}`, changesOf(rightsOf(fields), rightsOf(kept.base)));
      const { disabled: _, ...rights } = rightsOf(fields);
      return api.post('/api/admin/accounts', { ...rights, email: fields.email.trim(), password });
    },
    onSuccess: async (_, fields) => {
      await client.invalidateQueries({ queryKey: accountsKey });
      kept.forget();
      showToast(account === undefined ? words.created(fields.name) : words.changed(fields.name), { tone: 'ok' });
      onDone();
    },
  });
};

const Rights = ({ fields, set }: { fields: Fields; set: (change: Partial<Fields>) => void }) => {
  const text = useText();
  const words = useAdminText().accounts;
  const groups = useGroups().data ?? [];
  return (
    <>
      <div className={styles.two}>
        <CheckboxGroup
          label={words.roles}
          options={roles.map((value) => ({ value, label: text.roles[value] }))}
          value={fields.roles}
          onChange={(chosen) => set({ roles: chosen })}
        />
        <CheckboxGroup
          label={words.groups}
          options={groups.map((group) => ({ value: group.slug, label: group.name }))}
          value={fields.groups}
          onChange={(chosen) => set({ groups: chosen })}
        />
      </div>
      <p className={styles.hint}>{words.rolesHint}</p>
    </>
  );
};

/** A new account, or one's name, roles, groups and whether it is shut off. */
export const AccountDialog = ({
  account,
  onClose,
  onReopen,
}: {
  account: Account | undefined;
  onClose: () => void;
  onReopen: () => void;
}) => {
  const text = useText();
  const words = useAdminText().accounts;
  const problemText = useProblemText();
  const kept = useKeptFields(`account.${account?.id ?? 'new'}`, fieldsOf(account));
  const { fields, set } = kept;
  // Written anew each time: a password is kept nowhere.
  const [password, setPassword] = useState('');
  const [tried, setTried] = useState(false);
  const save = useSave(account, kept, password, onClose);
  const isNew = account === undefined;
  const wrong = mistakes(fields, password, isNew);
  const cancel = (): void => {
    kept.discard(onReopen);
    onClose();
  };
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    setTried(true);
    focusFirstMistake(event.currentTarget);
    if (!Object.values(wrong).includes(true)) save.mutate(fields);
  };
  return (
    <Dialog
      isOpen
      title={isNew ? words.add : words.change(account.name)}
      closeLabel={text.verbs.close}
      onClose={onClose}
    >
      <form onSubmit={submit} noValidate>
        {kept.isBack && <KeptNotice onDiscard={() => kept.discard(onReopen)} />}
        <TextField
          label={words.name}
          value={fields.name}
          onChange={(name) => set({ name })}
          maxLength={120}
          autoComplete="off"
          error={tried && wrong.name ? text.required : undefined}
        />
        {isNew && (
          <>
            <TextField
              label={words.email}
              type="email"
              value={fields.email}
              onChange={(email) => set({ email })}
              autoComplete="off"
              error={tried && wrong.email ? words.emailError : undefined}
            />
            <TextField
              label={words.password}
              description={words.passwordHint}
              type="password"
              value={password}
              onChange={setPassword}
              autoComplete="new-password"
              error={tried && wrong.password ? words.passwordError : undefined}
            />
          </>
        )}
        <Rights fields={fields} set={set} />
        {!isNew && (
          <div>
            <Checkbox isSelected={fields.disabled} onChange={(disabled) => set({ disabled })}>
              {words.disable}
            </Checkbox>
            <p className={styles.hint}>{words.disableHint}</p>
          </div>
        )}
        {save.isError && <Notice tone="error">{problemText(save.error)}</Notice>}
        <DialogActions>
          <Button onPress={cancel}>{text.verbs.cancel}</Button>
          <Button variant="primary" type="submit" isPending={save.isPending}>
            {isNew ? words.create : text.verbs.save}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
};
