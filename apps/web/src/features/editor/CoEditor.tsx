import { Skeleton } from '@samsyn/ui';
import type { DocumentInfo } from '@samsyn/domain';
import type { Editor } from '@tiptap/core';
import { useDeferredValue, useEffect, useImperativeHandle, useRef } from 'react';
import { QueryState } from '../../app/QueryState.tsx';
import { useSession } from '../../app/session.tsx';
import {
  type DocumentSession,
  type SessionState,
  useDocumentInfo,
  useDocumentSession,
  useSnapshot,
} from '../../sync/index.ts';
import { addClaim, cite, claimAtSelection } from './acts/claims.ts';
import { redrawClaims } from './chain/chainPlugin.ts';
import styles from './CoEditor.module.css';
import type { CoEditorHandle, CoEditorProps, SaveStatus } from './contract.ts';
import { EditorDesk } from './EditorDesk.tsx';
import { EditorToolbar, ToolbarPlace } from './EditorToolbar.tsx';
import { goToBlock, showAt } from './goToBlock.ts';
import { usePeople } from './usePeople.ts';
import { blockHere, claimsHere, headingsHere } from './readings.ts';
import { useDocumentEditor } from './useDocumentEditor.ts';
import { useKeyboardInset } from './useKeyboardInset.ts';
import { useSaid } from './useSaid.ts';
import { useTold } from './useTold.ts';

const statusOf = (state: SessionState): SaveStatus => {
  if (state.kind === 'opening') return 'connecting';
  if (state.kind === 'ended') return state.holdsUnsent ? 'unsaved' : 'readOnly';
  if (state.saved === 'notSaved') return 'unsaved';
  if (state.saved === 'onDevice') return 'onDevice';
  return state.access === 'write' ? 'saved' : 'readOnly';
};

/** @param editor null as long as its text is not shown */
const handleOf = (editor: Editor | null): CoEditorHandle => ({
  focus: () => editor?.view.focus(),
  showBlock: (blockId) => editor !== null && goToBlock(editor, blockId),
  cite: (target) => {
    if (editor === null || !editor.isEditable) return;
    const id: unknown = claimAtSelection(editor.state)?.node.attrs['id'];
    cite(editor.view, target, typeof id === 'string' ? id : null);
    editor.view.focus();
  },
  addClaim: ({ kind, priorityArea = null, cites = [], text = '' }) => {
    if (editor === null || !editor.isEditable) return null;
    const added = addClaim(editor.view, { kind, area: priorityArea, cites, text });
    if (added !== null) showAt(editor.view, added.pos);
    return added;
  },
});

/** The right is asked for again when the page says so, and whenever the window is looked at anew. */
const useRights = (session: DocumentSession, rightsKey: string | undefined): void => {
  const asked = useRef(rightsKey);
  useEffect(() => {
    if (asked.current === rightsKey) return;
    asked.current = rightsKey;
    void session.refresh();
  }, [session, rightsKey]);
  useEffect(() => {
    const look = (): void => {
      if (document.visibilityState === 'visible') void session.refresh();
    };
    document.addEventListener('visibilitychange', look);
    return () => document.removeEventListener('visibilitychange', look);
  }, [session]);
};

const Tied = ({ info, ...props }: CoEditorProps & { info: DocumentInfo }) => {
  const { label, priorityAreas, ref, rightsKey, blockLabels, onStatus, onPeople } = props;
  const { me } = useSession();
  const session = useDocumentSession(info);
  const snapshot = useSnapshot(session);
  const { state, generation } = snapshot;
  const isShown = state.kind !== 'opening';
  const mayWrite = state.kind !== 'ended' && session.info.access === 'write';
  const isEditable = isShown && mayWrite;
  const tied = useDocumentEditor({
    session,
    generation,
    // Nobody reaches it while it opens; what comes then is drawn once, as it will stand.
    isEditable: mayWrite,
    label,
    areas: priorityAreas,
    isReport: info.kind === 'analysis',
  });
  const { host } = tied;
  // The text comes first: a slow computer draws it in the time that the tools and what is read off it take.
  const isRead = useDeferredValue(isShown);
  const editor = isShown && isRead ? tied.editor : null;
  const people = usePeople(session, generation);
  const status = statusOf(state);
  useSaid(snapshot, isEditable);
  useKeyboardInset();
  useRights(session, rightsKey);
  useImperativeHandle(ref, () => handleOf(editor), [editor]);
  useEffect(() => onStatus?.(status), [status, onStatus]);
  useEffect(() => {
    onPeople?.(people.filter((person) => person.id !== me.id).map(({ id, name, color }) => ({ id, name, color })));
  }, [people, onPeople, me.id]);
  useEffect(() => {
    host.inform({ saysOf: (id) => (typeof id === 'string' ? (blockLabels?.get(id) ?? null) : null) });
    if (editor !== null) redrawClaims(editor.view);
  }, [host, editor, blockLabels]);
  useTold(editor, blockHere, props.onBlock);
  useTold(editor, headingsHere, props.onContents);
  useTold(editor, claimsHere, props.onClaims);
  return (
    <div className={styles.frame}>
      {(mayWrite || props.extraTools !== undefined) && (
        <div className={styles.tools}>
          {!mayWrite && props.extraTools}
          {mayWrite &&
            (editor === null ? <ToolbarPlace /> : <EditorToolbar document={tied} extra={props.extraTools} />)}
        </div>
      )}
      <div className={styles.text}>
        <EditorDesk
          document={tied}
          session={session}
          snapshot={snapshot}
          closed={props.closed}
          variant={info.kind === 'analysis' ? 'analysis' : 'note'}
        />
      </div>
    </div>
  );
};

/** A document that is written together: tools, paper, what the session has to say. Fetches what the document is first. */
export const CoEditor = (props: CoEditorProps) => {
  const query = useDocumentInfo(props.documentId);
  if (query.isPending)
    return (
      <div className={styles.waiting}>
        <Skeleton label={props.label} lines={8} />
      </div>
    );
  return <QueryState query={query}>{(info) => <Tied key={info.id} info={info} {...props} />}</QueryState>;
};
