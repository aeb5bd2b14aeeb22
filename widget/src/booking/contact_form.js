/** Who books, for the time held: posted to the portal's door, never into the chat. */

import { html, nothing } from "lit/html.js";
import { aloudAndCopy, frame, paperActs, saying } from "../cards/parts.js";
import * as w from "./booking_words.js";
import { fields } from "./fields.js";
import { left, moment } from "./holding.js";
import { when } from "./moment.js";
import { draftOf } from "./typing.js";

export const contactForm = (card, desk) =>
  frame("contact_form", w.formTitle, body(card, desk), later(card, desk) ? nothing : acts(card, desk));

const acts = (card, desk) => html`${paperActs(desk)} ${aloudAndCopy(card, desk)}`;

/** What came of it: the appointment, or another form. */
const later = ({ reference }, desk) =>
  desk.after.find((each) => each.card === "contact_form" || (each.card === "appointment" && each.reference === reference));

function outcome(card, came) {
  if (came.card === "appointment") return w.formDone;
  return came.reference === card.reference ? w.formBelow : w.formReplaced;
}

function body(card, desk) {
  const draft = draftOf(card, desk);
  const came = later(card, desk);
  if (came) return over(card, outcome(card, came));
  if (draft.gone || left(card, desk) <= 0) return expired(card, desk);
  return html`
    ${held(card)} <p class="until">${until(card, desk)}</p>
    <p class="unseen" role="status">${left(card, desk) < 120 ? w.hurry : ""}</p>
    ${fields(card, desk, draft)}
  `;
}

const held = (card) => html`
  <p class="about">${w.ofErrand(card.mode, card.name, card.township)}</p>
  <h3 class="conclusion">${w.held}</h3>
  ${when(card.when)}
`;

/** In words, and silent: a listener isn't told of every minute. */
const until = (card, desk) =>
  html`<span aria-live="off">${w.until(moment(card.expires_at), w.minutes(left(card, desk)))}</span>`;

const over = (card, said) => html`
  <p class="about">${w.ofErrand(card.mode, card.name, card.township)}</p>
  <p><b>${said}</b></p>
  ${when(card.when)}
`;

const expired = (card, desk) => html`
  <p class="about">${w.ofErrand(card.mode, card.name, card.township)}</p>
  <div role="status"><h3 class="conclusion">${w.expired}</h3>
  ${when(card.when)}
  <p>${desk.typed.size ? w.stillTyped : nothing}</p></div>
  <div class="chips">${saying(desk, w.askAgainSaid, w.askAgain)}</div>
`;
