/** The sections below the table: plans, handbooks, annual cycles, initiatives, förstelärare's assignments. */
import { formatYears } from '@samsyn/reports';
import type { InitiativeRecord, PageRecord } from '@samsyn/models';
import { html, type Markup } from '../html.ts';
import type { Archive } from '../read.ts';
import { sv } from '../text/sv.ts';

const links = (pages: readonly PageRecord[], folder: string): Markup =>
  html`<ul class="plain">
    ${pages.map((one) => html`<li><a href="/arkiv/${folder}/${one._id}">${one.title}</a></li>`)}
  </ul>`;

/** A year's plans under the year, when there are several years. */
const plansByYear = (plans: readonly PageRecord[]): Markup => {
  const years = [...new Set(plans.map(({ schoolYear }) => schoolYear))];
  if (years.length < 2) return links(plans, 'planer');
  return html`${years.map(
    (year) =>
      html`<h3>${year === null ? '' : formatYears(year)}</h3>
        ${links(
          plans.filter(({ schoolYear }) => schoolYear === year),
          'planer',
        )}`,
  )}`;
};

export const plansSection = ({ plans }: Archive): Markup =>
  html`<section>
    <h2 id="planer">${sv.plans.heading}</h2>
    <p>${sv.plans.text}</p>
    ${plans.length > 0 ? plansByYear(plans) : html`<p>${sv.plans.none}</p>`}
  </section>`;

export const handbooksSection = ({ handbooks }: Archive): Markup =>
  html`<section>
    <h2 id="handbocker">${sv.handbooks.heading}</h2>
    <p>${sv.handbooks.text}</p>
    ${handbooks.length > 0 ? links(handbooks, 'handbocker') : html`<p>${sv.handbooks.none}</p>`}
  </section>`;

export const cyclesSection = ({ cycles }: Archive): Markup | null =>
  cycles.length === 0
    ? null
    : html`<section>
        <h2 id="arshjul">${sv.cycles.heading}</h2>
        <p>${sv.cycles.text}</p>
        ${cycles.map(
          ({ groupName, months }) =>
            html`<details class="cycle">
              <summary>${groupName}</summary>
              <div class="months">
                ${months.map(
                  ({ month, title, items }) =>
                    html`<section>
                      <h3>${sv.months[month - 1] ?? ''}</h3>
                      <p>${title}</p>
                      <ul>
                        ${items.map((item) => html`<li>${item}</li>`)}
                      </ul>
                    </section>`,
                )}
              </div>
            </details>`,
        )}
      </section>`;

const yearOf = (day: string): string => day.slice(0, 4);

const aboutInitiative = ({ startsOn, endsOn, partners }: InitiativeRecord): string => {
  const { since, between, partners: together, and } = sv.initiatives;
  const when = endsOn === null ? since(yearOf(startsOn)) : between(yearOf(startsOn), yearOf(endsOn));
  if (partners.length === 0) return when;
  const names = [partners.slice(0, -1).join(', '), partners.at(-1) ?? ''].filter(Boolean).join(and);
  return `${when} · ${together(names)}`;
};

export const initiativesSection = ({ initiatives }: Archive): Markup | null =>
  initiatives.length === 0
    ? null
    : html`<section>
        <h2 id="utvecklingsarbeten">${sv.initiatives.heading}</h2>
        <p>${sv.initiatives.text}</p>
        <div class="assignments">
          ${initiatives.map(
            (one) =>
              html`<section>
                <h3>${one.title}</h3>
                <p class="small">${aboutInitiative(one)}</p>
                <p>${one.summary}</p>
              </section>`,
          )}
        </div>
      </section>`;

/** Assignments by what they are and where; the teachers' names are not needed for that. */
export const assignmentsSection = ({ assignments }: Archive): Markup | null =>
  assignments.length === 0
    ? null
    : html`<section>
        <h2 id="uppdrag">${sv.assignments.heading}</h2>
        <p>${sv.assignments.text(assignments.length)}</p>
        <ul class="plain assignments">
          ${assignments.map(
            ({ assignment, unitName, areaName }) =>
              html`<li>${assignment}<br /><span class="small">${sv.assignments.unit(unitName, areaName)}</span></li>`,
          )}
        </ul>
      </section>`;
