import type { Overview } from '@samsyn/domain';
import { cx } from '@samsyn/ui';
import { useFormat } from '../../text/index.ts';
import { useYearText } from './text/index.ts';
import styles from './YearPage.module.css';

/** The year's priority areas: how much has been claimed, and where the thread is broken. */
export const Areas = ({ areas, withCounts }: { areas: Overview['areas']; withCounts: boolean }) => {
  const words = useYearText().areas;
  const format = useFormat();
  return (
    <section className={styles.areasSection} aria-labelledby="areas" data-region="areas">
      <h2 id="areas" className={styles.over}>
        {words.title}
      </h2>
      {areas.length === 0 && <p className={styles.quiet}>{words.none}</p>}
      <ul className={styles.areas}>
        {areas.map((area) => {
          const broken = area.claims === 0 || area.breaks > 0;
          return (
            <li key={area.slug} className={styles.area}>
              <h3>{area.name}</h3>
              {withCounts && (
                <>
                  <p>
                    <span className={styles.count}>{format.number(area.claims)}</span> {words.claims(area.claims)}
                  </p>
                  <p className={cx(broken && styles.broken)}>
                    {area.claims === 0 ? words.empty : area.breaks > 0 ? words.breaks(area.breaks) : words.whole}
                  </p>
                </>
              )}
            </li>
          );
        })}
      </ul>
    </section>
  );
};
