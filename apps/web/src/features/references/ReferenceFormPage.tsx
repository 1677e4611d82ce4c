import { may, type Reference } from '@samsyn/domain';
import { PageHead } from '@samsyn/ui';
import { NoRight } from '../../app/EmptyPages.tsx';
import { Page } from '../../app/Page.tsx';
import { QueryState } from '../../app/QueryState.tsx';
import { useSession } from '../../app/session.tsx';
import { useEvidenceText } from '../evidence/text/index.ts';
import { ReferenceForm } from './ReferenceForm.tsx';
import { useReference } from './referenceQueries.ts';
import { useReferencesText } from './text/index.ts';

const Head = ({ title }: { title: string }) => (
  <PageHead over={<a href="/referenser">{useEvidenceText().references}</a>} title={title} />
);

/** /referenser/ny */
export const NewReferencePage = () => {
  const words = useReferencesText().form;
  const { actor } = useSession();
  return (
    <Page title={words.newTitle} narrow>
      {may(actor, 'addEvidence', true) ? (
        <>
          <Head title={words.newTitle} />
          <ReferenceForm />
        </>
      ) : (
        <NoRight />
      )}
    </Page>
  );
};

const Loaded = ({ reference }: { reference: Reference }) => {
  const words = useReferencesText().form;
  if (!reference.mayChange) return <NoRight />;
  return (
    <>
      <Head title={words.changeTitle} />
      <ReferenceForm reference={reference} />
    </>
  );
};

/** /referenser/ID?andra */
export const ChangeReferencePage = ({ id }: { id: string }) => {
  const words = useReferencesText().form;
  const query = useReference(id);
  return (
    <Page title={words.changeTitle} narrow>
      <QueryState query={query}>{(reference) => <Loaded reference={reference} />}</QueryState>
    </Page>
  );
};
