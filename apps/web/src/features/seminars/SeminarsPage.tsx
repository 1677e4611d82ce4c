import { noteAccess, type Overview, type SeminarEntry } from '@samsyn/domain';
import { type Column, DataTable, EmptyState, PageHead, Paper, StatusWord } from '@samsyn/ui';
import { useOverview } from '../../api/queries.ts';
import { Page } from '../../app/Page.tsx';
import { useSession } from '../../app/session.tsx';
import { QueryState } from '../../app/QueryState.tsx';
import { useFormat, useText, yearName } from '../../text/index.ts';
import { seminarTone } from '../year/tones.ts';
import { useSchoolYear } from '../year/useSchoolYear.ts';
import { YearChooser } from '../year/YearChooser.tsx';
import { FreeNotes } from './FreeNotes.tsx';
import styles from './SeminarsPage.module.css';
import { useSeminarsText } from './text/index.ts';

const Round = ({ round, seminars }: { round: number; seminars: SeminarEntry[] }) => {
  const text = useText();
  const words = useSeminarsText();
  const format = useFormat();
  const columns: Column<SeminarEntry>[] = [
    {
      key: 'group',
      header: words.group,
      isRowHeader: true,
      render: (seminar) => <a href={`/seminarier/${seminar.id}`}>{seminar.leadershipGroup.name}</a>,
    },
    {
      key: 'when',
      header: words.when,
      render: (seminar) => words.at(format.dayNoYear(seminar.startsAt), format.time(seminar.startsAt)),
    },
    {
      key: 'state',
      header: words.state,
      render: (seminar) => (
        <StatusWord tone={seminarTone[seminar.state]}>{text.seminarStates[seminar.state]}</StatusWord>
      ),
    },
  ];
  return (
    <section className={styles.round}>
      <h2>{text.round(round)}</h2>
      <DataTable
        caption={words.table(round)}
        hideCaption
        hideHead
        columns={columns}
        rows={seminars}
        rowKey={(seminar) => seminar.id}
      />
    </section>
  );
};

const Rounds = ({ overview }: { overview: Overview }) => {
  const words = useSeminarsText();
  const numbers = [...new Set(overview.seminars.map((seminar) => seminar.round))].toSorted((a, b) => a - b);
  if (numbers.length === 0) return <EmptyState title={words.none} />;
  return (
    <Paper className={styles.rounds ?? ''}>
      {numbers.map((round) => (
        <Round
          key={round}
          round={round}
          seminars={overview.seminars
            .filter((seminar) => seminar.round === round)
            .toSorted((a, b) => a.startsAt.localeCompare(b.startsAt))}
        />
      ))}
    </Paper>
  );
};

/** A year's seminars by round, and the groups' free notes. */
export const SeminarsPage = () => {
  const words = useSeminarsText();
  const { query, years, year, choose } = useSchoolYear();
  const overview = useOverview(year?.label);
  const { actor } = useSession();
  const readsNotes = noteAccess(actor, actor.groups[0] ?? '') !== 'none';
  return (
    <Page title={words.title} narrow>
      <PageHead
        over={year && yearName(year.label)}
        title={words.title}
        lead={words.lead}
        actions={year && <YearChooser years={years} year={year} onChoose={choose} />}
      />
      <QueryState query={query}>
        {() =>
          year === undefined ? (
            <EmptyState title={words.none} />
          ) : (
            <QueryState query={overview} lines={9}>
              {(data) => <Rounds overview={data} />}
            </QueryState>
          )
        }
      </QueryState>
      {readsNotes && <FreeNotes />}
    </Page>
  );
};
