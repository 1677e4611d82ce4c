import { analysisAccess, type Overview } from '@samsyn/domain';
import { type Column, DataTable, EmptyState, PageHead, Paper, StatusWord } from '@samsyn/ui';
import { useOverview } from '../../api/queries.ts';
import { Page } from '../../app/Page.tsx';
import { QueryState } from '../../app/QueryState.tsx';
import { useSession } from '../../app/session.tsx';
import { useFormat, useText, yearName } from '../../text/index.ts';
import { analysisTone } from '../year/tones.ts';
import { useSchoolYear } from '../year/useSchoolYear.ts';
import { YearChooser } from '../year/YearChooser.tsx';
import styles from './AnalysesPage.module.css';
import { useAnalysesText } from './text/index.ts';

type Entry = Overview['analyses'][number];

const Files = ({ entry }: { entry: Entry }) => {
  const words = useAnalysesText();
  const files = [
    { name: 'report.pdf', label: words.report },
    { name: 'report.docx', label: words.word },
    { name: 'presentation.pptx', label: words.slides },
  ];
  return (
    <span className={styles.files}>
      {files.map((file) => (
        <a
          key={file.name}
          href={`/api/analyses/${entry.id}/${file.name}`}
          download
          aria-label={words.filesOf(entry.number, file.label)}
        >
          {file.label}
        </a>
      ))}
    </span>
  );
};

const Analyses = ({ overview }: { overview: Overview }) => {
  const text = useText();
  const words = useAnalysesText();
  const format = useFormat();
  const { actor } = useSession();
  const columns: Column<Entry>[] = [
    {
      key: 'name',
      header: words.name,
      isRowHeader: true,
      render: (entry) => <a href={`/analyser/${entry.id}`}>{text.analysis(entry.number)}</a>,
    },
    {
      key: 'state',
      header: words.state,
      render: (entry) => <StatusWord tone={analysisTone[entry.state]}>{text.analysisStates[entry.state]}</StatusWord>,
    },
    {
      key: 'board',
      header: words.board,
      render: (entry) => (entry.boardMeetingOn === null ? words.noDate : format.date(entry.boardMeetingOn)),
    },
    {
      key: 'files',
      header: words.files,
      render: (entry) => (analysisAccess(actor, entry.state) === 'none' ? '' : <Files entry={entry} />),
    },
  ];
  if (overview.analyses.length === 0) return <EmptyState title={words.none}>{words.noneText}</EmptyState>;
  return (
    <Paper>
      <DataTable
        caption={words.table(yearName(overview.schoolYear.label))}
        hideCaption
        columns={columns}
        rows={overview.analyses.toSorted((a, b) => a.number - b.number)}
        rowKey={(entry) => entry.id}
      />
    </Paper>
  );
};

/** A year's three analyses with their states and files. */
export const AnalysesPage = () => {
  const words = useAnalysesText();
  const { query, years, year, choose } = useSchoolYear();
  const overview = useOverview(year?.label);
  return (
    <Page title={words.title}>
      <PageHead
        over={year && yearName(year.label)}
        title={words.title}
        lead={words.lead}
        actions={year && <YearChooser years={years} year={year} onChoose={choose} />}
      />
      <QueryState query={query}>
        {() =>
          year === undefined ? (
            <EmptyState title={words.none}>{words.noneText}</EmptyState>
          ) : (
            <QueryState query={overview}>{(data) => <Analyses overview={data} />}</QueryState>
          )
        }
      </QueryState>
    </Page>
  );
};
