/** The same content in all five faces: each is made, read back, and asked for everything that the report says. */
import { beforeAll, describe, expect, it } from 'vitest';
import { claimsIn } from '@samsyn/document';
import { buildReport, type FaceName, faceNames, renderFace, type ReportModel } from '../src/index.ts';
import { docxText, htmlText, jsonText, openPdf, partsOf, pdfPages, pptxSlides, pptxText, squash } from './read.ts';
import { body, evidence, references, sampleInput } from './sample.ts';

const faces = new Map<FaceName, Uint8Array>();
const texts = new Map<FaceName, string>();
let model: ReportModel;

const bytesOf = (face: FaceName): Uint8Array => faces.get(face) ?? new Uint8Array();

beforeAll(async () => {
  model = buildReport(sampleInput());
  for (const face of faceNames) faces.set(face, (await renderFace(face, model)).bytes);
  texts.set('report.docx', docxText(bytesOf('report.docx')));
  texts.set('report.pdf', (await pdfPages(bytesOf('report.pdf'))).join('\n'));
  texts.set('report.html', htmlText(bytesOf('report.html')));
  texts.set('report.json', jsonText(bytesOf('report.json')));
  texts.set('presentation.pptx', pptxText(bytesOf('presentation.pptx')));
});

/** A part of the Word document. */
const part = (name: string): string => partsOf(bytesOf('report.docx')).get(name) ?? '';
const page = (): string => Buffer.from(bytesOf('report.html')).toString();

const expectAll = (face: FaceName, wanted: readonly string[]): void => {
  // Mentions such as [3] stand where the citation stands, within sentences.
  const text = squash((texts.get(face) ?? '').replace(/\[\d+\]/g, ''));
  expect(wanted.filter((one) => !text.includes(squash(one)))).toEqual([]);
};

describe.each(faceNames)('%s', (face) => {
  it('holds every claim, whole', () => {
    expectAll(
      face,
      claimsIn(body).map((claim) => claim.text),
    );
  });

  it('holds owner, date and expected effect of every action', () => {
    expectAll(face, [
      'Rektorerna i grundskolan',
      face === 'report.json' ? '2019-05-31' : 'fredag 31 maj 2019',
      'Andelen elever med minst betyget E ökar med två procentenheter.',
    ]);
  });

  it('holds every number and word of the tables', () => {
    const numbers = face === 'report.json' ? ['68.5', '78.25', '12345'] : ['68,5', '78,25', '12 345'];
    expectAll(face, [...numbers, 'Bruksskolan 7–9 med grundsärskola och fritidshem', 'Ro i korridorerna']);
  });

  it('holds every source and every reference in APA', () => {
    expectAll(face, [
      ...evidence.flatMap((one) => [one.title, one.source, one.period]),
      'https://www.skolinspektionen.se/rapport',
      'Hattie, J., & Timperley, H. (2007). The power of feedback. Review of Educational Research, 77(1), 81–112.',
    ]);
    expect(references).toHaveLength(model.references.length);
  });
});

describe.each(faceNames.filter((face) => face !== 'presentation.pptx'))('%s', (face) => {
  it('holds every heading, paragraph, list and table of the draft', () => {
    expectAll(face, [
      'Sammanfattning',
      'Nuläge',
      'Orsaker',
      'Framgångsfaktorer',
      'Öppna frågor',
      'Elevhälsoarbetet',
      'Tre slutsatser bär analysen: gemensam tid, tydlig återkoppling och likvärdiga rutiner.',
      'Förskolan planerar per hemvist.',
      'Sårbart vid frånvaro',
      'Tätt samarbete',
      'Underlaget om närvaro kompletteras i april.',
    ]);
  });
});

describe('a draft', () => {
  it('says Utkast on its first page and first slide, a finalised version nowhere', async () => {
    const [first] = await pdfPages(bytesOf('report.pdf'));
    expect(first).toContain('Utkast');
    expect(texts.get('report.docx')).toContain('Utkast');
    expect(texts.get('report.html')).toContain('Utkast');
    expect(pptxSlides(bytesOf('presentation.pptx'))[0]?.text).toContain('Utkast');
    const { analysis } = sampleInput();
    const final = buildReport(
      sampleInput({ analysis: { ...analysis, state: 'finalised', finalisedAt: '2019-03-01T10:00:00Z' } }),
    );
    expect((await pdfPages((await renderFace('report.pdf', final)).bytes)).join(' ')).not.toContain('Utkast');
    expect(docxText((await renderFace('report.docx', final)).bytes)).not.toContain('Utkast');
    expect(htmlText((await renderFace('report.html', final)).bytes)).not.toContain('Utkast');
    expect(pptxText((await renderFace('presentation.pptx', final)).bytes)).not.toContain('Utkast');
    expect(htmlText((await renderFace('report.html', final)).bytes)).toContain('fredag 1 mars 2019');
  });

  it('reads open suggestions as rejected', async () => {
    const suggested = {
      type: 'doc',
      content: [
        {
          type: 'paragraph',
          content: [
            { type: 'text', text: 'Det som står ' },
            { type: 'text', text: 'föreslås in', marks: [{ type: 'insertion', attrs: { id: 's1' } }] },
            { type: 'text', text: 'föreslås ut', marks: [{ type: 'deletion', attrs: { id: 's2' } }] },
          ],
        },
      ],
    };
    const shown = htmlText((await renderFace('report.html', buildReport(sampleInput({ body: suggested })))).bytes);
    expect(shown).toContain('Det som står föreslås ut');
    expect(shown).not.toContain('föreslås in');
  });
});

describe('the Word document', () => {
  it('is Swedish, and has heading styles, captions, a contents list, repeated head rows and page numbers', () => {
    expect(part('word/styles.xml')).toContain('w:lang w:val="sv-SE"');
    const document = part('word/document.xml');
    for (const style of ['Heading1', 'Heading2', 'Title', 'Caption', 'TOC1'])
      expect(document).toContain(`w:pStyle w:val="${style}"`);
    expect(document).toMatch(/<w:instrText[^>]*>TOC /);
    expect(document).toContain('SEQ Figur');
    expect(document).toContain('<w:tblHeader/>');
    expect(
      [...partsOf(bytesOf('report.docx'))].some(([name, xml]) => /footer/.test(name) && xml.includes('PAGE')),
    ).toBe(true);
    expect(part('docProps/core.xml')).toContain('<dc:title>Verksamhetsanalys 2, Verksamhetsåret 2018–2019</dc:title>');
  });

  it('draws evidence as native charts that say what they show', () => {
    const charts = [...partsOf(bytesOf('report.docx')).keys()].filter((name) => /charts\/chart\d+\.xml$/.test(name));
    expect(charts).toHaveLength(10);
    expect(part('word/document.xml')).toContain(
      'descr="Linjediagram: Måluppfyllelse inom digitalisering, årskurs 6. Minst betyget E. 2014/15: 68,5',
    );
  });
});

describe('the PDF', () => {
  it('is tagged, Swedish and declares PDF/UA-1', async () => {
    const pdf = await openPdf(bytesOf('report.pdf'));
    const marks: unknown = await pdf.getMarkInfo();
    expect(marks instanceof Map && marks.get('Marked')).toBe(true);
    const { info, metadata } = await pdf.getMetadata();
    expect(info).toMatchObject({ Title: 'Verksamhetsanalys 2, Verksamhetsåret 2018–2019', Language: 'sv-SE' });
    expect(metadata?.getRaw()).toContain('<pdfuaid:part>1</pdfuaid:part>');
    const tree = await (await pdf.getPage(2)).getStructTree();
    expect(JSON.stringify(tree)).toContain('"role":"H1"');
  });
});

describe('the page', () => {
  it('has one h1, no script, levels that are not skipped, and names for its figures and tables', () => {
    expect(page().match(/<h1/g)).toHaveLength(1);
    expect(page()).not.toMatch(/<script|javascript:| on\w+=| style="/);
    const levels = [...page().matchAll(/<h([1-6])/g)].map((match) => Number(match[1]));
    expect(levels.every((level, index) => level <= (levels[index - 1] ?? 0) + 1)).toBe(true);
    expect(page().match(/<svg [^>]*role="img" aria-labelledby="([^"]+)"/)?.[1]).toBeDefined();
    expect(page()).toContain('<th scope="col">Läsår</th>');
    expect(page()).toMatch(/^<!doctype html>\n<html lang="sv">/);
  });

  it('leads every mention to its source, reference or claim', () => {
    const ids = new Set([...page().matchAll(/ id="([^"]+)"/g)].map((match) => match[1]));
    const targets = [...page().matchAll(/href="#([^"]+)"/g)].map((match) => match[1]);
    expect(targets.length).toBeGreaterThan(20);
    expect(targets.filter((target) => !ids.has(target))).toEqual([]);
  });
});

describe('the presentation', () => {
  it('has 8 to 15 slides, a native chart with a text, sources in the notes, and ends in the decision asked for', () => {
    const slides = pptxSlides(bytesOf('presentation.pptx'));
    expect(slides.length).toBeGreaterThanOrEqual(8);
    expect(slides.length).toBeLessThanOrEqual(15);
    expect(slides.at(-1)?.text).toContain('Förslag till beslut');
    expect(slides.at(-1)?.text).toContain('Barn- och utbildningsnämnden godkänner verksamhetsanalys 2');
    const conclusion = slides.find(({ text }) => text.includes('Slutsats 1'));
    expect(conclusion?.notes).toContain('Hattie, J., & Timperley, H. (2007)');
    expect(conclusion?.notes).toContain('Måluppfyllelse inom digitalisering');
    const parts = partsOf(bytesOf('presentation.pptx'));
    expect([...parts.keys()].some((name) => name.endsWith('charts/chart1.xml'))).toBe(true);
    expect(parts.get('ppt/slides/slide5.xml')).toContain('descr="Linjediagram');
  });

  it('holds forty conclusions and forty actions, on slides or in their notes', async () => {
    const many = Array.from({ length: 40 }, (_, index) => [
      { kind: 'conclusion', text: `Slutsatsen med nummer ${index} gäller alla enheter.` },
      { kind: 'action', text: `Åtgärden med nummer ${index} görs av rektor.` },
    ]).flat();
    const content = many.map(({ kind, text }, index) => ({
      type: 'claim',
      attrs: { id: `many-${index}`, kind },
      content: [{ type: 'paragraph', content: [{ type: 'text', text }] }],
    }));
    const { bytes } = await renderFace(
      'presentation.pptx',
      buildReport(sampleInput({ body: { type: 'doc', content } })),
    );
    expect(pptxSlides(bytes).length).toBeLessThanOrEqual(15);
    const text = squash(pptxText(bytes));
    expect(many.filter((one) => !text.includes(squash(one.text)))).toEqual([]);
  });
});

describe('the same model', () => {
  it.each(faceNames)('gives the same bytes of %s again', async (face) => {
    const again = await renderFace(face, buildReport(sampleInput()));
    expect(Buffer.compare(again.bytes, bytesOf(face))).toBe(0);
  });
});
