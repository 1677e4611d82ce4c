import { Button, ErrorState, Skeleton } from '@samsyn/ui';
import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { isProblem } from '../api/problem.ts';
import { useText } from '../text/index.ts';
import { NoRight, NotFound } from './EmptyPages.tsx';
import { useProblemText } from './useProblemText.ts';

/** What is shown while an answer is on its way, when it did not come, and when it is there. */
export const QueryState = <T,>({
  query,
  lines,
  children,
}: {
  query: UseQueryResult<T>;
  lines?: number;
  children: (data: T) => ReactNode;
}) => {
  const text = useText();
  const problemText = useProblemText();
  if (query.data !== undefined) return <>{children(query.data)}</>;
  if (query.isPending) return <Skeleton label={text.loading} {...(lines === undefined ? {} : { lines })} />;
  if (isProblem(query.error, 404)) return <NotFound />;
  if (isProblem(query.error, 403)) return <NoRight />;
  return (
    <ErrorState
      title={text.error.title}
      actions={<Button onPress={() => void query.refetch()}>{text.verbs.retry}</Button>}
    >
      {problemText(query.error)}
    </ErrorState>
  );
};
