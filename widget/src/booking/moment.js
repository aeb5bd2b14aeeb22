/** A time, its day large and the hours below it. */

import { html } from "lit/html.js";

export function when(window) {
  const [, day, hours] = /^(.*?日（周.）)(.*)$/.exec(window) || ["", window, ""];
  return html`<p class="when"><b>${day.replace(/^\d+年/, "")}</b> <span>${hours}</span></p>`;
}
