import type { Account, List } from '@samsyn/domain';
import { Button, type Column, DataTable, EmptyState, Paper, StatusWord } from '@samsyn/ui';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../../api/client.ts';
import { MoreButton } from '../../app/MoreButton.tsx';
import { QueryState } from '../../app/QueryState.tsx';
import { useText } from '../../text/index.ts';
import { AccountDialog } from './AccountDialog.tsx';
import { accountsKey } from './accountsKey.ts';
import styles from './Admin.module.css';
import { useAdminText } from './text/index.ts';

const AccountTable = ({ accounts, onChange }: { accounts: Account[]; onChange: (account: Account) => void }) => {
  const text = useText();
  const words = useAdminText().accounts;
  const columns: Column<Account>[] = [
    { key: 'name', header: words.name, isRowHeader: true, sortValue: (one) => one.name, render: (one) => one.name },
    { key: 'email', header: words.email, sortValue: (one) => one.email, render: (one) => one.email },
    {
      key: 'roles',
      header: words.roles,
      render: (one) => (one.roles.length === 0 ? words.noRole : one.roles.map((role) => text.roles[role]).join(', ')),
    },
    { key: 'groups', header: words.groups, render: (one) => one.groups.map((group) => group.name).join(', ') },
    {
      key: 'state',
      header: words.state,
      render: (one) => (
        <StatusWord tone={one.disabled ? 'error' : 'done'}>{one.disabled ? words.disabled : words.active}</StatusWord>
      ),
    },
    {
      key: 'act',
      header: words.act,
      hideHeader: true,
      align: 'end',
      render: (one) => (
        <Button size="small" aria-label={words.change(one.name)} onPress={() => onChange(one)}>
          {text.verbs.change}
        </Button>
      ),
    },
  ];
  return (
    <DataTable caption={words.caption(accounts.length)} columns={columns} rows={accounts} rowKey={(one) => one.id} />
  );
};

/** Everybody who can sign in. */
export const Accounts = () => {
  const words = useAdminText().accounts;
  const [open, setOpen] = useState<Account | 'new' | undefined>();
  const list = useInfiniteQuery({
    queryKey: accountsKey,
    queryFn: ({ pageParam, signal }) =>
      api.get<List<Account>>('/api/admin/accounts', { query: { limit: 200, cursor: pageParam }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.nextCursor,
  });
  return (
    <div className={styles.stack}>
      <div className={styles.head}>
        <Button variant="primary" onPress={() => setOpen('new')}>
          {words.add}
        </Button>
      </div>
      <QueryState query={list} lines={6}>
        {({ pages }) => {
          const accounts = pages.flatMap((page) => page.items);
          return accounts.length === 0 ? (
            <EmptyState title={words.none} />
          ) : (
            <Paper>
              <AccountTable accounts={accounts} onChange={setOpen} />
            </Paper>
          );
        }}
      </QueryState>
      <MoreButton list={list} />
      {open !== undefined && (
        <AccountDialog
          account={open === 'new' ? undefined : open}
          onClose={() => setOpen(undefined)}
          onReopen={() => setOpen(open)}
        />
      )}
    </div>
  );
};
