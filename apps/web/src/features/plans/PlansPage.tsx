import { LinkTabs, PageHead } from '@samsyn/ui';
import type { ComponentType } from 'react';
import { NotFoundPage } from '../../app/EmptyPages.tsx';
import { Page } from '../../app/Page.tsx';
import { useSchoolYear } from '../year/useSchoolYear.ts';
import { YearChooser } from '../year/YearChooser.tsx';
import { Areas } from './Areas.tsx';
import { Assignments } from './Assignments.tsx';
import { Cycles } from './Cycles.tsx';
import { Initiatives } from './Initiatives.tsx';
import { Handbooks, Plans } from './Plans.tsx';
import { usePlansText } from './text/index.ts';

type PartKey = 'plans' | 'handbooks' | 'cycles' | 'areas' | 'assignments' | 'initiatives';

const parts: { key: PartKey; slug: string; hasYear: boolean; content: ComponentType }[] = [
  { key: 'plans', slug: '', hasYear: true, content: Plans },
  { key: 'handbooks', slug: 'handbocker', hasYear: false, content: Handbooks },
  { key: 'cycles', slug: 'arshjul', hasYear: false, content: Cycles },
  { key: 'areas', slug: 'omraden', hasYear: true, content: Areas },
  { key: 'assignments', slug: 'forstelarare', hasYear: false, content: Assignments },
  { key: 'initiatives', slug: 'utvecklingsarbeten', hasYear: false, content: Initiatives },
];
const hrefOf = (slug: string): string => (slug === '' ? '/planer' : `/planer/${slug}`);

/** What the year starts from, a part at a time. */
export const PlansPage = ({ part: slug }: { part: string | undefined }) => {
  const words = usePlansText();
  const { years, year, choose } = useSchoolYear();
  const part = parts.find((one) => one.slug === (slug ?? ''));
  if (part === undefined) return <NotFoundPage />;
  const Content = part.content;
  return (
    <Page title={words.parts[part.key]}>
      <PageHead
        title={words.title}
        lead={words.lead}
        actions={part.hasYear && year && <YearChooser years={years} year={year} onChoose={choose} />}
      />
      <LinkTabs
        label={words.title}
        current={hrefOf(part.slug)}
        items={parts.map((one) => ({ href: hrefOf(one.slug), label: words.parts[one.key] }))}
      />
      <Content />
    </Page>
  );
};
