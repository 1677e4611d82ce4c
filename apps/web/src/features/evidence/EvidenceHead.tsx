import { LinkTabs, PageHead } from '@samsyn/ui';
import type { ReactNode } from 'react';
import { useEvidenceText } from './text/index.ts';

/** The head that evidence and references share. */
export const EvidenceHead = ({ current, actions }: { current: '/underlag' | '/referenser'; actions?: ReactNode }) => {
  const words = useEvidenceText();
  return (
    <>
      <PageHead title={words.title} lead={words.lead} actions={actions} />
      <LinkTabs
        label={words.tabs}
        current={current}
        items={[
          { href: '/underlag', label: words.evidence },
          { href: '/referenser', label: words.references },
        ]}
      />
    </>
  );
};
