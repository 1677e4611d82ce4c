import { may } from '@samsyn/domain';
import { lazy } from 'react';
import { Route, Switch, useSearch } from 'wouter';
import { YearPage } from '../features/year/YearPage.tsx';
import { NoRightPage, NotFoundPage } from './EmptyPages.tsx';
import { useSession } from './session.tsx';

const SeminarsPage = lazy(async () => ({
  default: (await import('../features/seminars/SeminarsPage.tsx')).SeminarsPage,
}));
const AnalysesPage = lazy(async () => ({
  default: (await import('../features/analyses/AnalysesPage.tsx')).AnalysesPage,
}));
const SeminarPage = lazy(async () => ({ default: (await import('../features/seminar/SeminarPage.tsx')).SeminarPage }));
const AnalysisPage = lazy(async () => ({
  default: (await import('../features/analysis/AnalysisPage.tsx')).AnalysisPage,
}));
const DocumentPage = lazy(async () => ({
  default: (await import('../features/editor/DocumentPage.tsx')).DocumentPage,
}));
const EvidenceListPage = lazy(async () => ({
  default: (await import('../features/evidence/EvidenceListPage.tsx')).EvidenceListPage,
}));
const EvidencePage = lazy(async () => ({
  default: (await import('../features/evidence/EvidencePage.tsx')).EvidencePage,
}));
const ReferenceListPage = lazy(async () => ({
  default: (await import('../features/references/ReferenceListPage.tsx')).ReferenceListPage,
}));
const ReferencePage = lazy(async () => ({
  default: (await import('../features/references/ReferencePage.tsx')).ReferencePage,
}));
const NewEvidencePage = lazy(async () => ({
  default: (await import('../features/evidence/EvidenceFormPage.tsx')).NewEvidencePage,
}));
const ChangeEvidencePage = lazy(async () => ({
  default: (await import('../features/evidence/EvidenceFormPage.tsx')).ChangeEvidencePage,
}));
const NewReferencePage = lazy(async () => ({
  default: (await import('../features/references/ReferenceFormPage.tsx')).NewReferencePage,
}));
const ChangeReferencePage = lazy(async () => ({
  default: (await import('../features/references/ReferenceFormPage.tsx')).ChangeReferencePage,
}));
const ImportPage = lazy(async () => ({ default: (await import('../features/references/ImportPage.tsx')).ImportPage }));
const PlansPage = lazy(async () => ({ default: (await import('../features/plans/PlansPage.tsx')).PlansPage }));
const AdminPage = lazy(async () => ({ default: (await import('../features/admin/AdminPage.tsx')).AdminPage }));
const SearchPage = lazy(async () => ({ default: (await import('../features/search/SearchPage.tsx')).SearchPage }));

/** Which page stands at which address. Everything but Året is fetched when it is opened. */
export const Routes = () => {
  const { actor } = useSession();
  const isChanging = new URLSearchParams(useSearch()).has('andra');
  return (
    <Switch>
      <Route path="/" component={YearPage} />
      <Route path="/seminarier" component={may(actor, 'readSeminars') ? SeminarsPage : NoRightPage} />
      <Route path="/seminarier/:id">{({ id }) => <SeminarPage key={id} id={id} />}</Route>
      <Route path="/analyser" component={AnalysesPage} />
      <Route path="/analyser/:id">{({ id }) => <AnalysisPage key={id} id={id} />}</Route>
      <Route path="/dokument/:id">{({ id }) => <DocumentPage key={id} id={id} />}</Route>
      <Route path="/underlag" component={EvidenceListPage} />
      <Route path="/underlag/nytt" component={NewEvidencePage} />
      <Route path="/underlag/:id">
        {({ id }) => (isChanging ? <ChangeEvidencePage key={id} id={id} /> : <EvidencePage key={id} id={id} />)}
      </Route>
      <Route path="/referenser" component={ReferenceListPage} />
      <Route path="/referenser/ny" component={NewReferencePage} />
      <Route path="/referenser/importera" component={ImportPage} />
      <Route path="/referenser/:id">
        {({ id }) => (isChanging ? <ChangeReferencePage key={id} id={id} /> : <ReferencePage key={id} id={id} />)}
      </Route>
      <Route path="/planer/:part?">{({ part }) => <PlansPage part={part} />}</Route>
      <Route path="/administration/:part?">
        {({ part }) => (may(actor, 'administer') ? <AdminPage part={part} /> : <NoRightPage />)}
      </Route>
      <Route path="/sok" component={SearchPage} />
      <Route component={NotFoundPage} />
    </Switch>
  );
};
