/** The groups of papers and the deadlines, as the checklist and the life event show them. */

import { html } from "lit/html.js";
import * as w from "./checklist_words.js";
import { law, some, withPhones } from "./parts.js";

/** One group, by what the citizen does; nothing where it is empty. */
export const section = (kind, title, rows, shown, note) =>
  some(
    rows,
    () => html`<section class="group ${kind}">
      <h4>${title}</h4>
      ${some(note, () => html`<p class="note">${note}</p>`)}
      <ul>
        ${rows.map(shown)}
      </ul>
    </section>`,
  );

/** The groups below what is brought. `rowOf(boxed)` shows a row, with a box to tick or without. */
export function lighterGroups(papers, rowOf, signNote) {
  const of = (group) => papers.filter((paper) => paper.group === group);
  const isRecord = ({ kind }) => kind === "record";
  return html`
    ${section("sign", w.sign, of("sign"), rowOf(true), signNote)}
    ${section("nothing", w.nothing, of("nothing"), rowOf(false))}
    ${section("checking", w.checking, of("checking"), rowOf(false))}
    ${section("unsure", w.unsure, of("unsure").filter((paper) => !isRecord(paper)), rowOf(true), w.unsureNote)}
    ${section("unsure", w.records, of("unsure").filter(isRecord), rowOf(false), w.recordsNote)}
  `;
}

export const bullets = (texts) =>
  some(texts, () => html`<ul class="bullets">${texts.map((text) => html`<li>${withPhones(text)}</li>`)}</ul>`);

/** What must not be missed, what is lost then, and by which law. */
export const deadlines = (dates, more = []) =>
  some(
    [...dates, ...more],
    () => html`<div class="box deadline">
      <h4>${w.deadline}</h4>
      <ul class="bullets">
        ${dates.map(
          ({ spoken, within, loses, basis: cited }) => html`<li>
            ${some(spoken, () => html`${spoken}：`)}<b>${within}</b>${some(loses, () => html`<small>${w.late}：${loses}</small>`)}
            ${law(cited)}
          </li>`,
        )}
        ${more.map((said) => html`<li>${withPhones(said)}</li>`)}
      </ul>
    </div>`,
  );
