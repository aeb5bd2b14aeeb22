/** Cards that ask: a question, a choice between services. Buttons only while the question is open. */

import { html } from "lit/html.js";
import * as cardWords from "./card_words.js";
import { frame, lines } from "./parts.js";

export const question = (card, desk) =>
  asked(card, desk, card.question, card.options.map(({ value, label }) => ({ value, label })));

export const chooseService = (card, desk) =>
  asked(card, desk, lines(card.text)[0], card.options.map(({ service, name }) => ({ value: service, label: name })));

const asked = (card, desk, text, options) =>
  frame(
    "question",
    text,
    html`<p class="conclusion">${text}</p>
      <div class="options ${options.length > 8 ? "many" : ""}" role="group" aria-label=${text}>
        ${options.map((option) => button(card, desk, option))}
      </div>`,
  );

function button(card, desk, { value, label }) {
  const picked = desk.picked(card.question_id) === value;
  return html`<button
    class="option ${picked ? "picked" : ""}"
    ?disabled=${!desk.latest}
    @click=${() => desk.choose(card.question_id, value, label)}
  >
    ${label}${picked ? html`<span class="pick">（${cardWords.picked}）</span>` : ""}
  </button>`;
}
