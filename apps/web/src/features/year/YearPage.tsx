import { type Actor, may, noteAccess, type Overview } from '@samsyn/domain';
import { Button, EmptyState, PageHead, Paper } from '@samsyn/ui';
import { lazy, Suspense, useState } from 'react';
import { useOverview } from '../../api/queries.ts';
import { Page } from '../../app/Page.tsx';
import { QueryState } from '../../app/QueryState.tsx';
import { useSession } from '../../app/session.tsx';
import { useText, yearName } from '../../text/index.ts';
import { Areas } from './Areas.tsx';
import { Due } from './Due.tsx';
import { Loom } from './Loom.tsx';
import { useYearText } from './text/index.ts';
import { useSchoolYear } from './useSchoolYear.ts';
import { YearChooser } from './YearChooser.tsx';
import { YearLists } from './YearLists.tsx';
import styles from './YearPage.module.css';

const SchoolYearDialog = lazy(async () => ({ default: (await import('./SchoolYearDialog.tsx')).SchoolYearDialog }));

/** Who reads no note is told no numbers: they would all be nought. */
const readsNotes = (actor: Actor, overview: Overview): boolean =>
  overview.groups.some((group) => noteAccess(actor, group.slug) !== 'none');

const YearDrawing = ({ overview }: { overview: Overview }) => {
  const words = useYearText();
  // The board sees no seminars: nothing to weave, the analyses alone are a list.
  if (overview.seminars.length === 0 && overview.analyses.length === 0) return <p>{words.nothing}</p>;
  if (overview.seminars.length === 0) return <YearLists overview={overview} alone />;
  return (
    <>
      <div className={styles.loom}>
        <Loom overview={overview} />
      </div>
      <YearLists overview={overview} />
      <p className={styles.legend}>{words.legend}</p>
    </>
  );
};

/** Året: the year at a glance. */
export const YearPage = () => {
  const text = useText();
  const words = useYearText();
  const { actor } = useSession();
  const { query, years, year, choose } = useSchoolYear();
  const overview = useOverview(year?.label);
  const [isMaking, setMaking] = useState(false);
  const mayMake = may(actor, 'makeSchoolYears');
  const make = mayMake && <Button onPress={() => setMaking(true)}>{words.make.open}</Button>;
  return (
    <Page title={words.title}>
      <PageHead
        over={text.yearLabel}
        title={year === undefined ? words.title : yearName(year.label)}
        actions={
          year !== undefined && (
            <>
              {make}
              <YearChooser years={years} year={year} onChoose={choose} />
            </>
          )
        }
      />
      <QueryState query={query}>
        {() =>
          year === undefined ? (
            <EmptyState title={words.noYear.title} actions={make}>
              {words.noYear.text}
            </EmptyState>
          ) : (
            <QueryState query={overview} lines={9}>
              {(data) => (
                <div className={styles.grid}>
                  <Paper aria-label={words.loom(data.seminars.length, data.analyses.length)} data-region="loom">
                    <YearDrawing overview={data} />
                  </Paper>
                  <Due overview={data} />
                  <Areas areas={data.areas} withCounts={readsNotes(actor, data)} />
                </div>
              )}
            </QueryState>
          )
        }
      </QueryState>
      {isMaking && (
        <Suspense fallback={null}>
          <SchoolYearDialog
            years={years}
            onClose={() => setMaking(false)}
            onReopen={() => setMaking(true)}
            onMade={choose}
          />
        </Suspense>
      )}
    </Page>
  );
};
