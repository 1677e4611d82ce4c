/** /arkiv: the table of the years, and what the year's work rests on. */
import type { Archive, ArchivePage, ArchiveYear } from './data.ts';
import { type Html, html } from './html.ts';
import { text } from './text.ts';

const dashed = (label: string): string => label.replace('-', '–');

const hidden = (number: number, year: string): string => text.reportOf(number, dashed(year));

const cell = ({ number, analysisId }: ArchiveYear['cells'][number], year: string): Html => {
  const label = text.analysis(number);
  if (analysisId === null) return html`<td class="none" data-label="${label}">${text.notPublished}</td>`;
  const at = `/api/analyses/${analysisId}`;
  const name = hidden(number, year);
  return html`<td data-label="${label}">
    <span class="doc"
      ><a href="${at}/report.html" aria-label="${text.report}, ${name}">${text.report}</a>
      <span class="formats"
        ><a href="${at}/report.pdf" aria-label="${text.report}, ${text.pdf}, ${name}">${text.pdf}</a> ·
        <a href="${at}/report.docx" aria-label="${text.report}, ${text.word}, ${name}">${text.word}</a></span
      ></span
    >
    <span class="doc"
      ><a href="${at}/presentation.pptx" aria-label="${text.presentation}, ${name}">${text.presentation}</a>
      <span class="formats">${text.powerPoint}</span></span
    >
  </td>`;
};

const yearsTable = (years: readonly ArchiveYear[]): Html => {
  if (years.length === 0) return html`<p>${text.noYears}</p>`;
  const numbers = [...new Set(years.flatMap(({ cells }) => cells.map(({ number }) => number)))].toSorted(
    (a, b) => a - b,
  );
  const row = (year: ArchiveYear): Html =>
    html`<tr>
      <th scope="row">${dashed(year.label)}</th>
      ${numbers.map((number) =>
        cell(year.cells.find((one) => one.number === number) ?? { number, analysisId: null }, year.label),
      )}
    </tr>`;
  return html`<table class="years list">
    <caption>
      ${text.analysesCaption}
    </caption>
    <thead>
      <tr>
        <th scope="col">${text.year}</th>
        ${numbers.map((number) => html`<th scope="col">${text.analysis(number)}</th>`)}
      </tr>
    </thead>
    <tbody>
      ${years.map(row)}
    </tbody>
  </table>`;
};

const pageList = (pages: readonly ArchivePage[], path: string, none: string): Html =>
  pages.length === 0
    ? html`<p class="none">${none}</p>`
    : html`<ul>
        ${pages.map(({ id, title }) => html`<li><a href="${path}/${id}">${title}</a></li>`)}
      </ul>`;

const areas = (year: ArchiveYear | undefined): Html | null =>
  year && year.priorityAreas.length > 0
    ? html`<section aria-labelledby="omraden">
        <h2 id="omraden">${text.areas(dashed(year.label))}</h2>
        <ul>
          ${year.priorityAreas.map(({ name }) => html`<li>${name}</li>`)}
        </ul>
      </section>`
    : null;

const initiatives = (all: Archive['initiatives']): Html =>
  all.length === 0
    ? html`<p class="none">${text.noInitiatives}</p>`
    : html`<p>${text.initiativesLead}</p>
        <ul class="initiatives">
          ${all.map(
            ({ title, summary, partners, startsOn, endsOn }) =>
              html`<li>
                <h3>${title}</h3>
                <p>${summary}</p>
                <p class="formats">
                  ${partners.length > 0 && `${text.partners} ${partners.join(', ')} · `}${text.since(
                    startsOn.slice(0, 4),
                    endsOn?.slice(0, 4) ?? null,
                  )}
                </p>
              </li>`,
          )}
        </ul>`;

const assignments = (all: Archive['assignments']): Html =>
  all.length === 0
    ? html`<p class="none">${text.noAssignments}</p>`
    : html`<p>${text.assignmentsLead(all.length)}</p>
        <table class="list">
          <thead>
            <tr>
              <th scope="col">${text.leadTeacher}</th>
              <th scope="col">${text.assignment}</th>
              <th scope="col">${text.unit}</th>
            </tr>
          </thead>
          <tbody>
            ${all.map(
              ({ leadTeacher, assignment, unit }) =>
                html`<tr>
                  <th scope="row">${leadTeacher}</th>
                  <td data-label="${text.assignment}">${assignment}</td>
                  <td data-label="${text.unit}">${unit}</td>
                </tr>`,
            )}
          </tbody>
        </table>`;

export const archiveMain = (archive: Archive): Html =>
  html`<h1>${text.title}</h1>
    <p class="lead">${text.lead}</p>
    <p class="law">${text.law}</p>
    <section aria-labelledby="analyser">
      <h2 id="analyser">${text.analyses}</h2>
      ${yearsTable(archive.years)}
    </section>
    <div class="two">
      ${areas(archive.years[0])}
      <section aria-labelledby="planer">
        <h2 id="planer">${text.plans}</h2>
        ${pageList(archive.plans, '/arkiv/planer', text.noPlans)}
      </section>
      <section aria-labelledby="handbocker">
        <h2 id="handbocker">${text.handbooks}</h2>
        ${pageList(archive.handbooks, '/arkiv/handbocker', text.noHandbooks)}
      </section>
    </div>
    <section aria-labelledby="utveckling">
      <h2 id="utveckling">${text.initiatives}</h2>
      ${initiatives(archive.initiatives)}
    </section>
    <section aria-labelledby="uppdrag">
      <h2 id="uppdrag">${text.assignments}</h2>
      ${assignments(archive.assignments)}
    </section>`;
