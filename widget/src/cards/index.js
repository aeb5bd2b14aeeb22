/** Which card is shown how; one not named here may be in the second file, else its text is shown. */

import { html } from "lit/html.js";
import { evidence, explanation, office, outOfScope, unknown, withCall } from "./answers.js";
import { chooseService, question } from "./asking.js";
import { checklist } from "./checklist.js";
import { lifeEvent } from "./life_event.js";
import * as words from "../words.js";

const SHOWN = {
  __proto__: null,
  checklist,
  question,
  choose_service: chooseService,
  life_event: lifeEvent,
  explanation,
  evidence,
  office,
  progress: withCall,
  handoff: withCall,
  error: withCall,
  out_of_scope: outOfScope,
};

const LATER = { __proto__: null };

/** Show these, too. */
export const teach = (cards) => Object.assign(LATER, cards);

/** The card as it is meant, else its text: a card of another version may lack what we look for. */
export function shown(card, desk) {
  const file = card.card in SHOWN ? "" : desk.later();
  if (file === "awaited") return html`<p class="note-line">${words.waiting}</p>`;
  const show = (card.v === 1 && (SHOWN[card.card] || LATER[card.card])) || unknown;
  try {
    return show(card, desk, file);
  } catch {
    return unknown(card, desk);
  }
}
