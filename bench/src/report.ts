/** All five faces of a report of about thirty pages with ten charts. */
import type { DocNode } from '@samsyn/document';
import {
  buildReport,
  renderDocx,
  renderHtml,
  renderJson,
  renderPdf,
  renderPptx,
  type ReportInput,
} from '@samsyn/reports';
import { note } from './corpus.ts';
import { printTable, type Row, timed } from './table.ts';

const evidence: ReportInput['evidence'] = Array.from({ length: 10 }, (_, index) => ({
  id: `e${index}`,
  kind: 'table',
  title: `Andel elever med godkända betyg, skola ${index + 1}`,
  source: 'Egen uppföljning',
  period: '2015-2019',
  table: {
    columns: [{ name: 'Läsår' }, { name: 'Andel', unit: '%' }],
    rows: [2015, 2016, 2017, 2018].map((year, row) => [`${year}-${year + 1}`, 70 + index + row]),
  },
}));

/** Ten areas with claims of about a thousand words each, each citing a table. */
const body = (): DocNode => ({
  type: 'doc',
  content: evidence.flatMap(({ id }, index): DocNode[] => [
    { type: 'heading', attrs: { level: 2, id: `h${index}` }, content: [{ type: 'text', text: `Område ${index + 1}` }] },
    ...(note(index + 1, 1000, ['larmiljoer']).content ?? []),
    {
      type: 'claim',
      attrs: { id: `cite-${index}`, kind: 'result' },
      content: [
        {
          type: 'paragraph',
          content: [
            { type: 'text', text: `Tabellen visar utvecklingen, område ${index + 1}.` },
            { type: 'citation', attrs: { targetType: 'evidence', targetId: id } },
          ],
        },
      ],
    },
  ]),
});

const input = (): ReportInput => ({
  authority: { name: 'Barn- och utbildning', boardName: 'Barn- och utbildningsnämnden' },
  analysis: {
    number: 1,
    schoolYear: '2018-2019',
    state: 'workingDraft',
    version: 1,
    registryNumber: null,
    boardMeetingOn: null,
    finalisedAt: null,
  },
  groups: [],
  areas: [],
  body: body(),
  evidence,
  references: [],
  seminars: [],
  language: 'sv',
});

export const benchReport = async (): Promise<boolean> => {
  const model = buildReport(input());
  const faces: [string, () => unknown][] = [
    ['docx', () => renderDocx(model)],
    ['pdf', () => renderPdf(model)],
    ['pptx', () => renderPptx(model)],
    ['html', () => renderHtml(model)],
    ['json', () => renderJson(model)],
  ];
  const rows: Row[] = [];
  for (const [face, render] of faces) rows.push({ what: face, measured: await timed(3, render), limit: 3000 });
  const all = rows.reduce((sum, row) => sum + row.measured, 0);
  return printTable('a report of 30 pages with 10 charts', [...rows, { what: 'all five', measured: all, limit: 3000 }]);
};
