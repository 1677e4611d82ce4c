/** /arkiv: what the nämnd has been given, and what the work rests on. */
import { formatYears } from '@samsyn/reports';
import { page } from '../frame.ts';
import { html, type Markup } from '../html.ts';
import type { Archive, PublishedAnalysis } from '../read.ts';
import { sv } from '../text/sv.ts';
import { cyclesSection, handbooksSection, initiativesSection, assignmentsSection, plansSection } from './sections.ts';

const cell = (year: string, number: number, analysis: PublishedAnalysis | undefined): Markup => {
  const { number: name, none, report, presentation, pdf, word, pages, powerpoint, of } = sv.analyses;
  const label = html`<span class="of small">${name(number)}</span>`;
  if (!analysis) return html`<td class="none">${label}${none}</td>`;
  const at = `/api/analyses/${analysis.id}`;
  // Who is signed in would otherwise be led to a later version that is not published.
  const query = analysis.isLatest ? '' : `?version=${analysis.version}`;
  const about = of(number, formatYears(year));
  const length = analysis.pages === undefined ? '' : `, ${pages(analysis.pages)}`;
  return html`<td>
    ${label}
    <div>
      <a class="face" href="${at}/report.html${query}" aria-label="${report}, ${about}">${report}</a>
      <a href="${at}/report.pdf${query}" aria-label="${pdf}, ${report.toLowerCase()}, ${about}">${pdf}</a>${length} ·
      <a href="${at}/report.docx${query}" aria-label="${word}, ${report.toLowerCase()}, ${about}">${word}</a>
    </div>
    <div>
      <a class="face" href="${at}/presentation.pptx${query}" aria-label="${presentation}, ${about}">${presentation}</a>
      ${powerpoint(analysis.slides)}
    </div>
  </td>`;
};

const yearsTable = ({ years, numbers }: Archive): Markup => {
  const { caption, year, number, noYears } = sv.analyses;
  if (years.length === 0) return html`<p>${noYears}</p>`;
  const shown = numbers.length > 0 ? numbers : [1, 2, 3];
  return html`<table class="years">
    <caption>
      ${caption}
    </caption>
    <thead>
      <tr>
        <th scope="col">${year}</th>
        ${shown.map((one) => html`<th scope="col">${number(one)}</th>`)}
      </tr>
    </thead>
    <tbody>
      ${years.map(
        (row) =>
          html`<tr>
            <th scope="row">${formatYears(row.year.label)}</th>
            ${shown.map((one) => cell(row.year.label, one, row.analyses.get(one)))}
          </tr>`,
      )}
    </tbody>
  </table>`;
};

const areas = ({ years }: Archive): Markup | null => {
  const latest = years[0]?.year;
  if (!latest) return null;
  return html`<section>
    <h2>${sv.areas.heading(formatYears(latest.label))}</h2>
    ${
      latest.priorityAreas.length > 0
        ? html`<ul>
            ${latest.priorityAreas.map(({ name }) => html`<li>${name}</li>`)}
          </ul>`
        : html`<p>${sv.areas.none}</p>`
    }
  </section>`;
};

export const archivePage = (archive: Archive): string =>
  page({
    title: sv.title,
    authority: archive.authority,
    nav: [
      { href: '#planer', words: sv.plans.nav },
      { href: '#handbocker', words: sv.handbooks.nav },
      { href: '#utvecklingsarbeten', words: sv.initiatives.nav },
    ],
    main: html`<main class="wide" id="text">
      <h1>${sv.title}</h1>
      <p class="lead">${sv.lead}</p>
      <div class="intro">${sv.intro.map((words) => html`<p>${words}</p>`)}</div>
      <section>
        <h2 id="analyser">${sv.analyses.heading}</h2>
        <p>${sv.analyses.text}</p>
        ${yearsTable(archive)}
      </section>
      <div class="two">${areas(archive)}${plansSection(archive)}</div>
      ${handbooksSection(archive)} ${cyclesSection(archive)} ${initiativesSection(archive)}
      ${assignmentsSection(archive)}
    </main>`,
  });
