import { type Analysis, analysisMoves, type AnalysisState, findMove, isAtLeast } from '@samsyn/domain';
import { Button, ChevronDownIcon, Menu, MenuItem, MenuTrigger, PageHead } from '@samsyn/ui';
import { useFormat } from '../../text/index.ts';
import type { SaveStatus } from '../editor/contract.ts';
import { SavedWord } from '../seminar/editor.ts';
import { useFileWords } from './FileLinks.tsx';
import { fileHref, fileNames, isShown } from './files.ts';
import { hasText, useMoveVerb } from './moveWords.ts';
import { useAnalysisText } from './text/index.ts';
import { Way } from './Way.tsx';

const FilesMenu = ({ analysis }: { analysis: Analysis }) => {
  const words = useAnalysisText().files;
  const fileWords = useFileWords();
  const version = isAtLeast(analysis.state, 'finalised') ? analysis.version : undefined;
  return (
    <MenuTrigger>
      <Button>
        {words.get}
        <ChevronDownIcon />
      </Button>
      <Menu placement="bottom end">
        {fileNames.map((name) => (
          <MenuItem
            key={name}
            id={name}
            href={fileHref(analysis.id, name, version)}
            {...(isShown(name) ? { target: '_blank', rel: 'noopener' } : { download: true })}
            description={fileWords[name].hint}
            textValue={fileWords[name].label}
          >
            {fileWords[name].label}
          </MenuItem>
        ))}
      </Menu>
    </MenuTrigger>
  );
};

/** The draft, as long as it can be made, and the next move forward: that is the one primary button once there is a draft. */
const MainActs = ({ analysis, isWorking, onDraft, onMove }: Acts) => {
  const words = useAnalysisText().draft;
  const verb = useMoveVerb(analysis);
  const isMade = hasText(analysis);
  const forward = analysis.moves.find((to) => findMove(analysisMoves, analysis.state, to)?.needsReason === false);
  const next = isMade || !analysis.mayDraft ? forward : undefined;
  return (
    <>
      {analysis.mayDraft && (
        <Button variant={next === undefined ? 'primary' : 'secondary'} isPending={isWorking} onPress={onDraft}>
          {analysis.draftedAt === null ? words.make : words.refresh}
        </Button>
      )}
      {next !== undefined && (
        <Button variant="primary" onPress={() => onMove(next)}>
          {verb(next)}
        </Button>
      )}
    </>
  );
};

type Acts = {
  analysis: Analysis;
  isWorking: boolean;
  onDraft: () => void;
  onMove: (to: AnalysisState) => void;
};

export const useAnalysisOver = (analysis: Analysis): string => {
  const words = useAnalysisText();
  const format = useFormat();
  return words.over(
    words.version(analysis.version),
    analysis.boardMeetingOn === null ? words.noBoardDay : words.toBoard(format.day(analysis.boardMeetingOn)),
  );
};

/** Title, version and board day, the save word, the files, the acts, and the way of the analysis. */
export const AnalysisHead = ({ title, status, ...acts }: Acts & { title: string; status: SaveStatus | undefined }) => {
  const over = useAnalysisOver(acts.analysis);
  return (
    <>
      <PageHead
        kind="bar"
        over={over}
        title={title}
        status={status !== undefined && <SavedWord status={status} />}
        actions={
          <>
            {hasText(acts.analysis) && <FilesMenu analysis={acts.analysis} />}
            <MainActs {...acts} />
          </>
        }
      />
      <Way state={acts.analysis.state} />
    </>
  );
};
