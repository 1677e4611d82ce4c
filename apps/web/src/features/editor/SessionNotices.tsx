import { textOf } from '@samsyn/document';
import { Button, Notice, showToast } from '@samsyn/ui';
import type { DocumentSession, RefusedCopy, SessionSnapshot } from '../../sync/index.ts';
import type { Closed } from './contract.ts';
import styles from './SessionNotices.module.css';
import { useEditorText } from './text/index.ts';

const wordsOf = (copy: RefusedCopy): string => copy.blocks.map(textOf).join('\n\n');

/** The server only says that one may not write; the page may know why. */
const reasonOf = (copy: RefusedCopy, closed: Closed | undefined): string =>
  copy.code === 'readOnly' && closed !== undefined ? closed : copy.code;

const CopyNotice = ({
  copy,
  closed,
  session,
}: {
  copy: RefusedCopy;
  closed: Closed | undefined;
  session: DocumentSession;
}) => {
  const words = useEditorText();
  const text = wordsOf(copy);
  return (
    <Notice tone="warn">
      <p className={styles.title}>{words.refusal(reasonOf(copy, closed))}</p>
      <blockquote className={styles.words}>{text}</blockquote>
      <div className={styles.acts}>
        <Button
          size="small"
          onPress={() => void navigator.clipboard.writeText(text).then(() => showToast(words.copied, { tone: 'ok' }))}
        >
          {words.copy}
        </Button>
        <Button size="small" variant="plain" onPress={() => session.dropCopy(copy.id)}>
          {words.dropCopy}
        </Button>
      </div>
    </Notice>
  );
};

const EndNotice = ({ session, snapshot }: { session: DocumentSession; snapshot: SessionSnapshot }) => {
  const words = useEditorText();
  if (snapshot.state.kind !== 'ended') return null;
  const { why } = snapshot.state;
  const { title, text } = words.ends[why];
  return (
    <Notice tone="error">
      <p className={styles.title}>{title}</p>
      <p>{text}</p>
      <div className={styles.acts}>
        {why === 'signedOut' ? (
          <>
            <a href="/" target="_blank" rel="noopener" className={styles.link}>
              {words.signIn}
            </a>
            <Button size="small" onPress={() => void session.resume()}>
              {words.resume}
            </Button>
          </>
        ) : (
          <Button size="small" onPress={() => location.reload()}>
            {words.reload}
          </Button>
        )}
        <Button
          size="small"
          variant="plain"
          onPress={() =>
            void navigator.clipboard
              .writeText(textOf(session.connection.body))
              .then(() => showToast(words.copied, { tone: 'ok' }))
          }
        >
          {words.copyAll}
        </Button>
      </div>
    </Notice>
  );
};

/** What the session has to say, above the paper: why it ended, what was not taken, why one only reads. */
export const SessionNotices = ({
  session,
  snapshot,
  closed,
}: {
  session: DocumentSession;
  snapshot: SessionSnapshot;
  closed: Closed | undefined;
}) => {
  const words = useEditorText();
  const { state, copies } = snapshot;
  const access = state.kind === 'open' ? state.access : 'write';
  const hasNothing = state.kind !== 'ended' && copies.length === 0 && access === 'write';
  if (hasNothing && !(state.kind === 'open' && state.transport === 'http')) return null;
  return (
    <div className={styles.notices}>
      <EndNotice session={session} snapshot={snapshot} />
      {copies.map((copy) => (
        <CopyNotice key={copy.id} copy={copy} closed={closed} session={session} />
      ))}
      {(access === 'read' || access === 'suggest') && <Notice>{words.readOnly[closed ?? access]}</Notice>}
      {state.kind === 'open' && state.transport === 'http' && <Notice>{words.byHttp}</Notice>}
    </div>
  );
};
