import { administrationPaths } from '@samsyn/domain';
import { LinkTabs, PageHead } from '@samsyn/ui';
import type { ComponentType } from 'react';
import { NotFoundPage } from '../../app/EmptyPages.tsx';
import { Page } from '../../app/Page.tsx';
import { Accounts } from './Accounts.tsx';
import { AuditLog } from './AuditLog.tsx';
import { SettingsForm } from './SettingsForm.tsx';
import { useAdminText } from './text/index.ts';

type PartKey = keyof typeof administrationPaths;

const parts: { key: PartKey; content: ComponentType }[] = [
  { key: 'accounts', content: Accounts },
  { key: 'settings', content: SettingsForm },
  { key: 'audit', content: AuditLog },
];
const hrefOf = (key: PartKey): string =>
  administrationPaths[key] === '' ? '/administration' : `/administration/${administrationPaths[key]}`;

/** For the administrator only: who has an account, how the product is set, what has been done. */
export const AdminPage = ({ part: slug }: { part: string | undefined }) => {
  const words = useAdminText();
  const part = parts.find(({ key }) => administrationPaths[key] === (slug ?? ''));
  if (part === undefined) return <NotFoundPage />;
  const Content = part.content;
  return (
    <Page title={words.parts[part.key]}>
      <PageHead title={words.title} />
      <LinkTabs
        label={words.title}
        current={hrefOf(part.key)}
        items={parts.map(({ key }) => ({ href: hrefOf(key), label: words.parts[key] }))}
      />
      <Content />
    </Page>
  );
};
