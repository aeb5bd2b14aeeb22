/** The form's fields: each with its label, hint and error. */

import { html, nothing } from "lit/html.js";
import { some, withPhones } from "../cards/parts.js";
import * as w from "./booking_words.js";
import { byCode, confirm, sendCode } from "./sending.js";
import { type, valueOf } from "./typing.js";

export function fields(card, desk, draft) {
  const field = (name, more) => input({ name, card, desk, draft, ...more });
  const submit = (event) => {
    event.preventDefault();
    confirm(card, desk, draft, event.target);
  };
  return html`<form class="contact tap" novalidate autocomplete=${desk.kiosk ? "off" : "on"} @submit=${submit}>
    ${field("name", { autocomplete: "name", most: 40 })}
    ${field("phone", { autocomplete: "tel", mode: "tel", most: 24 })}
    ${byCode(card, draft) ? code(card, desk, draft, field) : html`<p class="box" role="status">${w.willCall}</p>`}
    ${field("beneficiary", { most: 40 })}
    ${card.place_wanted ? field("place", { autocomplete: "street-address", most: 120 }) : nothing}
    ${consent(card, desk, draft)}
    <p class="fault" role="alert">${withPhones(draft.trouble)}</p>
    <button class="agree" aria-disabled=${draft.busy ? "true" : "false"}>${draft.busy ? w.sending : byCode(card, draft) ? w.confirm.code : w.confirm.call}</button>
    <p class="quiet">${w.whereKept}</p>
  </form>`;
}

const idOf = (card, name) => `${card.reference}-${name}`;

const described = (card, draft, name) =>
  [w.hints[name] && `${idOf(card, name)}-hint`, draft.errors[name] && `${idOf(card, name)}-error`].filter(Boolean).join(" ");

function input({ name, card, desk, draft, autocomplete = "off", mode = "text", most }) {
  const id = idOf(card, name);
  return html`<div class="field">
    <label for=${id}>${w.labels[name]}</label>
    ${some(w.hints[name], (hint) => html`<small id="${id}-hint">${hint}</small>`)}
    <input
      id=${id}
      type=${mode === "tel" ? "tel" : "text"}
      inputmode=${mode}
      autocomplete=${desk.kiosk ? "off" : autocomplete}
      maxlength=${most}
      aria-required=${name === "beneficiary" ? "false" : "true"}
      aria-invalid=${draft.errors[name] ? "true" : "false"}
      aria-describedby=${described(card, draft, name)}
      .value=${valueOf(name, draft, desk)}
      @input=${(event) => type(name, event.target.value, draft, desk)}
    />
    ${error(id, draft.errors[name])}
  </div>`;
}

const error = (id, said) => some(said, () => html`<p class="fault" id="${id}-error">${withPhones(said)}</p>`);

/** The code that comes by SMS, and the button that sends it. */
const code = (card, desk, draft, field) => html`<div class="code">
  ${field("code", { autocomplete: "one-time-code", mode: "numeric", most: 12 })}
  <button
    type="button"
    class="option"
    aria-disabled=${draft.asking || draft.again ? "true" : "false"}
    @click=${(event) => sendCode(card, desk, draft, event.target.closest("form"))}
  >
    ${draft.sent ? w.sendAgain : w.sendCode}
  </button>
  <p class="quiet" role="status">${draft.sent ? w.codeSent(draft.sent, draft.again) : ""}</p>
  <button type="button" class="chip" @click=${() => desk.redraw((draft.call = true))}>${w.noCode}</button>
</div>`;

function consent(card, desk, draft) {
  const id = idOf(card, "consent");
  return html`<div class="field">
    <label class="tick">
      <input
        id=${id}
        type="checkbox"
        aria-required="true"
        aria-invalid=${draft.errors.consent ? "true" : "false"}
        aria-describedby=${described(card, draft, "consent")}
        .checked=${Boolean(draft.consent)}
        @change=${(event) => type("consent", event.target.checked, draft, desk)}
      />
      <span>${card.consent}</span>
    </label>
    ${error(id, draft.errors.consent)}
  </div>`;
}
