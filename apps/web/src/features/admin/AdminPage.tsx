import { LinkTabs, PageHead } from '@samsyn/ui';
import type { ComponentType } from 'react';
import { NotFoundPage } from '../../app/EmptyPages.tsx';
import { Page } from '../../app/Page.tsx';
import { Accounts } from './Accounts.tsx';
import { AuditLog } from './AuditLog.tsx';
import { SettingsForm } from './SettingsForm.tsx';
import { useAdminText } from './text/index.ts';

const parts: { key: 'accounts' | 'settings' | 'audit'; slug: string; content: ComponentType }[] = [
  { key: 'accounts', slug: '', content: Accounts },
  { key: 'settings', slug: 'installningar', content: SettingsForm },
  { key: 'audit', slug: 'logg', content: AuditLog },
];
const hrefOf = (slug: string): string => (slug === '' ? '/administration' : `/administration/${slug}`);

/** For the administrator only: who has an account, how the product is set, what has been done. */
export const AdminPage = ({ part: slug }: { part: string | undefined }) => {
  const words = useAdminText();
  const part = parts.find((one) => one.slug === (slug ?? ''));
  if (part === undefined) return <NotFoundPage />;
  const Content = part.content;
  return (
    <Page title={words.parts[part.key]}>
      <PageHead title={words.title} />
      <LinkTabs
        label={words.title}
        current={hrefOf(part.slug)}
        items={parts.map((one) => ({ href: hrefOf(one.slug), label: words.parts[one.key] }))}
      />
      <Content />
    </Page>
  );
};
