import { type Evidence, may } from '@samsyn/domain';
import { PageHead } from '@samsyn/ui';
import { NoRight } from '../../app/EmptyPages.tsx';
import { Page } from '../../app/Page.tsx';
import { QueryState } from '../../app/QueryState.tsx';
import { useSession } from '../../app/session.tsx';
import { EvidenceForm } from './EvidenceForm.tsx';
import { useEvidence } from './evidenceQueries.ts';
import { useEvidenceText } from './text/index.ts';

const Head = ({ title }: { title: string }) => {
  const words = useEvidenceText();
  return <PageHead over={<a href="/underlag">{words.evidence}</a>} title={title} />;
};

/** /underlag/nytt */
export const NewEvidencePage = () => {
  const words = useEvidenceText().form;
  const { actor } = useSession();
  return (
    <Page title={words.newTitle} narrow>
      {may(actor, 'addEvidence', true) ? (
        <>
          <Head title={words.newTitle} />
          <EvidenceForm />
        </>
      ) : (
        <NoRight />
      )}
    </Page>
  );
};

const Loaded = ({ evidence }: { evidence: Evidence }) => {
  const words = useEvidenceText().form;
  if (!evidence.mayChange) return <NoRight />;
  return (
    <>
      <Head title={words.changeTitle} />
      <EvidenceForm evidence={evidence} />
    </>
  );
};

/** /underlag/ID?andra */
export const ChangeEvidencePage = ({ id }: { id: string }) => {
  const words = useEvidenceText().form;
  const query = useEvidence(id);
  return (
    <Page title={words.changeTitle} narrow>
      <QueryState query={query}>{(evidence) => <Loaded evidence={evidence} />}</QueryState>
    </Page>
  );
};
