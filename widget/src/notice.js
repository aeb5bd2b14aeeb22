/** The privacy notice, shown before the first message. */

import { html, nothing } from "lit/html.js";
import { folded, row, withPhones } from "./cards/parts.js";
import * as words from "./words.js";

export function noticeView(guide) {
  const { title, paragraphs, kept, page } = guide.talk.notice;
  return html`<section class="card notice" aria-label=${title}>
    <h3>${title}</h3>
    ${paragraphs.map((text) => html`<p>${withPhones(text)}</p>`)}
    ${folded(words.noticeMore, html`<dl>${kept.map((each) => row(each.what, each.how_long))}</dl>`)}
    ${guide.isKiosk
      ? nothing
      : html`<p><a href=${new URL(page, guide.base)} target="_blank" rel="noopener">${words.noticePage}</a></p>`}
    <button class="agree" @click=${() => agree(guide)}>${words.agree}</button>
  </section>`;
}

async function agree(guide) {
  await guide.talk.agree();
  await guide.updateComplete;
  guide._focusIn();
}
