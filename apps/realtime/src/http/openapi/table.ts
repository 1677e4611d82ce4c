/** What the interface's description says of each route beyond its address: what it is for, what it takes. */
import type { z } from 'zod';
import * as schemas from '@samsyn/domain/schemas';
import { postUpdateQuery, updatesQuery } from '../../documents/routes.ts';

export type Description = {
  summary: string;
  query?: z.ZodType;
  body?: z.ZodType;
  /** media type of the body; JSON when there is a schema and nothing else is said */
  takes?: string;
  /** media type of the answer; JSON when nothing else is said */
  gives?: string;
  /** what a success is answered with */
  status?: 200 | 201 | 204;
  /** no sign-in needed */
  open?: boolean;
};

const bytes = 'application/octet-stream';
const { listQuery, wholeListQuery, yearListQuery, searchListQuery, evidenceListQuery, versionQuery } = schemas;

const reports = Object.fromEntries(
  [
    ['report.docx', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'],
    ['report.pdf', 'application/pdf'],
    ['report.html', 'text/html'],
    ['report.json', 'application/json'],
    ['presentation.pptx', 'application/vnd.openxmlformats-officedocument.presentationml.presentation'],
  ].map(([name, gives]): [string, Description] => [
    `GET /api/analyses/{id}/${name}`,
    {
      summary: `The analysis as ${name}; of a published version without sign-in`,
      query: versionQuery,
      open: true,
      ...(gives !== undefined && { gives }),
    },
  ]),
);

/** By method and path, as in the description. */
export const descriptions: Readonly<Record<string, Description>> = {
  'GET /api/openapi.json': { summary: 'This description', open: true },
  'POST /api/auth/sign-in/email': {
    summary: 'Signs in; sets the session cookie',
    body: schemas.signInBody,
    open: true,
  },
  'POST /api/auth/sign-out': { summary: 'Ends this session' },
  'GET /api/auth/options': { summary: 'What the sign-in page offers', open: true },
  'GET /api/me': { summary: 'Who is signed in' },
  'GET /api/groups': { summary: 'Leadership groups', query: listQuery },
  'GET /api/school-years': { summary: 'School years', query: listQuery },
  'POST /api/school-years': {
    summary: 'Makes a school year with its seminars and analyses',
    body: schemas.schoolYearBody,
    status: 201,
  },
  'GET /api/seminars': { summary: 'Seminars', query: yearListQuery },
  'GET /api/seminars/{id}': { summary: 'One seminar with its agenda' },
  'POST /api/seminars/{id}/transitions': { summary: 'Moves a seminar on', body: schemas.seminarTransitionBody },
  'GET /api/seminars/{id}/previous-actions': {
    summary: 'Actions of the round before, with their effects',
    query: wholeListQuery,
  },
  'GET /api/analyses': { summary: 'Analyses', query: yearListQuery },
  'GET /api/analyses/{id}': { summary: 'One analysis with what the last draft found' },
  'PATCH /api/analyses/{id}': { summary: 'Sets the registry number', body: schemas.analysisPatchBody },
  'POST /api/analyses/{id}/draft': { summary: "Makes or refreshes the draft from the round's notes" },
  'GET /api/analyses/{id}/provenance': { summary: 'The sources of each block of the draft', query: wholeListQuery },
  'POST /api/analyses/{id}/transitions': { summary: 'Moves an analysis on', body: schemas.analysisTransitionBody },
  ...reports,
  'GET /api/documents': { summary: 'Free notes', query: schemas.documentListQuery },
  'POST /api/documents': { summary: 'Makes a free note', body: schemas.documentBody, status: 201 },
  'GET /api/documents/{id}': { summary: 'What is known of a document' },
  'GET /api/documents/{id}/versions': { summary: 'Named and automatic versions', query: listQuery },
  'GET /api/documents/{id}/updates': { summary: 'What a state vector lacks', query: updatesQuery, gives: bytes },
  'POST /api/documents/{id}/updates': { summary: 'Takes an update', query: postUpdateQuery, takes: bytes, status: 204 },
  'GET /api/evidence': { summary: 'Evidence', query: evidenceListQuery },
  'POST /api/evidence': { summary: 'Adds evidence', body: schemas.evidenceBody, status: 201 },
  'GET /api/evidence/{id}': { summary: 'One piece of evidence' },
  'PATCH /api/evidence/{id}': { summary: 'Changes evidence: the members that are given' },
  'GET /api/references': { summary: 'Research references', query: searchListQuery },
  'POST /api/references': { summary: 'Adds a reference, or merges it (200)', body: schemas.referenceBody, status: 201 },
  'GET /api/references/{id}': { summary: 'One reference' },
  'PATCH /api/references/{id}': { summary: 'Changes a reference', body: schemas.referenceBody.partial() },
  'POST /api/references/import': { summary: 'Imports references', body: schemas.referenceImportBody },
  'GET /api/claims': { summary: 'Claims that can be cited', query: schemas.claimListQuery },
  'GET /api/overview': { summary: 'The year at a glance', query: schemas.overviewQuery },
  'GET /api/plans': { summary: 'Operational plans', query: yearListQuery },
  'GET /api/handbooks': { summary: 'Handbooks', query: listQuery },
  'GET /api/annual-cycles': { summary: 'Annual cycles', query: listQuery },
  'GET /api/assignments': { summary: "Lead teachers' assignments", query: listQuery },
  'GET /api/initiatives': { summary: 'Initiatives', query: listQuery },
  'POST /api/initiatives': { summary: 'Adds an initiative', body: schemas.initiativeBody, status: 201 },
  'PATCH /api/initiatives/{id}': {
    summary: 'Changes an initiative',
    body: schemas.initiativeBody.omit({ slug: true }).partial(),
  },
  'GET /api/search': { summary: 'Searches everything that the account may see', query: schemas.searchQuery },
  'GET /api/admin/accounts': { summary: 'Accounts', query: searchListQuery },
  'POST /api/admin/accounts': { summary: 'Makes an account', body: schemas.accountBody, status: 201 },
  'GET /api/admin/accounts/{id}': { summary: 'One account' },
  'PATCH /api/admin/accounts/{id}': { summary: 'Changes an account', body: schemas.accountPatchBody },
  'GET /api/admin/settings': { summary: "The authority's settings" },
  'PATCH /api/admin/settings': { summary: "Changes the authority's settings", body: schemas.settingsPatchBody },
  'GET /api/admin/audit': { summary: 'The audit log, newest first', query: listQuery },
};
