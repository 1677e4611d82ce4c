/** Whatever people write survives as text, in every face; nothing of it becomes markup, and nothing breaks the making. */
import { describe, expect, it } from 'vitest';
import type { DocNode } from '@samsyn/document';
import { buildReport, faceNames, renderFace, type ReportInput } from '../src/index.ts';
import { docxText, htmlText, jsonText, pdfPages, pptxText, squash } from './read.ts';
import { cite, claim, sampleInput, words } from './sample.ts';

const readAll = async (input: ReportInput): Promise<Map<string, string>> => {
  const model = buildReport(input);
  const read = new Map<string, string>();
  for (const face of faceNames) {
    const { bytes } = await renderFace(face, model);
    if (face === 'report.docx') read.set(face, docxText(bytes));
    if (face === 'report.pdf') read.set(face, (await pdfPages(bytes)).join('\n'));
    if (face === 'report.html') read.set(face, htmlText(bytes));
    if (face === 'report.json') read.set(face, jsonText(bytes));
    if (face === 'presentation.pptx') read.set(face, pptxText(bytes));
  }
  return read;
};

const conclusion = (text: string): DocNode => ({
  type: 'doc',
  content: [claim('hostile', 'conclusion', [words(text)])],
});

const missing = (read: Map<string, string>, text: string): string[] =>
  [...read].flatMap(([face, found]) => (squash(found).includes(squash(text)) ? [] : face));

const cell = (text: string, attrs: Record<string, unknown> = {}): DocNode => ({
  type: 'tableCell',
  attrs,
  content: [{ type: 'paragraph', content: [words(text)] }],
});
const row = (...content: DocNode[]): DocNode => ({ type: 'tableRow', content });

describe('hostile text', () => {
  it.each([
    ['a script', '<script>alert(1)</script><img src=x onerror=alert(2)>'],
    ['the ends of other formats', ']]> --> */ </w:t></a:t></text> &amp; &lt; &#0; \\end{document} %00'],
    ['typesetting marks', '#set page() #[x] $a$ *b* _c_ `d` = e / f: @g <h> ~ -- --- \\u{1F600} #read("/etc/passwd")'],
    ['Hebrew and Arabic', 'שלום עולם och مرحبا بالعالم samt سلام'],
    ['emoji', 'Bra jobbat 🎉 tillsammans 👩🏽‍🏫 i dag'],
    ['letters of our neighbours', 'Łódź, Győr, Şahin, Žižek, Đorđe'],
    ['control characters', 'före\u0000mellan\u0008\u000Befter\uFFFE\uD800slut'],
    ['one endless word', 'a'.repeat(3000)],
  ])('%s survives as text in every face', async (_name, text) => {
    const plain = text.replace(/[\p{Cc}\uFFFE\uD800]/gu, '');
    const read = await readAll(sampleInput({ body: conclusion(text) }));
    const wanted = /[\u0590-\u06FF]/.test(plain) ? ['samt', 'och'] : [plain];
    for (const one of wanted) expect(missing(read, one)).toEqual([]);
  });

  it('is text in titles, captions, sources, references and tables too', async () => {
    const text = '<b>"Fet" & \'citerad\'</b> #let x = 1 ]]>';
    const { analysis } = sampleInput();
    const read = await readAll(
      sampleInput({
        authority: { name: text, boardName: text },
        analysis: { ...analysis, registryNumber: text },
        areas: [{ slug: 'area', name: text }],
        evidence: [
          {
            id: 'odd',
            kind: 'table',
            title: text,
            source: text,
            period: text,
            url: 'javascript:alert(1)',
            table: {
              columns: [{ name: text }, { name: text, unit: text }],
              rows: [
                [text, 1],
                [`${text} två`, 2.5],
              ],
            },
          },
        ],
        references: [{ id: 'ref', csl: { type: 'book', title: text, author: [{ family: text, given: text }] } }],
        body: {
          type: 'doc',
          content: [
            { type: 'heading', attrs: { level: 2 }, content: [words(text)] },
            claim('c', 'conclusion', [words(text), cite('evidence', 'odd'), cite('reference', 'ref')], {
              priorityArea: 'area',
            }),
          ],
        },
      }),
    );
    expect(missing(read, text)).toEqual([]);
  });

  it('never makes a link of a script', async () => {
    const link = { type: 'link', attrs: { href: 'javascript:alert(1)' } };
    const body = {
      type: 'doc',
      content: [{ type: 'paragraph', content: [{ type: 'text', text: 'klicka', marks: [link] }] }],
    };
    const { bytes } = await renderFace('report.html', buildReport(sampleInput({ body, evidence: [] })));
    expect(Buffer.from(bytes).toString()).not.toContain('javascript:');
  });
});

describe('odd drafts', () => {
  it('an empty draft gives five faces', async () => {
    const read = await readAll(
      sampleInput({ body: { type: 'doc' }, evidence: [], references: [], seminars: [], areas: [] }),
    );
    expect(missing(read, 'Verksamhetsanalys 2')).toEqual([]);
  });

  it('a paragraph of ten thousand words is whole', async () => {
    const long = Array.from({ length: 10_000 }, (_, index) => `ord${index}`).join(' ');
    const read = await readAll(sampleInput({ body: conclusion(long) }));
    for (const [face, text] of read) {
      const found = new Set(text.match(/ord\d+/g));
      expect([face, found.size]).toEqual([face, 10_000]);
    }
  });

  it('citations of things that are gone, claims twice and claims in claims lose no words', async () => {
    const inner = claim('inner', 'cause', [words('Inre orsak')]);
    const body: DocNode = {
      type: 'doc',
      content: [
        claim('same', 'conclusion', [words('Första'), cite('evidence', 'gone'), cite('claim', 'gone')]),
        claim('same', 'conclusion', [words('Andra'), cite('reference', 'gone')]),
        {
          type: 'claim',
          attrs: { id: 'outer', kind: 'result' },
          content: [inner, { type: 'paragraph', content: [words('Yttre resultat')] }],
        },
        { type: 'claim', attrs: { kind: 'unknown' }, content: [{ type: 'paragraph', content: [words('Utan slag')] }] },
        { type: 'somethingNew', content: [{ type: 'paragraph', content: [words('Okänt element')] }] },
        {
          type: 'bulletList',
          content: [
            {
              type: 'listItem',
              content: [
                words('Lös text'),
                { type: 'heading', attrs: { level: 4 }, content: [words('Rubrik i lista')] },
              ],
            },
          ],
        },
        { type: 'blockquote', content: [{ type: 'paragraph', content: [words('Citerat')] }] },
        { type: 'image', attrs: { src: '/api/files/a', alt: 'Barn vid en sjö' } },
      ],
    };
    const read = await readAll(sampleInput({ body, evidence: [], references: [] }));
    read.delete('presentation.pptx');
    for (const text of [
      'Första',
      'Andra',
      'Inre orsak',
      'Yttre resultat',
      'Utan slag',
      'Okänt element',
      'Lös text',
      'Rubrik i lista',
      'Citerat',
      'Barn vid en sjö',
    ])
      expect([text, missing(read, text)]).toEqual([text, []]);
  });

  it('tables with holes, overlapping spans and thirty columns keep every cell', async () => {
    const wide = Array.from({ length: 30 }, (_, index) => ({ name: `Kolumn ${index}` }));
    const body: DocNode = {
      type: 'doc',
      content: [
        {
          type: 'table',
          content: [
            row(cell('ett', { colspan: 3, rowspan: 9 }), cell('två')),
            row(cell('tre', { colspan: 50 })),
            row(),
            row(cell('fyra', { rowspan: 2 }), cell('fem'), cell('sex')),
          ],
        },
        claim('w', 'result', [words('Brett'), cite('evidence', 'wide')]),
      ],
    };
    const read = await readAll(
      sampleInput({
        body,
        references: [],
        evidence: [
          {
            id: 'wide',
            kind: 'table',
            title: 'Bred tabell',
            source: '',
            period: '',
            table: { columns: wide, rows: [wide.map((_, index) => `värde${index}`)] },
          },
        ],
      }),
    );
    const cells = ['ett', 'två', 'tre', 'fyra', 'fem', 'sex'];
    for (const text of wide.map((_, index) => `värde${index}`)) expect([text, missing(read, text)]).toEqual([text, []]);
    read.delete('presentation.pptx');
    for (const text of cells) expect([text, missing(read, text)]).toEqual([text, []]);
  });
});
