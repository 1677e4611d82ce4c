import type { Initiative, List } from '@samsyn/domain';
import { Chip, EmptyState, Paper } from '@samsyn/ui';
import { useQuery } from '@tanstack/react-query';
import { api } from '../../api/client.ts';
import { QueryState } from '../../app/QueryState.tsx';
import { useAreaNames } from '../evidence/evidenceQueries.ts';
import styles from './Plans.module.css';
import { usePlansText } from './text/index.ts';

const InitiativeCard = ({ initiative }: { initiative: Initiative }) => {
  const words = usePlansText();
  const areas = useAreaNames();
  const from = initiative.startsOn.slice(0, 4);
  const to = initiative.endsOn?.slice(0, 4);
  return (
    <Paper className={styles.initiative} id={initiative.slug}>
      <h2>{initiative.title}</h2>
      <p className={styles.when}>
        {to === undefined || to === from ? words.since(from) : words.between(from, to)}
        {initiative.partners.length > 0 && ` · ${words.partners} ${initiative.partners.join(', ')}`}
      </p>
      <p>{initiative.summary}</p>
      {initiative.priorityAreas.length > 0 && (
        <div className={styles.chips}>
          {initiative.priorityAreas.map((slug) => (
            <Chip key={slug} tone="quiet">
              {areas.get(slug) ?? slug}
            </Chip>
          ))}
        </div>
      )}
    </Paper>
  );
};

/** Work that runs over years. */
export const Initiatives = () => {
  const words = usePlansText();
  const initiatives = useQuery({
    queryKey: ['initiatives'],
    queryFn: ({ signal }) => api.get<List<Initiative>>('/api/initiatives', { signal }),
  });
  return (
    <QueryState query={initiatives}>
      {({ items }) =>
        items.length === 0 ? (
          <EmptyState title={words.noInitiatives}>{words.noInitiativesText}</EmptyState>
        ) : (
          <div className={styles.pair}>
            {items.map((initiative) => (
              <InitiativeCard key={initiative.id} initiative={initiative} />
            ))}
          </div>
        )
      }
    </QueryState>
  );
};
