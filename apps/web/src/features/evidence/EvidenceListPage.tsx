import { type Evidence, evidenceKinds, type EvidenceSort, evidenceSorts, may } from '@samsyn/domain';
import {
  type Column,
  DataTable,
  EmptyState,
  LinkButton,
  NativeSelect,
  type TableOrder,
  Paper,
  SearchField,
} from '@samsyn/ui';
import { useState } from 'react';
import { useGroups } from '../../api/queries.ts';
import { useDelayed } from '../../api/useDelayed.ts';
import { MoreButton } from '../../app/MoreButton.tsx';
import { Page } from '../../app/Page.tsx';
import { QueryState } from '../../app/QueryState.tsx';
import { useSession } from '../../app/session.tsx';
import { useFormat, useText } from '../../text/index.ts';
import styles from './Evidence.module.css';
import { EvidenceHead } from './EvidenceHead.tsx';
import { type EvidenceFilters, noFilters, useAreaNames, useEvidenceList } from './evidenceQueries.ts';
import { EvidenceKindIcon } from './KindIcon.tsx';
import { useEvidenceText } from './text/index.ts';

const Filter = ({
  words,
  onWords,
  filters,
  onFilters,
}: {
  words: string;
  onWords: (words: string) => void;
  filters: EvidenceFilters;
  onFilters: (filters: EvidenceFilters) => void;
}) => {
  const text = useText();
  const labels = useEvidenceText();
  const areas = useAreaNames();
  const groups = useGroups();
  const all = { value: '', label: text.all };
  return (
    <search className={styles.filters}>
      <SearchField label={labels.search} clearLabel={text.verbs.clear} value={words} onChange={onWords} />
      <NativeSelect
        label={labels.kind}
        options={[
          { value: '' as const, label: text.all },
          ...evidenceKinds.map((value) => ({ value, label: text.evidenceKinds[value] })),
        ]}
        value={filters.kind}
        onChange={(kind) => onFilters({ ...filters, kind })}
      />
      <NativeSelect
        label={labels.area}
        options={[all, ...[...areas].map(([value, label]) => ({ value, label }))]}
        value={filters.priorityArea}
        onChange={(priorityArea) => onFilters({ ...filters, priorityArea })}
      />
      <NativeSelect
        label={labels.group}
        options={[all, ...(groups.data ?? []).map((group) => ({ value: group.slug, label: group.name }))]}
        value={filters.leadershipGroup}
        onChange={(leadershipGroup) => onFilters({ ...filters, leadershipGroup })}
      />
    </search>
  );
};

type TableProps = {
  rows: Evidence[];
  /** there are more than these */
  isPart: boolean;
  order: TableOrder | undefined;
  onOrder: (order: TableOrder) => void;
};

const EvidenceTable = ({ rows, isPart, order, onOrder }: TableProps) => {
  const words = useEvidenceText();
  const format = useFormat();
  const areas = useAreaNames();
  const columns: Column<Evidence>[] = [
    {
      key: 'title',
      header: words.name,
      isRowHeader: true,
      isSortable: true,
      render: (one) => (
        <span className={styles.name}>
          <EvidenceKindIcon kind={one.kind} />
          <a href={`/underlag/${one.id}`}>{one.title}</a>
        </span>
      ),
    },
    { key: 'source', header: words.source, isSortable: true, render: (one) => one.source },
    { key: 'period', header: words.period, render: (one) => one.period },
    {
      key: 'area',
      header: words.area,
      render: (one) => (one.priorityArea === null ? '' : (areas.get(one.priorityArea) ?? one.priorityArea)),
    },
    {
      key: 'added',
      header: words.added,
      isSortable: true,
      render: (one) => <span className={styles.nowrap}>{format.tableDay(one.addedAt)}</span>,
    },
  ];
  return (
    <DataTable
      caption={isPart ? words.firstOf(rows.length) : words.count(rows.length)}
      columns={columns}
      rows={rows}
      rowKey={(one) => one.id}
      order={order}
      onOrder={onOrder}
    />
  );
};

const sortOf = (order: TableOrder | undefined): EvidenceSort | undefined =>
  evidenceSorts.find((sort) => sort === `${order?.descending === true ? '-' : ''}${order?.key}`);

/** All evidence, with search and filters. */
export const EvidenceListPage = () => {
  const labels = useEvidenceText();
  const { actor } = useSession();
  const [words, setWords] = useState('');
  const [filters, setFilters] = useState(noFilters);
  const [order, setOrder] = useState<TableOrder | undefined>();
  const list = useEvidenceList(useDelayed(words.trim()), filters, sortOf(order));
  const isFiltered = words.trim() !== '' || Object.values(filters).some((value) => value !== '');
  const mayAdd = may(actor, 'addEvidence', true);
  const add = (
    <LinkButton variant="primary" href="/underlag/nytt">
      {labels.add}
    </LinkButton>
  );
  return (
    <Page title={labels.evidence}>
      <EvidenceHead current="/underlag" actions={mayAdd && add} />
      <Filter words={words} onWords={setWords} filters={filters} onFilters={setFilters} />
      <QueryState query={list} lines={6}>
        {({ pages }) => {
          const rows = pages.flatMap((page) => page.items);
          if (rows.length === 0 && !isFiltered) return <EmptyState title={labels.none}>{labels.noneText}</EmptyState>;
          if (rows.length === 0) return <EmptyState title={labels.noHits}>{labels.noHitsText}</EmptyState>;
          return (
            <Paper>
              <EvidenceTable rows={rows} isPart={list.hasNextPage} order={order} onOrder={setOrder} />
            </Paper>
          );
        }}
      </QueryState>
      <MoreButton list={list} />
    </Page>
  );
};
