import { Button } from '@samsyn/ui';
import type { UseInfiniteQueryResult } from '@tanstack/react-query';
import { useText } from '../text/index.ts';

/** Fetches the next page of a list; nothing when all of it is there. */
export const MoreButton = ({
  list,
}: {
  list: Pick<UseInfiniteQueryResult, 'hasNextPage' | 'isFetchingNextPage' | 'fetchNextPage'>;
}) => {
  const text = useText();
  if (!list.hasNextPage) return null;
  return (
    <div>
      <Button isPending={list.isFetchingNextPage} onPress={() => void list.fetchNextPage()}>
        {text.verbs.more}
      </Button>
    </div>
  );
};
