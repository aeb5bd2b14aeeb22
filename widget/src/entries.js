/** One entry of the conversation: what the citizen said, what was answered, a note between. */

import { html, nothing } from "lit/html.js";
import { shown } from "./cards/index.js";
import { withPhones } from "./cards/parts.js";
import * as words from "./words.js";

/** Cards that settle something: after them we ask whether it helped. */
const RATED = new Set(["checklist", "life_event", "explanation", "evidence", "pledge", "office", "eligibility"]);

export function entryView(guide, entry, index, all) {
  if (entry.kind === "note") return html`<p class="note-line">${withPhones(entry.text)}</p>`;
  if (entry.kind === "said") return said(guide, entry);
  return answer(guide, entry, guide.desk(entry, index, all));
}

function said({ talk }, { id, text }) {
  const waiting = talk.state.outgoing.find((message) => message.message_id === id);
  return html`<div class="said">
    <div class="bubble"><span class="unseen">${words.you}：</span>${text}</div>
    ${waiting?.failed ? unsent(talk, id) : nothing}
  </div>`;
}

const unsent = (talk, id) => html`<div class="state">
  ${words.notSent}
  <button @click=${() => talk.flush()}>${words.resend}</button>
  <button @click=${() => talk.discard(id)}>${words.discard}</button>
</div>`;

function answer(guide, entry, desk) {
  const settled = entry.messages.some(({ card }) => card && RATED.has(card.card));
  return html`<div class="answer" tabindex="-1">
    ${entry.messages.map(({ text, card }) => (card ? shown(card, desk) : html`<div class="bubble">${withPhones(text)}</div>`))}
    ${settled && !entry.old ? rate(guide.talk, entry.id) : nothing}
  </div>`;
}

function rate(talk, id) {
  const given = talk.state.rated[id];
  if (given !== undefined) return html`<div class="rate"><span>${given ? words.thanks : withPhones(words.sorry)}</span></div>`;
  return html`<div class="rate" role="group" aria-label=${words.helpful}>
    ${words.helpful}
    <button @click=${() => talk.rate(id, true)}>${words.yes}</button>
    <button @click=${() => talk.rate(id, false)}>${words.no}</button>
  </div>`;
}
