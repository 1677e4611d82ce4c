import { EmptyState, Paper } from '@samsyn/ui';
import { QueryState } from '../../app/QueryState.tsx';
import { yearName } from '../../text/index.ts';
import { useSchoolYear } from '../year/useSchoolYear.ts';
import styles from './Plans.module.css';
import { usePlansText } from './text/index.ts';

/** The year's priority areas. */
export const Areas = () => {
  const words = usePlansText();
  const { query, year } = useSchoolYear();
  return (
    <QueryState query={query}>
      {() =>
        year === undefined || year.priorityAreas.length === 0 ? (
          <EmptyState title={words.noAreas}>{words.noAreasText}</EmptyState>
        ) : (
          <Paper className={styles.stack}>
            <p className={styles.when}>{words.areasIn(yearName(year.label))}</p>
            <ul className={styles.areas}>
              {year.priorityAreas.map((area) => (
                <li key={area.slug}>{area.name}</li>
              ))}
            </ul>
          </Paper>
        )
      }
    </QueryState>
  );
};
