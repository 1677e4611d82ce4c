import type { PreviousAction } from '@samsyn/domain';
import { Button, EmptyState } from '@samsyn/ui';
import { QueryState } from '../../app/QueryState.tsx';
import { useFormat } from '../../text/index.ts';
import { addClaimCiting } from '../editor/acts/claims.ts';
import { chainOf } from '../editor/chain/chainPlugin.ts';
import type { DocumentEditor } from '../editor/useDocumentEditor.ts';
import { useEditorTick } from '../editor/useTick.ts';
import styles from './Seminar.module.css';
import { useSeminarText } from './text/index.ts';
import { usePreviousActions } from './useSeminar.ts';

const ActionCard = ({ action, document }: { action: PreviousAction; document: DocumentEditor }) => {
  const { previous: words } = useSeminarText();
  const format = useFormat();
  const { editor, host } = document;
  const here =
    editor === null
      ? []
      : chainOf(editor.state).claims.filter(
          (claim) =>
            claim.kind === 'effect' && claim.citations.some((citation) => citation.targetId === action.claimId),
        );
  const hereIds = new Set(here.map((claim) => claim.id));
  const effects = [
    ...action.effects
      .filter((effect) => !hereIds.has(effect.claimId))
      .map((effect) => ({ id: effect.claimId, text: effect.text })),
    ...here.filter((claim) => claim.text !== '').map((claim) => ({ id: claim.id, text: claim.text })),
  ];
  const describe = (): void => {
    if (editor === null) return;
    const target = { targetType: 'claim', targetId: action.claimId } as const;
    host.labels.set(target, { label: action.text, kind: 'action', detail: action.text });
    addClaimCiting(editor.view, 'effect', target, action.priorityArea);
  };
  return (
    <li className={styles.action}>
      <p className={styles.quote}>{action.text}</p>
      <dl className={styles.facts}>
        {action.owner !== null && (
          <div>
            <dt>{words.owner}</dt>
            <dd>{action.owner}</dd>
          </div>
        )}
        {action.due !== null && (
          <div>
            <dt>{words.due}</dt>
            <dd>{format.date(action.due)}</dd>
          </div>
        )}
        {action.expectedEffect !== null && (
          <div>
            <dt>{words.expected}</dt>
            <dd>{action.expectedEffect}</dd>
          </div>
        )}
      </dl>
      {effects.length === 0 ? (
        <p className={styles.broken}>{words.noEffect}</p>
      ) : (
        effects.map((effect) => (
          <p key={effect.id} className={styles.effect}>
            <b>{words.effect}</b> {effect.text}
          </p>
        ))
      )}
      {editor?.isEditable === true && (
        <Button size="small" onPress={describe} aria-label={words.addName(action.text)}>
          {words.addEffect}
        </Button>
      )}
    </li>
  );
};

/** What the group decided in the round before, asking for its effect. */
export const PreviousRail = ({ seminarId, document }: { seminarId: string; document: DocumentEditor }) => {
  const { previous: words } = useSeminarText();
  const query = usePreviousActions(seminarId);
  useEditorTick(document.editor);
  return (
    <div className={styles.body}>
      <QueryState query={query}>
        {(actions) =>
          actions.length === 0 ? (
            <EmptyState title={words.none}>{words.noneText}</EmptyState>
          ) : (
            <ul className={styles.actions}>
              {actions.map((action) => (
                <ActionCard key={action.claimId} action={action} document={document} />
              ))}
            </ul>
          )
        }
      </QueryState>
    </div>
  );
};
