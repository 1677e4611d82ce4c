import { type Analysis, analysisMoves, type AnalysisState, findMove, isAtLeast } from '@samsyn/domain';
import { Button, ChevronDownIcon, Menu, MenuItem, MenuSection, MenuTrigger, PageHead } from '@samsyn/ui';
import { useMedia } from '../../app/useMedia.ts';
import { useFormat } from '../../text/index.ts';
import type { SaveStatus } from '../editor/contract.ts';
import { SavedWord } from '../seminar/editor.ts';
import { useFileWords } from './FileLinks.tsx';
import { fileHref, fileNames, isShown } from './files.ts';
import { hasText, useMoveVerb } from './moveWords.ts';
import { useAnalysisText } from './text/index.ts';
import { Way } from './Way.tsx';

/** Here three buttons do not fit on a row. */
const narrow = '(max-width: 480px)';

type Acts = {
  analysis: Analysis;
  isWorking: boolean;
  onDraft: () => void;
  onMove: (to: AnalysisState) => void;
};

/** The next move forward: it is the one primary button once there is a draft. */
const nextMove = (analysis: Analysis): AnalysisState | undefined =>
  hasText(analysis) || !analysis.mayDraft
    ? analysis.moves.find((to) => findMove(analysisMoves, analysis.state, to)?.needsReason === false)
    : undefined;

const useFileItems = (analysis: Analysis) => {
  const fileWords = useFileWords();
  const version = isAtLeast(analysis.state, 'finalised') ? analysis.version : undefined;
  return fileNames.map((name) => (
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
  ));
};

const FilesMenu = ({ analysis }: { analysis: Analysis }) => {
  const words = useAnalysisText().files;
  const items = useFileItems(analysis);
  return (
    <MenuTrigger>
      <Button>
        {words.get}
        <ChevronDownIcon />
      </Button>
      <Menu placement="bottom end">{items}</Menu>
    </MenuTrigger>
  );
};

const useDraftVerb = ({ draftedAt }: Analysis): string => {
  const words = useAnalysisText().draft;
  return draftedAt === null ? words.make : words.refresh;
};

/** On a phone: what is not the next step. */
const MoreMenu = ({ analysis, isWorking, onDraft }: Acts) => {
  const words = useAnalysisText();
  const items = useFileItems(analysis);
  const draft = useDraftVerb(analysis);
  return (
    <MenuTrigger>
      <Button>
        {words.more}
        <ChevronDownIcon />
      </Button>
      <Menu placement="bottom end">
        <MenuItem id="draft" isDisabled={isWorking} onAction={onDraft}>
          {draft}
        </MenuItem>
        <MenuSection title={words.files.get}>{items}</MenuSection>
      </Menu>
    </MenuTrigger>
  );
};

const DraftButton = ({ analysis, isWorking, onDraft }: Acts) => {
  const verb = useDraftVerb(analysis);
  return (
    <Button
      variant={nextMove(analysis) === undefined ? 'primary' : 'secondary'}
      isPending={isWorking}
      onPress={onDraft}
    >
      {verb}
    </Button>
  );
};

const NextButton = ({ analysis, onMove }: Acts) => {
  const verb = useMoveVerb(analysis);
  const next = nextMove(analysis);
  if (next === undefined) return null;
  return (
    <Button variant="primary" onPress={() => onMove(next)}>
      {verb(next)}
    </Button>
  );
};

/** The files, the draft, as long as it can be made, and the next move forward. */
const HeadActs = (acts: Acts) => {
  const { analysis } = acts;
  const isNarrow = useMedia(narrow);
  const isText = hasText(analysis);
  if (isNarrow && isText && analysis.mayDraft && nextMove(analysis) !== undefined)
    return (
      <>
        <NextButton {...acts} />
        <MoreMenu {...acts} />
      </>
    );
  return (
    <>
      {isText && <FilesMenu analysis={analysis} />}
      {analysis.mayDraft && <DraftButton {...acts} />}
      <NextButton {...acts} />
    </>
  );
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
        actions={<HeadActs {...acts} />}
      />
      <Way state={acts.analysis.state} />
    </>
  );
};
