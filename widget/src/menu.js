/** 更多: large type, dark, start over, remember, delete. */

import { html, nothing } from "lit/html.js";
import * as words from "./words.js";

export function menu(guide) {
  const { talk } = guide;
  return html`<div class="menu" role="group" aria-label=${words.menu}>
    ${toggle(words.largeType, talk.state.large, () => talk.put({ large: !talk.state.large }))}
    ${toggle(words.dark, isDark(guide), () => talk.put({ dark: !isDark(guide) }))}
    ${talk.state.token ? ofConversation(guide) : nothing}
  </div>`;
}

const isDark = (guide) => guide.renderRoot.querySelector(".wrap").classList.contains("dark");

const toggle = (label, on, click) =>
  html`<button aria-pressed=${on ? "true" : "false"} @click=${click}>${label}</button>`;

const ofConversation = (guide) => html`
  ${button(words.startOver, () => guide.say(words.startOverText))} ${guide.isKiosk ? kiosk(guide) : keeping(guide)}
`;

const button = (label, click) => html`<button @click=${click}>${label}</button>`;

const kiosk = (guide) => button(words.kioskEnd, () => close(guide, guide.end()));

function keeping(guide) {
  const { talk } = guide;
  const { remembered } = talk.keeping;
  return html`
    ${toggle(words.remember, remembered, () => talk.remember(!remembered))}
    ${guide.forgetting ? sure(guide) : button(words.forget, () => guide.put({ forgetting: true }))}
    <p>${words.rememberWarning}</p>
  `;
}

const sure = (guide) => html`
  <p role="alert">${words.forgetSure}</p>
  ${button(words.forgetYes, () => close(guide, guide.talk.forget()))} ${button(words.forgetNo, () => guide.put({ forgetting: false }))}
`;

async function close(guide, done) {
  guide.put({ forgetting: false, menuOpen: false });
  await done;
  guide._focusIn();
}
