/** The conditions, and who decides. */

import { html } from "lit/html.js";
import { aloudAndCopy, call, frame, law, lines, told, withPhones } from "./parts.js";

export function eligibility(card, desk) {
  const said = lines(card.text).filter((line) => !/^\d+\. /.test(line));
  return frame(
    "eligibility",
    card.name,
    html`${told(said.join("\n"))}
      <ol class="conditions">
        ${card.conditions.map(({ text, basis: cited }) => html`<li>${withPhones(text)} ${law(cited)}</li>`)}
      </ol>
      <p>${call(card.phone)}</p>`,
    aloudAndCopy(card, desk),
  );
}
