/** 一件事: several services as steps in their order, every paper counted once. */

import { html, nothing } from "lit/html.js";
import * as e from "./card_words.js";
import * as w from "./checklist_words.js";
import { nameOf, plain, tickable, why, whyTitle } from "./item.js";
import { deadlines, lighterGroups, section } from "./lists.js";
import { aloudAndCopy, folded, frame, paperActs, phone, some, withPhones } from "./parts.js";

export const lifeEvent = (card, desk) =>
  frame("life_event", card.name, body(card, desk), html`${paperActs(desk)} ${aloudAndCopy(card, desk)}`);

function body(card, desk) {
  const todo = card.services.filter(({ visit }) => visit);
  const [services, visits] = e.eventConclusion(todo.length, card.visits);
  return html`
    <p class="about">${card.comfort}${card.name}</p>
    <h3 class="conclusion">
      <span class="count bring"><b>${services}</b></span>，<span class="count nothing"><b>${visits}</b></span>
    </h3>
    <p class="quiet">${card.official ? e.eventOfficial : e.eventLoose}</p>
    ${steps(card, todo, desk)} ${idle(card)} ${some(card.order_note, (note) => html`<p>${note}</p>`)}
    ${papers(card, desk)} ${deadlines(card.apply_within, card.dont_miss)}
    ${some(card.assumptions, (made) => html`<p><b>${w.assumed}</b>：${made.map(({ label }) => label).join("；")}</p>`)}
    ${wholeRound(card, desk)}
    <div class="quiet">${w.asOf(card.as_of)}${phone("12345")}。</div>
  `;
}

/** The visits, each with its services; a service opens its own checklist. */
function steps(card, todo, desk) {
  const visits = [...new Set(todo.map(({ visit }) => visit))];
  return html`<ol class="steps">
    ${visits.map(
      (number) => html`<li>
        <b>${e.visit(number)}</b>
        ${todo.filter(({ visit }) => visit === number).map((service) => step(service, card, desk))}
      </li>`,
    )}
  </ol>`;
}

const step = ({ service, spoken, status, note }, card, desk) => html`<div>
  ${option(card, desk, card.options.find(({ value }) => value === service)) || spoken}
  ${some(note, () => html`<small>${note}</small>`)}
  ${some(e.statuses[status], (said) => html`<small class="note">${withPhones(said)}</small>`)}
</div>`;

const option = (card, desk, offered) =>
  offered &&
  html`<button
    class="option ${desk.picked(card.question_id) === offered.value ? "picked" : ""}"
    ?disabled=${!desk.latest}
    @click=${() => desk.choose(card.question_id, offered.value, offered.label)}
  >
    ${offered.label}
  </button>`;

/** The option that belongs to no single service: all of them, one after the other. */
const wholeRound = (card, desk) =>
  card.options
    .filter(({ value }) => card.services.every(({ service }) => service !== value))
    .map((offered) => html`<div class="options">${option(card, desk, offered)}</div>`);

const idle = ({ services }) =>
  some(
    services.filter(({ visit }) => !visit),
    (rest) =>
      folded(
        `${e.eventIdle}：${rest.map(({ spoken }) => spoken).join("、")}`,
        rest.map(({ spoken, reason }) => html`<p><b>${spoken}</b> ${reason}</p>`),
      ),
  );

function papers(card, desk) {
  const home = card.papers.filter((paper) => !paper.issued_by);
  const issued = card.papers.filter((paper) => paper.issued_by && paper.group === "bring");
  const rowOf = (boxed) => paper(card, desk, boxed);
  return html`
    ${section("bring", e.eventCarry, card.always_carry, (name) => carried(name, card, desk))}
    ${section("bring", e.eventBring, home.filter(({ group }) => group === "bring"), rowOf(true))}
    ${section("nothing", e.eventIssued, issued, rowOf(false))} ${lighterGroups(home, rowOf)}
  `;
}

const carried = (name, card, desk) => html`<li>${tickable(`${card.event}:carry:${name}`, name, "", desk)}</li>`;

const paper = (card, desk, boxed) => (each) => {
  const note = each.copies > 1 ? e.copies(each.copies) : "";
  const box = () => tickable(`${card.event}:${each.evidence}`, nameOf(each), note, desk);
  return html`<li>
    ${boxed ? box() : plain(nameOf(each), note, each.group)}
    ${each.group === "checking" ? nothing : folded(whyTitle(each), whys(each, card, desk))}
  </li>`;
};

/** Each window has its own reason. */
function whys({ evidence }, card, desk) {
  const spoken = Object.fromEntries(card.services.map((service) => [service.service, service.spoken]));
  return card.items
    .filter((item) => item.evidence === evidence)
    .map(
      (item) => html`<p><b>${item.services.map((service) => spoken[service]).join("、")}</b>：
          ${item.steps.map(({ what }) => what).join("，再")}</p>
        ${why(item, desk)}`,
    );
}
