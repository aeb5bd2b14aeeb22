/** Free times by day; why not the time that was asked for is said first. */

import { html } from "lit/html.js";
import { aloudAndCopy, frame, lines, paperActs, told } from "../cards/parts.js";
import { ofErrand, pickedMark, timesOf } from "./booking_words.js";

export const slots = (card, desk) =>
  frame("slots", timesOf(card.purpose), body(card, desk), html`${paperActs(desk)} ${aloudAndCopy(card, desk)}`);

function body(card, desk) {
  if (!card.options.length) return told(card.text);
  const timed = new Set(card.days.flatMap(({ windows }) => windows.map(({ value }) => value)));
  const others = card.options.filter(({ value }) => !timed.has(value));
  return html`
    <p class="about">${ofErrand(card.errand.mode, card.name, card.township)}</p>
    <h3 class="conclusion">${lines(card.text)[0]}</h3>
    ${byDate(card.days).map((day) => ofDay(day, card, desk))}
    <div class="options tap">${others.map((other) => option(other, other.label, card, desk))}</div>
  `;
}

/** The nearest times come in their own order, a day perhaps twice: a calendar's order is easier. */
function byDate(days) {
  const dates = [...new Set(days.map(({ date }) => date))].sort();
  const of = (date) => days.filter((day) => day.date === date);
  const inOrder = (one, other) => (one.value < other.value ? -1 : 1);
  return dates.map((date) => ({
    label: of(date)[0].label,
    windows: of(date).flatMap(({ windows }) => windows).sort(inOrder),
  }));
}

const ofDay = ({ label, windows }, card, desk) => html`<section class="day" role="group" aria-label=${label}>
  <h4>${label}</h4>
  <div class="times">${windows.map((time) => option(time, `${label} ${time.label}`, card, desk))}</div>
</section>`;

/** A button as a question's; read aloud with its day. */
function option({ value, label }, spoken, card, desk) {
  const picked = desk.picked(card.question_id) === value;
  return html`<button
    class="option ${picked ? "picked" : ""}"
    aria-label=${picked ? `${spoken}（${pickedMark}）` : spoken}
    ?disabled=${!desk.latest}
    @click=${() => desk.choose(card.question_id, value, spoken)}
  >
    ${label}
  </button>`;
}
