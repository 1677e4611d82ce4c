import type { DueItem, Overview } from '@samsyn/domain';
import { Button, LinkButton } from '@samsyn/ui';
import { useState } from 'react';
import { type Format, type Text, useFormat, useText } from '../../text/index.ts';
import { useYearText } from './text/index.ts';
import styles from './YearPage.module.css';

type Line = { key: string; href: string; title: string; hint: string; action?: string };
type Words = ReturnType<typeof useYearText>;

const lineOf = (item: DueItem, overview: Overview, text: Text, words: Words, format: Format): Line => {
  const { due } = words;
  switch (item.kind) {
    case 'seminarLive':
    case 'seminarSoon': {
      const step = item.step === null ? undefined : text.agenda[item.step];
      const isLive = item.kind === 'seminarLive';
      return {
        key: item.kind + item.seminarId,
        href: `/seminarier/${item.seminarId}`,
        title: isLive ? due.seminarLive(item.group.name) : due.seminarSoon(item.group.name),
        hint: (isLive ? step : undefined) ?? format.day(item.startsAt),
        action: due.toSeminar,
      };
    }
    case 'analysisGaps':
      return {
        key: item.analysisId + item.gapKind,
        href: `/analyser/${item.analysisId}`,
        title: text.gaps[item.gapKind](item.count),
        hint: text.analysis(item.number),
      };
    case 'analysisReview':
      return {
        key: item.kind + item.analysisId,
        href: `/analyser/${item.analysisId}`,
        title: due.review(item.number),
        hint: due.reviewHint,
      };
    case 'analysisPublish':
      return {
        key: item.kind + item.analysisId,
        href: `/analyser/${item.analysisId}`,
        title: due.publish(item.number),
        hint: due.publishHint,
      };
    case 'actionsWithoutEffect':
      return {
        key: item.kind + item.seminarId,
        href: `/seminarier/${item.seminarId}`,
        title: due.actions(item.count),
        hint: due.actionsHint(
          item.count,
          overview.seminars.find((one) => one.id === item.seminarId)?.leadershipGroup.name ?? '',
        ),
      };
  }
};

/** Beyond this the most urgent would drown. */
const most = 6;

/** What waits for this account; the first has the page's one primary button when it is a seminar. */
export const Due = ({ overview }: { overview: Overview }) => {
  const text = useText();
  const words = useYearText();
  const format = useFormat();
  const lines = overview.due.map((item) => lineOf(item, overview, text, words, format));
  const [all, setAll] = useState(false);
  const shown = all ? lines : lines.slice(0, most);
  return (
    <section className={styles.due} aria-labelledby="due" data-region="due">
      <h2 id="due" className={styles.over}>
        {words.due.title}
      </h2>
      {lines.length === 0 ? (
        <p className={styles.quiet}>{words.due.none}</p>
      ) : (
        <ul>
          {shown.map((line, index) => (
            <li key={line.key}>
              {line.action !== undefined && index === 0 ? (
                <>
                  <strong>{line.title}</strong>
                  <span>{line.hint}</span>
                  <div>
                    <LinkButton variant="primary" href={line.href}>
                      {line.action}
                    </LinkButton>
                  </div>
                </>
              ) : (
                <>
                  <a href={line.href}>{line.title}</a>
                  <span>{line.hint}</span>
                </>
              )}
            </li>
          ))}
        </ul>
      )}
      {shown.length < lines.length && (
        <Button size="small" onPress={() => setAll(true)}>
          {words.due.all(lines.length)}
        </Button>
      )}
    </section>
  );
};
