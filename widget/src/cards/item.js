/** One piece of evidence on a list: what to do with it, and why on a tap. */

import { html, nothing } from "lit/html.js";
import * as w from "./checklist_words.js";
import { basis, folded, row, some } from "./parts.js";

/** The paper meant: what needn't be handed in of a certificate in the library is its copy. */
export const nameOf = (item) => (item.treatment === "exempt" ? `${item.name}复印件` : item.name);

/** Why an item is treated so, by which law, and what else would do. */
export const why = (item, desk) => html`
  <dl>
    ${row(w.reason, item.reason)} ${basis(item.basis)} ${row(w.issuer, item.issuer)}
    ${row(w.whereToGet, item.where_to_get)} ${row(w.validFor, item.valid_for)}
    ${row(w.fallback, item.fallback)} ${row(w.bar, item.bar)}
    ${row(w.alternatives, item.alternatives.join("；"))}
  </dl>
  ${some(!desk.kiosk && item.pledge, () => sample(item, desk))}
`;

const sample = (item, desk) => html`<a
  class="chip tap"
  href="${desk.base}/p/${encodeURIComponent(item.pledge)}"
  target="_blank"
  rel="noopener"
  >${w.sample}</a
>`;

/** A name with a box to tick; the tick is the citizen's own and goes nowhere. */
export const tickable = (key, name, note, desk) => html`
  <label class="tick">
    <input type="checkbox" .checked=${desk.ticked(key)} @change=${(event) => desk.tick(key, event.target.checked)} />
    <span><b>${name}</b>${some(note, () => html`<small>${note}</small>`)}</span>
  </label>
`;

/** A row without a box; only what is certain gets a check mark. */
export const plain = (name, note, group) => html`<div class="tick done">
  <span class="mark" aria-hidden="true">${group === "nothing" ? "✓" : "·"}</span>
  <span><b>${name}</b>${some(note, () => html`<small>${note}</small>`)}</span>
</div>`;

/** The same word under every item: who hears it hears of which. */
export const whyTitle = (item) => html`${w.why}<span class="unseen">：${nameOf(item)}</span>`;

/** An item; `boxed` gives it a box to tick. */
export function itemRow(item, service, desk, boxed) {
  const steps = item.steps.map((step) => step.what).join("，再");
  const key = `${service}:${item.evidence}`;
  return html`<li>
    ${boxed ? tickable(key, nameOf(item), steps, desk) : plain(nameOf(item), steps, item.group)}
    ${item.group === "checking" ? nothing : folded(whyTitle(item), why(item, desk))}
  </li>`;
}
