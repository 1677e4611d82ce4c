/** A report as a round leaves it: five areas with whole chains, evidence that can be drawn, research. */
import { type DocNode, heading, paragraph } from '@samsyn/document';
import type { AreaRef, ClaimKind, EvidenceTable } from '@samsyn/domain';
import type { ReportEvidence, ReportInput, ReportReference } from '../src/input.ts';

export const areas: AreaRef[] = [
  { slug: 'digitalisering', name: 'Digitalisering' },
  { slug: 'larmiljoer', name: 'Lärmiljöer' },
  { slug: 'systematiskt-kvalitetsarbete', name: 'Systematiskt kvalitetsarbete' },
  { slug: 'administration', name: 'Administration' },
  { slug: 'elevhalsoarbetet', name: 'Elevhälsoarbetet' },
];
export const groups = [
  { slug: 'forskola', name: 'Förskolans ledningsgrupp' },
  { slug: 'grundskola', name: 'Grundskolans ledningsgrupp' },
  { slug: 'kompetenscenter', name: 'Kompetenscenters ledningsgrupp' },
];

export const cite = (targetType: string, targetId: string): DocNode => ({
  type: 'citation',
  attrs: { targetType, targetId },
});
export const words = (text: string, ...marks: string[]): DocNode => ({
  type: 'text',
  text,
  ...(marks.length > 0 && { marks: marks.map((type) => ({ type })) }),
});
export const line = (...content: DocNode[]): DocNode => ({ type: 'paragraph', content });
export const claim = (
  id: string,
  kind: ClaimKind,
  content: DocNode[],
  attrs: Record<string, unknown> = {},
): DocNode => ({ type: 'claim', attrs: { id, key: `key/${id}`, kind, ...attrs }, content: [line(...content)] });

const years: EvidenceTable = {
  columns: [{ name: 'Läsår' }, { name: 'Minst betyget E', unit: '%' }, { name: 'Minst betyget C', unit: '%' }],
  rows: [
    ['2014/15', 68.5, 31],
    ['2015/16', 71.5, 34.2],
    ['2016/17', 74, 35.1],
    ['2017/18', 78.25, 41],
  ],
};
const units: EvidenceTable = {
  columns: [{ name: 'Enhet' }, { name: 'Andel nöjda', unit: '%' }, { name: 'Antal svar' }],
  rows: [
    ['Baggeboskolan', 81.5, 12345],
    ['Kvarnskolan F–6', 74, 210],
    ['Bruksskolan 7–9 med grundsärskola och fritidshem', 66, 188],
    ['Sjöängsskolan', null, 95],
  ],
};
const plain: EvidenceTable = {
  columns: [{ name: 'Fråga' }, { name: 'Svar' }],
  rows: [
    ['Vad fungerar?', 'Gemensam tid för planering'],
    ['Vad saknas?', 'Ro i korridorerna'],
  ],
};

export const evidence: ReportEvidence[] = [
  ...areas.flatMap((area, index): ReportEvidence[] => [
    {
      id: `year-${index}`,
      kind: 'table',
      title: `Måluppfyllelse inom ${area.name.toLowerCase()}, årskurs 6`,
      source: 'Skolverket, SIRIS',
      period: '2014–2018',
      table: years,
    },
    {
      id: `unit-${index}`,
      kind: 'table',
      title: `Enkät om ${area.name.toLowerCase()} per enhet`,
      source: 'Barn- och utbildning, brukarenkät',
      period: 'HT 2018',
      table: units,
    },
  ]),
  { id: 'ord', kind: 'table', title: 'Öppna svar', source: 'Fokusgrupp', period: 'december 2018', table: plain },
  {
    id: 'intervju',
    kind: 'text',
    title: 'Intervjuer med sex rektorer',
    source: 'Förvaltningen',
    period: 'januari 2019',
    text: 'Rektorerna beskriver att tiden för analys har ökat sedan mallarna blev gemensamma.',
  },
  {
    id: 'lank',
    kind: 'link',
    title: 'Huvudmannens styrning och ledning',
    source: 'Skolinspektionen',
    period: '2021',
    url: 'https://www.skolinspektionen.se/rapport',
  },
];

export const references: ReportReference[] = [
  {
    id: 'hattie',
    csl: {
      type: 'article-journal',
      title: 'The power of feedback',
      author: [
        { family: 'Hattie', given: 'John' },
        { family: 'Timperley', given: 'Helen' },
      ],
      issued: { 'date-parts': [[2007]] },
      'container-title': 'Review of Educational Research',
      volume: 77,
      issue: 1,
      page: '81-112',
      DOI: '10.3102/003465430298487',
    },
  },
  {
    id: 'barrett',
    csl: {
      type: 'article-journal',
      title: 'The impact of classroom design on pupils’ learning',
      author: [
        { family: 'Barrett', given: 'Peter' },
        { family: 'Davies', given: 'Fay' },
        { family: 'Zhang', given: 'Yufan' },
      ],
      issued: { 'date-parts': [[2015]] },
      'container-title': 'Building and Environment',
      volume: 89,
      page: '118-133',
    },
  },
];

const filler =
  'Samtalen i ledningsgrupperna visar att utvecklingen har gått olika fort, och att skillnaderna mellan enheterna är större än skillnaderna mellan åren. ';

const chain = (area: AreaRef, index: number): DocNode[] => {
  const at = (kind: string): string => `${kind}-${index}`;
  const tied = { priorityArea: area.slug };
  return [
    heading(2, area.name),
    heading(3, 'Nuläge'),
    paragraph('Gemensamt för förskolan och grundskolan'),
    claim(
      at('result'),
      'result',
      [
        words(`Andelen elever i årskurs 6 med minst betyget E har ökat från 68,5 till 78,25 procent på fyra år`),
        cite('evidence', `year-${index}`),
        words('. '.concat(filler.repeat(1 + (index % 3)))),
      ],
      tied,
    ),
    claim(
      at('result-b'),
      'result',
      [words('Nöjdheten skiljer sig mellan enheterna, från 66 till 81,5 procent.'), cite('evidence', `unit-${index}`)],
      tied,
    ),
    heading(3, 'Orsaker'),
    claim(
      at('cause'),
      'cause',
      [
        words(
          'Ämneslagen har haft gemensam tid för sambedömning varje vecka, vilket har gjort återkopplingen tydligare.',
        ),
        cite('claim', at('result')),
        cite('reference', 'hattie'),
      ],
      tied,
    ),
    paragraph(filler.repeat(4)),
    heading(3, 'Slutsatser'),
    claim(
      at('conclusion'),
      'conclusion',
      [
        words('Schemalagd sambedömning höjer kvaliteten i undervisningen och bör gälla på alla våra skolenheter.'),
        cite('claim', at('cause')),
        cite('reference', index % 2 === 0 ? 'hattie' : 'barrett'),
        cite('evidence', `year-${index}`),
      ],
      tied,
    ),
    heading(3, 'Åtgärder'),
    claim(
      at('action'),
      'action',
      [
        words(`Alla enheter schemalägger en timme sambedömning i veckan inom ${area.name.toLowerCase()}.`),
        cite('claim', at('conclusion')),
      ],
      {
        ...tied,
        owner: 'Rektorerna i grundskolan',
        due: '2019-05-31',
        expectedEffect: 'Andelen elever med minst betyget E ökar med två procentenheter.',
      },
    ),
  ];
};

const cell = (type: string, text: string, attrs: Record<string, unknown> = {}): DocNode => ({
  type,
  attrs,
  content: [paragraph(text)],
});
const handmade: DocNode = {
  type: 'table',
  content: [
    {
      type: 'tableRow',
      content: [cell('tableHeader', 'Verksamhet'), cell('tableHeader', 'Styrka'), cell('tableHeader', 'Risk')],
    },
    {
      type: 'tableRow',
      content: [cell('tableCell', 'Förskolan'), cell('tableCell', 'Tätt samarbete', { colspan: 2 })],
    },
    {
      type: 'tableRow',
      content: [
        cell('tableCell', 'Grundskolan'),
        cell('tableCell', 'Stabila team'),
        cell('tableCell', 'Sårbart vid frånvaro'),
      ],
    },
  ],
};

export const body: DocNode = {
  type: 'doc',
  content: [
    heading(2, 'Sammanfattning'),
    line(
      words('Resultaten förbättras på de flesta enheter', 'bold'),
      words('. Sambedömning och studiero hänger samman med förbättringen.'),
    ),
    paragraph('Tre slutsatser bär analysen: gemensam tid, tydlig återkoppling och likvärdiga rutiner.'),
    heading(2, 'Uppföljning av förra rundans åtgärder'),
    claim('effect-0', 'effect', [
      words('Mallen för återkoppling används nu på nio av tio enheter.'),
      cite('evidence', 'intervju'),
    ]),
    ...areas.flatMap(chain),
    heading(2, 'Framgångsfaktorer'),
    claim('success-0', 'successFactor', [
      words('Rektorer som deltar i lärarnas analys får snabbare genomslag.'),
      cite('evidence', 'ord'),
    ]),
    heading(2, 'Skillnader mellan verksamheterna'),
    handmade,
    {
      type: 'bulletList',
      content: ['Förskolan planerar per hemvist.', 'Grundskolan planerar per ämne.'].map((text) => ({
        type: 'listItem',
        content: [paragraph(text)],
      })),
    },
    heading(2, 'Öppna frågor'),
    claim('question-0', 'openQuestion', [words('Hur följer vi likvärdigheten mellan enheterna?')]),
    heading(2, 'Underlag'),
    line(
      words('Måluppfyllelse inom digitalisering, årskurs 6. Skolverket, SIRIS, 2014–2018'),
      cite('evidence', 'year-0'),
    ),
    paragraph('Underlaget om närvaro kompletteras i april.'),
    heading(2, 'Referenser'),
    line(words('Hattie, J., & Timperley, H. (2007). The power of feedback.'), cite('reference', 'hattie')),
  ],
};

export const sampleInput = (change: Partial<ReportInput> = {}): ReportInput => ({
  authority: { name: 'Barn- och utbildning', boardName: 'Barn- och utbildningsnämnden' },
  analysis: {
    number: 2,
    schoolYear: '2018-2019',
    state: 'workingDraft',
    version: 1,
    registryNumber: 'BUN 2019/112',
    boardMeetingOn: '2019-03-12',
    finalisedAt: null,
  },
  groups,
  areas,
  body,
  evidence,
  references,
  seminars: groups.map((group, index) => ({
    id: `seminar-${index}`,
    group,
    round: 2,
    startsAt: `2019-01-${22 + index}T08:30:00+01:00`,
  })),
  language: 'sv',
  ...change,
});
