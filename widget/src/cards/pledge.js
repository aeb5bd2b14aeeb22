/** A pledge's sample, to read and to print. */

import { html } from "lit/html.js";
import * as w from "./card_words.js";
import * as checklistWords from "./checklist_words.js";
import { aloudAndCopy, basis, frame, paperActs, row, some } from "./parts.js";

export const pledge = (card, desk) =>
  frame(
    "pledge",
    w.pledgeTitle(card.name),
    html`
      <p class="about">${w.pledgeFor(card.service_name)}</p>
      <h3 class="conclusion">${w.pledgeTitle(card.name)}</h3>
      <p class="note">${w.pledgeSample}</p>
      <div class="sheet">
        <h4>${w.declares}</h4>
        <ol>
          ${card.declares.map((line) => html`<li>${line}</li>`)}
        </ol>
        <p class="signature">${w.signature}<span></span></p>
        <p class="signature">${w.signedOn}</p>
      </div>
      <dl>
        ${row(w.checked, card.checked_by)} ${row(w.consequences, card.consequences.join("；"))}
        ${row(checklistWords.bar, card.bar)}
      </dl>
      ${some(card.alternative, (said) => html`<p class="box">${said}</p>`)}
      <dl>${basis(card.basis)}</dl>
    `,
    html`${paperActs(desk)} ${aloudAndCopy(card, desk)}`,
  );
