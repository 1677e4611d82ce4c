import { type Analysis, type AnalysisState, type AreaRef, isDraftOpen } from '@samsyn/domain';
import { announce } from '@samsyn/ui';
import { useCallback, useMemo, useRef, useState } from 'react';
import { useGroups, useSchoolYears } from '../../api/queries.ts';
import { usePageTitle } from '../../app/usePageTitle.ts';
import type { CoEditorHandle, SaveStatus } from '../editor/contract.ts';
import { CoEditor } from '../seminar/editor.ts';
import { useYearChanged } from '../seminar/live/useYearChanged.ts';
import { Room } from '../seminar/room/Room.tsx';
import { useBlockInAddress } from '../seminar/room/useBlockInAddress.ts';
import { useRemembered } from '../seminar/room/useRemembered.ts';
import { AnalysisHead } from './AnalysisHead.tsx';
import { useMakeDraft, useProvenance } from './analysisQueries.ts';
import { listsOf, toLookAt } from './checklist.ts';
import { Contents, type Heading } from './Contents.tsx';
import { DraftNotices, type DraftWork } from './DraftNotices.tsx';
import { MoveDialog } from './MoveDialog.tsx';
import { ChecklistPanel } from './panels/ChecklistPanel.tsx';
import { SourcesPanel } from './panels/SourcesPanel.tsx';
import { VersionsPanel } from './panels/VersionsPanel.tsx';
import { useAnalysisText } from './text/index.ts';
import { useDraftProgress } from './useDraftProgress.ts';

const tabIds = ['sources', 'checks', 'versions'] as const;
type TabId = (typeof tabIds)[number];
const asTab = (saved: string): TabId | undefined => tabIds.find((id) => id === saved);

const noAreas: readonly AreaRef[] = [];
const noHeadings: readonly Heading[] = [];

/** Makes the draft, says what came of it, and follows colleagues who make it. */
const useDraftWork = (analysis: Analysis): DraftWork & { start: () => void } => {
  const words = useAnalysisText().draft;
  const make = useMakeDraft(analysis);
  const progress = useDraftProgress(analysis.id);
  return {
    isWorking: make.isPending,
    progress,
    counts: make.data,
    error: make.error,
    forget: make.reset,
    start: () => make.mutate(undefined, { onSuccess: (counts) => announce(words.result(counts)) }),
  };
};

/** Whose words each block carries, for the line above it. */
const useBlockLabels = (analysisId: string): ReadonlyMap<string, string> => {
  const words = useAnalysisText().sources;
  const provenance = useProvenance(analysisId).data;
  const groups = useGroups().data;
  return useMemo(() => {
    const nameOf = (slug: string, name: string): string => groups?.find((one) => one.slug === slug)?.shortName ?? name;
    return new Map(
      (provenance ?? []).map(({ draftBlockId, sources }) => {
        const names = [
          ...new Set(sources.map(({ leadershipGroup }) => nameOf(leadershipGroup.slug, leadershipGroup.name))),
        ];
        return [draftBlockId, names.length > 1 ? words.both(names) : (names[0] ?? '')] as const;
      }),
    );
  }, [provenance, groups, words]);
};

/** The analysis for those who may read its text: contents, draft, and what lies beside it. */
export const AnalysisRoom = ({ analysis, title }: { analysis: Analysis; title: string }) => {
  const words = useAnalysisText();
  const editor = useRef<CoEditorHandle>(null);
  const [status, setStatus] = useState<SaveStatus>();
  const [block, setBlock] = useState<string | null>(null);
  const [headings, setHeadings] = useState(noHeadings);
  const [moving, setMoving] = useState<AnalysisState>();
  const [tab, setTab] = useRemembered<TabId>('samsyn.analysis.tab', 'sources', asTab);
  const years = useSchoolYears().data;
  const areas = useMemo(
    () => years?.find((year) => year.label === analysis.schoolYear)?.priorityAreas ?? noAreas,
    [years, analysis.schoolYear],
  );
  const work = useDraftWork(analysis);
  const blockLabels = useBlockLabels(analysis.id);
  usePageTitle(title);
  useYearChanged();
  useBlockInAddress(editor);

  const areaHeading = useCallback(
    (slug: string): string | undefined => {
      const name = areas.find((area) => area.slug === slug)?.name;
      return headings.find((heading) => heading.text === name)?.id;
    },
    [areas, headings],
  );
  const isHeading = headings.some((heading) => heading.id === block);
  const showChecks = (): void => {
    setMoving(undefined);
    setTab('checks');
  };
  return (
    <>
      <Room
        name="analysis"
        band={<DraftNotices analysis={analysis} work={work} />}
        head={
          <AnalysisHead
            analysis={analysis}
            title={title}
            status={status}
            isWorking={work.isWorking}
            onDraft={work.start}
            onMove={setMoving}
          />
        }
        left={{
          label: words.contents.label,
          content: <Contents analysis={analysis} headings={headings} editor={editor} onChecks={showChecks} />,
        }}
        isRead={status === 'readOnly'}
        textLabel={words.text(title)}
        selected={tab}
        onSelect={(id) => setTab(asTab(id) ?? 'sources')}
        tabs={[
          {
            id: 'sources',
            label: words.tabs.sources,
            content: <SourcesPanel analysisId={analysis.id} blockId={isHeading ? null : block} />,
          },
          {
            id: 'checks',
            label: words.tabs.checks,
            count: toLookAt(listsOf(analysis)),
            content: <ChecklistPanel analysis={analysis} editor={editor} areaHeading={areaHeading} />,
          },
          {
            id: 'versions',
            label: words.tabs.versions,
            content: <VersionsPanel analysis={analysis} onMove={setMoving} />,
          },
        ]}
      >
        <CoEditor
          key={analysis.documentId}
          ref={editor}
          documentId={analysis.documentId}
          label={words.text(title)}
          priorityAreas={areas}
          rightsKey={analysis.state}
          closed={isDraftOpen(analysis.state) ? undefined : 'finalised'}
          blockLabels={blockLabels}
          onStatus={setStatus}
          onBlock={setBlock}
          onContents={setHeadings}
        />
      </Room>
      {moving !== undefined && (
        <MoveDialog analysis={analysis} to={moving} onChecks={showChecks} onClose={() => setMoving(undefined)} />
      )}
    </>
  );
};
