/**
 * Who may what, as the public interface's table says it, route by route: written from the table, not from the code.
 * A request to change something carries a body that cannot be taken: 422 says that the account may do it, and nothing
 * is changed.
 */

/** The accounts that knock; `member` belongs to grundskola as the lead teacher does, `otherMember` to forskola. */
export const people = [
  'visitor',
  'board',
  'leadTeacher',
  'member',
  'otherMember',
  'administration',
  'qualityCoordinator',
  'admin',
] as const;
export type Person = (typeof people)[number];

export type Expected = Record<Person, number>;

/** What the routes are knocked at with: `{name}` in a path is the id of one of these. */
export const things = [
  'seminar',
  'liveNote',
  'lockedNote',
  'freeNote',
  'plan',
  'handbook',
  'evidence',
  'reference',
  'initiative',
  'account',
  'workingDraft',
  'inReview',
  'finalised',
  'presented',
  'published',
  'archived',
  'workingDraftText',
  'inReviewText',
  'finalisedText',
  'presentedText',
  'publishedText',
  'archivedText',
] as const;
export type Thing = (typeof things)[number];

export type Knock = { method: 'GET' | 'POST' | 'PATCH'; path: string; json?: unknown; expected: Expected };

/** In the order of `people`. */
const row = (...statuses: [number, number, number, number, number, number, number, number]): Expected => {
  const [visitor, board, leadTeacher, member, otherMember, administration, qualityCoordinator, admin] = statuses;
  return { visitor, board, leadTeacher, member, otherMember, administration, qualityCoordinator, admin };
};

const everybodySignedIn = row(401, 200, 200, 200, 200, 200, 200, 200);
const staff = row(401, 404, 200, 200, 200, 200, 200, 200);
const administrators = row(401, 403, 403, 403, 403, 403, 403, 200);

const get = (path: string, expected: Expected): Knock => ({ method: 'GET', path, expected });
const post = (path: string, expected: Expected, json: unknown = {}): Knock => ({
  method: 'POST',
  path,
  json,
  expected,
});
const patch = (path: string, expected: Expected, json: unknown): Knock => ({ method: 'PATCH', path, json, expected });

const open: Knock[] = [
  get('/api/openapi.json', row(200, 200, 200, 200, 200, 200, 200, 200)),
  get('/api/auth/options', row(200, 200, 200, 200, 200, 200, 200, 200)),
  post('/api/auth/sign-in/email', row(422, 422, 422, 422, 422, 422, 422, 422)),
];

const lists: Knock[] = [
  '/api/me',
  '/api/groups',
  '/api/school-years',
  '/api/seminars',
  '/api/analyses',
  '/api/documents',
  '/api/evidence',
  '/api/references',
  '/api/claims',
  '/api/overview',
  '/api/plans',
  '/api/handbooks',
  '/api/annual-cycles',
  '/api/assignments',
  '/api/initiatives',
  '/api/search?q=matematik',
].map((path) => get(path, everybodySignedIn));

const years: Knock[] = [
  post('/api/school-years', row(401, 403, 403, 403, 403, 403, 422, 403)),
  get('/api/seminars/{seminar}', staff),
  get('/api/seminars/{seminar}/previous-actions', staff),
  post('/api/seminars/{seminar}/transitions', row(401, 404, 403, 422, 403, 422, 422, 403)),
];

const before = row(401, 404, 200, 200, 200, 200, 200, 200);
const after = row(401, 200, 200, 200, 200, 200, 200, 200);

const analyses: Knock[] = [
  get('/api/analyses/{workingDraft}', before),
  get('/api/analyses/{inReview}', before),
  get('/api/analyses/{finalised}', before),
  get('/api/analyses/{presented}', after),
  get('/api/analyses/{published}', after),
  get('/api/analyses/{archived}', after),
  patch('/api/analyses/{workingDraft}', row(401, 404, 403, 403, 403, 422, 422, 403), {}),
  patch('/api/analyses/{presented}', row(401, 403, 403, 403, 403, 422, 422, 403), {}),
  post('/api/analyses/{workingDraft}/transitions', row(401, 404, 403, 403, 403, 422, 422, 403)),
  post('/api/analyses/{presented}/transitions', row(401, 403, 403, 403, 403, 422, 422, 403)),
  post('/api/analyses/{workingDraft}/draft', row(401, 404, 403, 403, 403, 200, 200, 403), null),
  post('/api/analyses/{finalised}/draft', row(401, 404, 403, 403, 403, 409, 409, 403), null),
  get('/api/analyses/{workingDraft}/provenance', row(401, 404, 200, 200, 200, 200, 200, 403)),
  get('/api/analyses/{presented}/provenance', row(401, 200, 200, 200, 200, 200, 200, 403)),
  get('/api/analyses/{workingDraft}/report.json', row(401, 404, 200, 200, 200, 200, 200, 403)),
  get('/api/analyses/{inReview}/report.json', row(401, 404, 200, 200, 200, 200, 200, 403)),
  get('/api/analyses/{finalised}/report.json', row(401, 404, 200, 200, 200, 200, 200, 403)),
  get('/api/analyses/{presented}/report.json', row(401, 200, 200, 200, 200, 200, 200, 403)),
  ...['report.docx', 'report.pdf', 'report.html', 'report.json', 'presentation.pptx'].map((face) =>
    get(`/api/analyses/{published}/${face}`, row(200, 200, 200, 200, 200, 200, 200, 200)),
  ),
];

const documents: Knock[] = [
  post('/api/documents', row(401, 403, 403, 422, 422, 422, 422, 403)),
  get('/api/documents/{liveNote}', row(401, 404, 200, 200, 404, 200, 200, 404)),
  get('/api/documents/{liveNote}/versions', row(401, 404, 200, 200, 404, 200, 200, 404)),
  get('/api/documents/{liveNote}/updates', row(401, 404, 200, 200, 404, 200, 200, 404)),
];

const library: Knock[] = [
  post('/api/evidence', row(401, 403, 422, 422, 422, 422, 422, 403)),
  get('/api/evidence/{evidence}', staff),
  patch('/api/evidence/{evidence}', row(401, 404, 403, 403, 403, 422, 422, 403), { title: 5 }),
  post('/api/references', row(401, 403, 422, 422, 422, 422, 422, 403)),
  post('/api/references/import', row(401, 403, 422, 422, 422, 422, 422, 403)),
  get('/api/references/{reference}', staff),
  patch('/api/references/{reference}', row(401, 404, 403, 403, 403, 422, 422, 403), { finding: 5 }),
];

const planning: Knock[] = [
  post('/api/initiatives', row(401, 403, 403, 403, 403, 422, 422, 403)),
  patch('/api/initiatives/{initiative}', row(401, 403, 403, 403, 403, 422, 422, 403), { title: 5 }),
];

const administration: Knock[] = [
  get('/api/admin/accounts', administrators),
  get('/api/admin/accounts/{account}', administrators),
  get('/api/admin/settings', administrators),
  get('/api/admin/audit', administrators),
  post('/api/admin/accounts', row(401, 403, 403, 403, 403, 403, 403, 422)),
  patch('/api/admin/accounts/{account}', row(401, 403, 403, 403, 403, 403, 403, 422), { name: 5 }),
  patch('/api/admin/settings', row(401, 403, 403, 403, 403, 403, 403, 422), { boardName: 5 }),
];

export const knocks: Knock[] = [
  ...open,
  ...lists,
  ...years,
  ...analyses,
  ...documents,
  ...library,
  ...planning,
  ...administration,
];

/** Routes that are tested elsewhere, because asking is doing. */
export const elsewhere = ['POST /api/auth/sign-out', 'POST /api/documents/{id}/updates'];

export type Access = 'none' | 'read' | 'suggest' | 'write';
export type TextOf = Extract<Thing, `${string}Note` | `${string}Text` | 'plan' | 'handbook'>;

const access = (
  ...levels: [Access, Access, Access, Access, Access, Access, Access]
): Record<Exclude<Person, 'visitor'>, Access> => {
  const [board, leadTeacher, member, otherMember, administrationAccess, qualityCoordinator, admin] = levels;
  return { board, leadTeacher, member, otherMember, administration: administrationAccess, qualityCoordinator, admin };
};

/** What each may do with each text; `none` is a 404 at every door of the document. */
export const texts: Record<TextOf, Record<Exclude<Person, 'visitor'>, Access>> = {
  liveNote: access('none', 'suggest', 'write', 'none', 'write', 'write', 'none'),
  lockedNote: access('none', 'read', 'read', 'none', 'read', 'read', 'none'),
  freeNote: access('none', 'suggest', 'write', 'none', 'write', 'write', 'none'),
  plan: access('read', 'read', 'write', 'read', 'write', 'write', 'read'),
  handbook: access('read', 'read', 'read', 'read', 'write', 'write', 'read'),
  workingDraftText: access('none', 'suggest', 'suggest', 'suggest', 'write', 'write', 'none'),
  inReviewText: access('none', 'read', 'suggest', 'suggest', 'suggest', 'write', 'none'),
  finalisedText: access('none', 'read', 'read', 'read', 'read', 'read', 'none'),
  presentedText: access('read', 'read', 'read', 'read', 'read', 'read', 'none'),
  publishedText: access('read', 'read', 'read', 'read', 'read', 'read', 'none'),
  archivedText: access('read', 'read', 'read', 'read', 'read', 'read', 'none'),
};
