import type { Seminar } from '@samsyn/domain';
import { EmptyState, LinkButton, PageHead, StatusWord } from '@samsyn/ui';
import { useState } from 'react';
import { isProblem } from '../../api/problem.ts';
import { useGroups } from '../../api/queries.ts';
import { Page } from '../../app/Page.tsx';
import { QueryState } from '../../app/QueryState.tsx';
import { useFormat, useText, yearName } from '../../text/index.ts';
import { seminarTone } from '../year/tones.ts';
import { PlaceInYear } from './agenda/PlaceInYear.tsx';
import { useYearChanged } from './live/useYearChanged.ts';
import { SeminarRoom } from './SeminarRoom.tsx';
import { useSeminar } from './seminarQueries.ts';
import { useSeminarText } from './text/index.ts';

/** "Analysseminarium 3 · Grundskola" */
const useTitle = (seminar: Seminar): string => {
  const words = useSeminarText();
  const group = useGroups().data?.find((one) => one.slug === seminar.leadershipGroup.slug);
  return words.title(seminar.round, group?.shortName ?? seminar.leadershipGroup.name);
};

/** Seen as an entry only: another group's note. */
const ForeignSeminar = ({ seminar, title }: { seminar: Seminar; title: string }) => {
  const text = useText();
  const words = useSeminarText();
  const format = useFormat();
  useYearChanged();
  return (
    <Page title={title} narrow>
      <PageHead
        over={`${yearName(seminar.schoolYear)} · ${words.at(format.day(seminar.startsAt), format.time(seminar.startsAt))}`}
        title={title}
        status={<StatusWord tone={seminarTone[seminar.state]}>{text.seminarStates[seminar.state]}</StatusWord>}
      />
      <EmptyState
        title={words.foreign.title}
        actions={<LinkButton href="/seminarier">{words.foreign.toAll}</LinkButton>}
      >
        {words.foreign.text(seminar.leadershipGroup.name)}
      </EmptyState>
      <PlaceInYear seminar={seminar} />
    </Page>
  );
};

/**
 * A right that ends while the room is open does not take away what is on the screen: there may be words in it that were
 * never sent. The room says so, and stays to be read and copied from until the page is loaded again.
 */
const Loaded = ({ seminar }: { seminar: Seminar }) => {
  const title = useTitle(seminar);
  const isReadable = seminar.access !== 'none';
  const [wasReadable] = useState(isReadable);
  if (!isReadable && !wasReadable) return <ForeignSeminar seminar={seminar} title={title} />;
  return (
    <SeminarRoom
      seminar={isReadable ? seminar : { ...seminar, access: 'read', mayMove: false }}
      title={title}
      isLost={!isReadable}
    />
  );
};

/** /seminarier/ID: the room where a group writes its note together. */
export const SeminarPage = ({ id }: { id: string }) => {
  const text = useText();
  const query = useSeminar(id);
  if (query.data !== undefined) return <Loaded seminar={query.data} />;
  const isMissing = isProblem(query.error, 404);
  const isBroken = query.isError && !isMissing && !isProblem(query.error, 403);
  return (
    <Page title={isMissing ? text.notFound.title : undefined}>
      {isBroken && <PageHead title={text.nav.seminars} />}
      <QueryState query={query} lines={8}>
        {() => null}
      </QueryState>
    </Page>
  );
};
