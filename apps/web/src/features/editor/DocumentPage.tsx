import type { AreaRef, DocumentInfo } from '@samsyn/domain';
import { Avatar, Faces, PageHead, VisuallyHidden } from '@samsyn/ui';
import { useRef, useState } from 'react';
import { useSchoolYears } from '../../api/queries.ts';
import { QueryState } from '../../app/QueryState.tsx';
import { usePageTitle } from '../../app/usePageTitle.ts';
import { useDocumentInfo } from '../../sync/index.ts';
import { CoEditor } from './CoEditor.tsx';
import type { CoEditorHandle, PersonHere, SaveStatus } from './contract.ts';
import styles from './DocumentPage.module.css';
import { SavedWord } from './SavedWord.tsx';
import { useEditorText } from './text/index.ts';
import { useGoToHash } from './useGoToHash.ts';

const noAreas: readonly AreaRef[] = [];

const WithText = ({ info }: { info: DocumentInfo }) => {
  const words = useEditorText();
  const areas = useSchoolYears().data?.[0]?.priorityAreas ?? noAreas;
  const [status, setStatus] = useState<SaveStatus>('connecting');
  const [people, setPeople] = useState<readonly PersonHere[]>([]);
  const handle = useRef<CoEditorHandle>(null);
  usePageTitle(info.title);
  useGoToHash(handle, status !== 'connecting');
  return (
    <div className={styles.frame}>
      <div className={styles.head} data-region="head">
        <PageHead
          kind="bar"
          title={info.title}
          status={<SavedWord status={status} />}
          actions={
            people.length > 0 ? (
              <span>
                <VisuallyHidden>{words.presence.label}</VisuallyHidden>
                <Faces>
                  {people.map((person) => (
                    <Avatar key={person.id} name={person.name} color={person.color} />
                  ))}
                </Faces>
              </span>
            ) : undefined
          }
        />
      </div>
      <div data-region="text" className={styles.desk}>
        <CoEditor
          ref={handle}
          documentId={info.id}
          label={words.noteOf(info.title)}
          priorityAreas={areas}
          onStatus={setStatus}
          onPeople={setPeople}
        />
      </div>
    </div>
  );
};

/** A free note, a plan or a handbook: a text that is written together. */
export const DocumentPage = ({ id }: { id: string }) => {
  const query = useDocumentInfo(id);
  return <QueryState query={query}>{(info) => <WithText key={info.id} info={info} />}</QueryState>;
};
