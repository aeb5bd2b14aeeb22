/** An appointment: how it stands, when, the code word, and what may still be changed. */

import { html, nothing } from "lit/html.js";
import { aloudAndCopy, frame, paperActs, phone, row, saying, some } from "../cards/parts.js";
import { download } from "../paper.js";
import * as w from "./booking_words.js";
import { calendar } from "./calendar.js";
import { when } from "./moment.js";
import { referenceRow } from "./reference.js";

const LIVE = new Set(["held", "confirmed", "under_way"]);
const OFF = new Set(["cancelled", "missed"]);

export const appointment = (card, desk) =>
  frame(`appointment ${OFF.has(card.status) ? "off" : ""}`, w.appointment, body(card, desk), acts(card, desk));

const body = (card, desk) => html`
  <p class="about">${w.ofErrand(card.mode, card.name)}</p>
  <h3 class="conclusion standing ${card.status}">${w.standing(card)}</h3>
  ${when(card.window)} ${LIVE.has(card.status) ? codeWord(card) : nothing}
  <dl>
    ${row(w.place, card.place)} ${row(w.agent, card.agent.join("、"))}
    ${row(w.evidence, card.evidence.map(({ name }) => name).join("、"))} ${referenceRow(card.reference, desk)}
  </dl>
  ${LIVE.has(card.status) ? notes(card) : nothing} ${changes(card, desk)}
`;

const codeWord = (card) => html`<div class="box word">
  <p>${w.codeWord} <b>${card.code_word}</b></p>
  <p class="note">${w.codeWordNote}</p>
</div>`;

const notes = (card) => html`
  ${card.provisional ? html`<p class="box">${w.provisional(phone(card.phone))}</p>` : nothing}
  <p class="note">${w.honest}</p>
`;

/** Said into the chat, which leads through it; only on what was last said of the appointment. */
function changes(card, desk) {
  const last = !desk.after.some(({ card: kind, reference }) => kind === "appointment" && reference === card.reference);
  if (!last || !card.may.length) return nothing;
  return html`<div class="chips tap">${card.may.map((each) => saying(desk, w.changing[each], w.change[each]))}</div>
    ${some(card.move_until, (until) => html`<p class="note">${w.changeUntil(until)}</p>`)}`;
}

const acts = (card, desk) => html`
  ${paperActs(desk)}
  ${card.status === "confirmed" && !desk.kiosk
    ? html`<button class="act" @click=${() => download([calendar(card, w)], "text/calendar", `${w.appointment}.ics`)}>${w.toCalendar}</button>`
    : nothing}
  ${aloudAndCopy(card, desk)}
`;
