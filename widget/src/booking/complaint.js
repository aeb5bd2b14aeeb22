/** A complaint: recorded, by when it is answered, what to say at the window meanwhile. */

import { html, nothing } from "lit/html.js";
import { aloudAndCopy, frame, paperActs, phone, row, saying } from "../cards/parts.js";
import * as w from "./booking_words.js";
import { referenceRow } from "./reference.js";

export const complaint = (card, desk) =>
  frame("complaint", w.complaint, body(card, desk), html`${paperActs(desk)} ${aloudAndCopy(card, desk)}`);

const body = (card, desk) => html`
  <p class="about">${card.name}</p>
  <h3 class="conclusion">${card.status === "answered" ? w.answered : w.recorded(w.day(card.due))}</h3>
  ${card.status === "answered" ? html`<p class="box">${card.answer}</p>` : atTheWindow(card)}
  <dl>
    ${row(w.demanded, card.evidence_name)} ${row(w.window, card.window)} ${referenceRow(card.reference, desk)}
  </dl>
  ${card.status === "answered"
    ? nothing
    : html`<div class="chips tap">${saying(desk, w.askComplaint(card.reference), w.complaintStatus)}</div>
        <p class="note">${w.urgent}${phone(card.phone)}。</p>`}
`;

const atTheWindow = (card) => html`<div class="box word">
  <h4>${w.sayThis}</h4>
  <p>${card.verdict === "should_not" && card.evidence_name ? w.shouldNot(card.evidence_name) : w.askBasis}</p>
</div>`;
