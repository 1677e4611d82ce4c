import type { Overview } from '@samsyn/domain';
import { cx, StatusWord, ThreadList } from '@samsyn/ui';
import { useText } from '../../text/index.ts';
import { loomRounds, roundThread } from './loomModel.ts';
import { analysisTone, seminarTone } from './tones.ts';
import { useYearText } from './text/index.ts';
import styles from './YearPage.module.css';

/** The loom's content as lists, for small screens; `alone`: at every width. */
export const YearLists = ({ overview, alone = false }: { overview: Overview; alone?: boolean }) => {
  const text = useText();
  const words = useYearText();
  return (
    <div className={cx(styles.rounds, alone && styles.alone)}>
      {loomRounds(overview).map((round) => (
        <section key={round.round}>
          <h2>{text.round(round.round)}</h2>
          <ThreadList state={roundThread(round)}>
            {round.seminars.map(
              ({ group, seminar }) =>
                seminar && (
                  <li key={group.slug}>
                    <a href={`/seminarier/${seminar.id}`}>{group.shortName}</a>
                    <StatusWord tone={seminarTone[seminar.state]}>{text.seminarStates[seminar.state]}</StatusWord>
                  </li>
                ),
            )}
            {round.analysis && (
              <li>
                <a href={`/analyser/${round.analysis.id}`} className={styles.strong}>
                  {text.analysis(round.analysis.number)}
                </a>
                <StatusWord tone={round.begun ? analysisTone[round.analysis.state] : 'quiet'}>
                  {round.begun ? text.analysisStates[round.analysis.state] : words.coming}
                </StatusWord>
              </li>
            )}
          </ThreadList>
        </section>
      ))}
    </div>
  );
};
