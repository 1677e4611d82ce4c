import type { Seminar, SeminarEntry } from '@samsyn/domain';
import { useFormat, useText, yearName } from '../../../text/index.ts';
import { useYearAnalyses, useYearSeminars, yearAway } from '../seminarQueries.ts';
import { useSeminarText } from '../text/index.ts';
import styles from './Agenda.module.css';

type Neighbours = {
  before: SeminarEntry | undefined;
  after: SeminarEntry | undefined;
  beforeYear: string;
  afterYear: string;
};

/** The group's seminars before and after this one, over the turn of the year too. */
export const useNeighbours = (seminar: Seminar): Neighbours => {
  const { schoolYear, round, leadershipGroup } = seminar;
  const ofGroup = (items: readonly SeminarEntry[] | undefined): SeminarEntry[] =>
    (items ?? [])
      .filter((one) => one.leadershipGroup.slug === leadershipGroup.slug)
      .toSorted((a, b) => a.round - b.round);
  const here = ofGroup(useYearSeminars(schoolYear).data);
  const earlier = ofGroup(useYearSeminars(yearAway(schoolYear, -1)).data);
  const later = ofGroup(useYearSeminars(yearAway(schoolYear, 1)).data);
  const before = here.findLast((one) => one.round < round);
  const after = here.find((one) => one.round > round);
  return {
    before: before ?? earlier.at(-1),
    after: after ?? later[0],
    beforeYear: before === undefined ? yearAway(schoolYear, -1) : schoolYear,
    afterYear: after === undefined ? yearAway(schoolYear, 1) : schoolYear,
  };
};

/** Where this seminar stands: the one before, the round's analysis, the one after. */
export const PlaceInYear = ({ seminar }: { seminar: Seminar }) => {
  const text = useText();
  const words = useSeminarText().place;
  const format = useFormat();
  const { before, after, beforeYear, afterYear } = useNeighbours(seminar);
  const analysis = useYearAnalyses(seminar.schoolYear).data?.find((one) => one.number === seminar.round);
  const line = (one: SeminarEntry, year: string) => (
    <li key={one.id}>
      <a href={`/seminarier/${one.id}`}>{words.seminar(one.round)}</a>
      <small>
        {[
          year === seminar.schoolYear ? '' : yearName(year),
          format.shortDay(one.startsAt),
          text.seminarStates[one.state],
        ]
          .filter(Boolean)
          .join(' · ')}
      </small>
    </li>
  );
  return (
    <section className={styles.section} aria-labelledby="place">
      <h2 id="place" className={styles.title}>
        {words.title}
      </h2>
      <ul className={styles.list}>
        {before && line(before, beforeYear)}
        {analysis && (
          <li>
            <a href={`/analyser/${analysis.id}`}>{text.analysis(analysis.number)}</a>
            <small>{text.analysisStates[analysis.state]}</small>
          </li>
        )}
        {after && line(after, afterYear)}
      </ul>
    </section>
  );
};

/** Who moved the seminar when, and why. */
export const SeminarLog = ({ seminar }: { seminar: Seminar }) => {
  const text = useText();
  const words = useSeminarText().place;
  const format = useFormat();
  if (seminar.transitions.length === 0) return null;
  return (
    <details className={styles.log}>
      <summary>{words.log}</summary>
      <ol>
        {seminar.transitions.toReversed().map((one) => (
          <li key={one.at}>
            {words.change(text.seminarStates[one.from], text.seminarStates[one.to])}
            <small>{words.by(format.dateTime(one.at), one.by)}</small>
            {one.reason !== '' && <small>{one.reason}</small>}
          </li>
        ))}
      </ol>
    </details>
  );
};
