/** Which card is shown how; a card not named here is shown by its text. */

import { eligibility, evidence, explanation, office, outOfScope, unknown, withCall } from "./answers.js";
import { chooseService, question } from "./asking.js";
import { checklist } from "./checklist.js";
import { lifeEvent } from "./life_event.js";
import { pledge } from "./pledge.js";

const SHOWN = {
  checklist,
  question,
  choose_service: chooseService,
  pledge,
  life_event: lifeEvent,
  explanation,
  evidence,
  eligibility,
  office,
  progress: withCall,
  handoff: withCall,
  error: withCall,
  out_of_scope: outOfScope,
};

/** The card as it is meant, else its text: a card of another version may lack what we look for. */
export function shown(card, desk) {
  const known = Object.prototype.hasOwnProperty.call(SHOWN, card.card) && card.v === 1;
  try {
    return (known ? SHOWN[card.card] : unknown)(card, desk);
  } catch {
    return unknown(card, desk);
  }
}
