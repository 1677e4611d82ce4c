import type { PreviousAction, Seminar } from '@samsyn/domain';
import { announce, BrokenThreadIcon, Button, cx, EmptyState } from '@samsyn/ui';
import { QueryState } from '../../../app/QueryState.tsx';
import { useFormat, yearName } from '../../../text/index.ts';
import { useNeighbours } from '../agenda/PlaceInYear.tsx';
import { type EditorRef, useInText } from '../room/useInText.ts';
import { usePreviousActions } from '../seminarQueries.ts';
import { useSeminarText } from '../text/index.ts';
import styles from './Panels.module.css';

const Facts = ({ action }: { action: PreviousAction }) => {
  const words = useSeminarText().previous;
  const format = useFormat();
  const facts: [string, string][] = [
    [words.owner, action.owner ?? words.notSet],
    [words.due, action.due === null ? words.notSet : format.date(action.due)],
    [words.expected, action.expectedEffect ?? words.notSet],
  ];
  return (
    <dl className={styles.facts}>
      {facts.map(([label, value]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
};

type EffectsProps = { action: PreviousAction; seminar: Seminar; editor: EditorRef };

const Effects = ({ action, seminar, editor }: EffectsProps) => {
  const words = useSeminarText().previous;
  const inText = useInText(editor);
  if (action.effects.length === 0)
    return (
      <p className={styles.broken}>
        <BrokenThreadIcon />
        {words.noEffect}
      </p>
    );
  return (
    <div>
      <h4 className={styles.over}>{words.effects}</h4>
      <ul className={styles.effects}>
        {action.effects.map((effect) => (
          <li key={effect.claimId}>
            {effect.text}{' '}
            {effect.documentId === seminar.documentId && (
              <button
                type="button"
                className={styles.textLink}
                onClick={() => inText((text) => text.showBlock(effect.claimId))}
              >
                {words.show}
              </button>
            )}
          </li>
        ))}
      </ul>
    </div>
  );
};

const Action = ({ action, seminar, editor, canWrite }: EffectsProps & { canWrite: boolean }) => {
  const words = useSeminarText().previous;
  const inText = useInText(editor);
  const add = (): void =>
    inText((text) => {
      const added = text.addClaim({
        kind: 'effect',
        priorityArea: action.priorityArea,
        cites: [{ targetType: 'claim', targetId: action.claimId }],
      });
      if (added !== null) announce(words.added(added.heading));
    });
  return (
    <li className={cx(styles.action, action.effects.length === 0 && styles.open)}>
      <p className={styles.words}>{action.text}</p>
      <Facts action={action} />
      <Effects action={action} seminar={seminar} editor={editor} />
      {canWrite && (
        <div>
          <Button size="small" aria-label={words.addTo(action.text)} onPress={add}>
            {words.add}
          </Button>
        </div>
      )}
    </li>
  );
};

/** What the group decided in the round before, asking for its effects. */
export const PreviousPanel = ({
  seminar,
  editor,
  canWrite,
}: {
  seminar: Seminar;
  editor: EditorRef;
  canWrite: boolean;
}) => {
  const words = useSeminarText().previous;
  const query = usePreviousActions(seminar.id);
  const { before } = useNeighbours(seminar);
  return (
    <div className={styles.panel}>
      <QueryState query={query} lines={6}>
        {(actions) =>
          actions[0] === undefined ? (
            <EmptyState title={words.none}>{words.noneText}</EmptyState>
          ) : (
            <>
              <div>
                <h3 className={styles.over}>{words.title(actions[0].round, yearName(actions[0].schoolYear))}</h3>
                {before?.documentId === actions[0].documentId && (
                  <p className={styles.hint}>
                    <a href={`/seminarier/${before.id}`}>{words.open}</a>
                  </p>
                )}
              </div>
              <ul className={styles.actions}>
                {actions.map((action) => (
                  <Action key={action.claimId} action={action} seminar={seminar} editor={editor} canWrite={canWrite} />
                ))}
              </ul>
            </>
          )
        }
      </QueryState>
    </div>
  );
};
