import { type Analysis, isAtLeast } from '@samsyn/domain';
import { EmptyState, LinkButton, PageHead, Paper, StatusWord } from '@samsyn/ui';
import { isProblem } from '../../api/problem.ts';
import { Page } from '../../app/Page.tsx';
import { QueryState } from '../../app/QueryState.tsx';
import { useText, yearName } from '../../text/index.ts';
import { useYearChanged } from '../seminar/live/useYearChanged.ts';
import { analysisTone } from '../year/tones.ts';
import { useAnalysisOver } from './AnalysisHead.tsx';
import { useAnalysis } from './analysisQueries.ts';
import { AnalysisRoom } from './AnalysisRoom.tsx';
import { FileList } from './FileLinks.tsx';
import { Versions } from './panels/VersionsPanel.tsx';
import { useAnalysisText } from './text/index.ts';

/** Seen as an entry only: how far it has come, and the files of what is published. */
const AnalysisEntryPage = ({ analysis, title }: { analysis: Analysis; title: string }) => {
  const text = useText();
  const words = useAnalysisText().entry;
  const over = useAnalysisOver(analysis);
  const isPublished = isAtLeast(analysis.state, 'published');
  const hasOlder = analysis.versions.some(
    (one) => one.version !== analysis.version && isAtLeast(one.state, 'published'),
  );
  useYearChanged();
  return (
    <Page title={title} narrow>
      <PageHead
        over={over}
        title={title}
        status={<StatusWord tone={analysisTone[analysis.state]}>{text.analysisStates[analysis.state]}</StatusWord>}
        lead={isPublished ? words.published : undefined}
      />
      {!isPublished && (
        <EmptyState title={words.title} actions={<LinkButton href="/analyser">{words.toAll}</LinkButton>}>
          {words.text}
        </EmptyState>
      )}
      {isPublished && (
        <Paper>
          <FileList analysisId={analysis.id} version={analysis.version} />
        </Paper>
      )}
      {hasOlder && (
        <Paper>
          <Versions analysis={analysis} readable="published" />
        </Paper>
      )}
    </Page>
  );
};

/** /analyser/ID: from the round's notes to the board. */
export const AnalysisPage = ({ id }: { id: string }) => {
  const text = useText();
  const words = useAnalysisText();
  const query = useAnalysis(id);
  const { data } = query;
  if (data === undefined) {
    const isMissing = isProblem(query.error, 404);
    const isBroken = query.isError && !isMissing && !isProblem(query.error, 403);
    return (
      <Page title={isMissing ? text.notFound.title : undefined}>
        {isBroken && <PageHead title={text.nav.analyses} />}
        <QueryState query={query} lines={8}>
          {() => null}
        </QueryState>
      </Page>
    );
  }
  const title = words.title(data.number, yearName(data.schoolYear));
  return data.access === 'none' ? (
    <AnalysisEntryPage analysis={data} title={title} />
  ) : (
    <AnalysisRoom analysis={data} title={title} />
  );
};
