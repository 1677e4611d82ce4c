import type { AnnualCycle, List } from '@samsyn/domain';
import { EmptyState, Paper } from '@samsyn/ui';
import { useQuery } from '@tanstack/react-query';
import { api } from '../../api/client.ts';
import { QueryState } from '../../app/QueryState.tsx';
import { useFormat } from '../../text/index.ts';
import styles from './Plans.module.css';
import { usePlansText } from './text/index.ts';

const firstMonth = 8;
/** A school year begins in August. */
const schoolOrder = (month: number): number => (month - firstMonth + 12) % 12;

const Cycle = ({ cycle }: { cycle: AnnualCycle }) => {
  const words = usePlansText();
  const format = useFormat();
  return (
    <Paper>
      <h2>{words.cycleOf(cycle.leadershipGroup.name)}</h2>
      <ol className={styles.cycle}>
        {cycle.months
          .toSorted((a, b) => schoolOrder(a.month) - schoolOrder(b.month))
          .map((month) => (
            <li key={`${month.month}-${month.title}`}>
              <p>{format.month(month.month)}</p>
              <h3>{month.title}</h3>
              {month.items.length > 0 && (
                <ul>
                  {month.items.map((item) => (
                    <li key={item}>{item}</li>
                  ))}
                </ul>
              )}
            </li>
          ))}
      </ol>
    </Paper>
  );
};

/** What each group does in each month. */
export const Cycles = () => {
  const words = usePlansText();
  const cycles = useQuery({
    queryKey: ['annual-cycles'],
    queryFn: ({ signal }) => api.get<List<AnnualCycle>>('/api/annual-cycles', { signal }),
  });
  return (
    <QueryState query={cycles}>
      {({ items }) =>
        items.length === 0 ? (
          <EmptyState title={words.noCycles}>{words.noCyclesText}</EmptyState>
        ) : (
          <div className={styles.stack}>
            {items.map((cycle) => (
              <Cycle key={cycle.id} cycle={cycle} />
            ))}
          </div>
        )
      }
    </QueryState>
  );
};
