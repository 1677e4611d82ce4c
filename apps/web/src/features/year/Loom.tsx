// The drawing is a group: its points are links.
/* oxlint-disable jsx-a11y/prefer-tag-over-role */
import type { Overview } from '@samsyn/domain';
import { cx, type ThreadState } from '@samsyn/ui';
import { useFormat, useText } from '../../text/index.ts';
import styles from './Loom.module.css';
import {
  analysisPoint,
  type LoomRound,
  loomRounds,
  notePoint,
  noteThread,
  type Point,
  previousThread,
  reachedBoard,
} from './loomModel.ts';
import { useYearText } from './text/index.ts';

/** The drawing's measures, in its own units (about a pixel at full width). */
const measures = { labels: 172, round: 212, toAnalysis: 74, top: 68, row: 60, last: 90, toBoard: 58 };
type Measures = { x: number; analysisX: number; analysisY: number; boardY: number };

const rowY = (row: number): number => measures.top + measures.row * row;
const placeOf = (round: number, groups: number): Measures => {
  const x = measures.labels + measures.round * (round - 1);
  const analysisY = rowY(groups - 1) + measures.last;
  return { x, analysisX: x + measures.toAnalysis, analysisY, boardY: analysisY + measures.toBoard };
};

const Strand = ({ d, state }: { d: string; state: ThreadState }) => (
  <path d={d} className={cx(styles.strand, state !== 'whole' && styles[state])} />
);

const Strands = ({ rounds, groups }: { rounds: LoomRound[]; groups: number }) =>
  rounds.map((round) => {
    const at = placeOf(round.round, groups);
    const before = round.round > 1 ? placeOf(round.round - 1, groups) : undefined;
    return (
      <g key={round.round}>
        {round.seminars.map(({ group, seminar }, row) => {
          const y = rowY(row);
          const bend = 50 - row * 7;
          return (
            <g key={group.slug}>
              {before === undefined ? (
                <Strand state={previousThread(seminar)} d={`M${at.x - 62} ${y}H${at.x}`} />
              ) : (
                <Strand
                  state={previousThread(seminar)}
                  d={`M${before.analysisX} ${at.analysisY}C${before.analysisX + 54} ${at.analysisY} ${before.analysisX + 50 + row * 12} ${y} ${at.x} ${y}`}
                />
              )}
              <Strand
                state={noteThread(seminar)}
                d={`M${at.x} ${y}C${at.x + bend} ${y} ${at.analysisX - bend} ${at.analysisY} ${at.analysisX} ${at.analysisY}`}
              />
            </g>
          );
        })}
        <Strand
          state={reachedBoard(round.analysis) ? 'whole' : 'coming'}
          d={`M${at.analysisX} ${at.analysisY}V${at.boardY - 6}`}
        />
      </g>
    );
  });

const Circle = ({ x, y, size, point }: { x: number; y: number; size: number; point: Point }) => (
  <circle cx={x} cy={y} r={point === 'ring' ? size + 0.5 : size} className={styles[point]} />
);

const RoundPoints = ({ round, groups }: { round: LoomRound; groups: number }) => {
  const text = useText();
  const words = useYearText();
  const format = useFormat();
  const at = placeOf(round.round, groups);
  const { analysis } = round;
  const point = analysisPoint(round);
  const stateWord = !round.begun
    ? words.coming
    : analysis?.state === 'workingDraft'
      ? words.draft
      : text.analysisStates[analysis?.state ?? 'workingDraft'];
  const boardDay = analysis?.boardMeetingOn ?? null;
  return (
    <g>
      {round.seminars.map(({ group, seminar }, row) => {
        if (seminar === undefined) return <Circle key={group.slug} x={at.x} y={rowY(row)} size={8} point="coming" />;
        const isLive = seminar.state === 'live';
        return (
          <a
            key={group.slug}
            href={`/seminarier/${seminar.id}`}
            className={styles.link}
            aria-label={words.seminarLink(
              group.shortName,
              round.round,
              text.seminarStates[seminar.state],
              isLive ? words.liveNow : format.shortDay(seminar.startsAt),
            )}
          >
            <rect x={at.x - 30} y={rowY(row) - 32} width={60} height={46} rx={6} className={styles.hit} />
            <Circle x={at.x} y={rowY(row)} size={8} point={notePoint(seminar)} />
            <text
              x={isLive ? at.x + 14 : at.x}
              y={rowY(row) - 18}
              textAnchor={isLive ? 'end' : 'middle'}
              className={isLive ? styles.now : styles.day}
            >
              {isLive ? words.liveNow : format.shortDay(seminar.startsAt)}
            </text>
          </a>
        );
      })}
      {analysis === undefined ? (
        <Circle x={at.analysisX} y={at.analysisY} size={11} point="coming" />
      ) : (
        <a
          href={`/analyser/${analysis.id}`}
          className={styles.link}
          aria-label={words.analysisLink(analysis.number, stateWord)}
        >
          <rect x={at.analysisX - 18} y={at.analysisY - 18} width={118} height={36} rx={6} className={styles.hit} />
          <Circle x={at.analysisX} y={at.analysisY} size={11} point={point} />
          {round.begun && (
            <text x={at.analysisX + 22} y={at.analysisY + 7} className={styles.state}>
              {stateWord}
            </text>
          )}
        </a>
      )}
      <rect
        x={at.analysisX - 8}
        y={at.boardY - 8}
        width={16}
        height={16}
        rx={2}
        className={reachedBoard(analysis) ? styles.filled : styles.coming}
      />
      <text x={at.analysisX + 18} y={at.boardY + 5} className={styles.day}>
        {boardDay === null ? words.noDate : format.shortDay(boardDay)}
      </text>
    </g>
  );
};

/** The year as a loom: the groups' notes run into the round's analysis, on to the board, and back into the next round. */
export const Loom = ({ overview }: { overview: Overview }) => {
  const text = useText();
  const words = useYearText();
  const rounds = loomRounds(overview);
  const groups = overview.groups.length;
  const end = placeOf(rounds.length, groups);
  const width = end.analysisX + 92;
  return (
    <svg
      className={styles.loom}
      viewBox={`0 0 ${width} ${end.boardY + 20}`}
      // Never larger than drawn by a tenth: a short year keeps its text size.
      style={{ maxWidth: width * 1.1 }}
      role="group"
      aria-label={words.title}
    >
      <g className={styles.heads} aria-hidden="true">
        {rounds.map((round) => (
          <text key={round.round} x={placeOf(round.round, groups).x - 12} y={16}>
            {[text.round(round.round), words.seasons[round.round - 1]].filter(Boolean).join(' · ')}
          </text>
        ))}
        {overview.groups.map((group, row) => (
          <text key={group.slug} x={0} y={rowY(row) + 5}>
            {group.shortName}
          </text>
        ))}
        <text x={0} y={end.analysisY + 5}>
          {words.analysisRow}
        </text>
        <text x={0} y={end.boardY + 5}>
          {words.boardRow}
        </text>
      </g>
      <g aria-hidden="true">
        <Strands rounds={rounds} groups={groups} />
      </g>
      {rounds.map((round) => (
        <RoundPoints key={round.round} round={round} groups={groups} />
      ))}
    </svg>
  );
};
