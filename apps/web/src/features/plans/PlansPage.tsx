import { planPaths } from '@samsyn/domain';
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

type PartKey = keyof typeof planPaths;

const parts: { key: PartKey; hasYear: boolean; content: ComponentType }[] = [
  { key: 'plans', hasYear: true, content: Plans },
  { key: 'handbooks', hasYear: false, content: Handbooks },
  { key: 'cycles', hasYear: false, content: Cycles },
  { key: 'areas', hasYear: true, content: Areas },
  { key: 'assignments', hasYear: false, content: Assignments },
  { key: 'initiatives', hasYear: false, content: Initiatives },
];
const hrefOf = (key: PartKey): string => (planPaths[key] === '' ? '/planer' : `/planer/${planPaths[key]}`);

/** What the year starts from, a part at a time. */
export const PlansPage = ({ part: slug }: { part: string | undefined }) => {
  const words = usePlansText();
  const { years, year, choose } = useSchoolYear();
  const part = parts.find(({ key }) => planPaths[key] === (slug ?? ''));
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
        current={hrefOf(part.key)}
        items={parts.map(({ key }) => ({ href: hrefOf(key), label: words.parts[key] }))}
      />
      <Content />
    </Page>
  );
};
