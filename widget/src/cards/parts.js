/** What several cards share. */

import { html, nothing } from "lit/html.js";
import * as w from "./checklist_words.js";
import * as words from "../words.js";

/** `value` through `template`, nothing where there is none. */
export const some = (value, template) =>
  (Array.isArray(value) ? value.length : value) ? template(value) : nothing;

export const lines = (text) => text.split("\n").filter((line) => line.trim());

/** National lines that a citizen may have to ring at once; not the 120 of "120元". */
const PHONE = /(^|[^\d.])(110|119|120|12315|12333|12345|12348|12356|12366|12393)(?![\d元天日样万人])/g;

/** `text` with telephone numbers to tap. */
export function withPhones(text) {
  const parts = text.replace(PHONE, "$1\0$2\0").split("\0");
  return parts.map((part, index) => (index % 2 ? phone(part) : part));
}

export const phone = (number) => html`<a class="phone" href="tel:${number}">${number}</a>`;

export const call = (number) => html`<a class="call" href="tel:${number}">${words.call(number)}</a>`;

/** A row of a term and what is said of it. */
export const row = (term, said) =>
  some(said === nothing ? "" : said, () => html`<div class="row"><dt>${term}</dt><dd>${said}</dd></div>`);

const citation = ({ law, article, certainty }) =>
  html`<li>《${law.replace(/[《》]/g, "")}》${article}${certainty === "read" ? nothing : w.excerpt}</li>`;

const laws = (cited) => html`<ul class="laws">${cited.map(citation)}</ul>`;

export const basis = (cited) => row(w.law, some(cited, laws));

/** The laws behind a tap. */
export const law = (cited) => some(cited, () => folded(w.law, laws(cited)));

/** A part that opens on a tap. */
export const folded = (title, body, open = false) =>
  html`<details ?open=${open}><summary>${title}</summary><div class="inside">${body}</div></details>`;

/** A text whose first sentence is the conclusion. */
export function told(text) {
  const [first, ...rest] = lines(text);
  const [conclusion] = /^.*?[。？！](?!”)/.exec(first) || [first];
  const others = [first.slice(conclusion.length), ...rest].filter(Boolean);
  return html`<p class="conclusion">${withPhones(conclusion)}</p>
    ${others.map((line) => html`<p>${withPhones(line)}</p>`)}`;
}

/** A button that says something for the citizen. */
export const saying = (desk, text, label) =>
  html`<button class="chip tap" @click=${() => desk.say(text)}>${label}</button>`;

export const aloudAndCopy = (card, desk) => html`
  ${desk.canSpeak
    ? html`<button class="act" aria-pressed=${desk.speaking === card.text} @click=${() => desk.aloud(card.text)}>
        ${desk.speaking === card.text ? words.quiet : words.aloud}
      </button>`
    : nothing}
  <button class="act" @click=${() => desk.copy(card.text)}>${words.copy}</button>
`;

export const paperActs = (desk) => html`
  <button class="act" @click=${desk.print}>${words.print}</button>
  ${desk.kiosk ? nothing : html`<button class="act" @click=${desk.save}>${words.save}</button>`}
`;

/** The frame of every card. */
export const frame = (kind, label, body, acts) => html`
  <article class="card ${kind}" aria-label=${label}>
    ${body}
    <div class="acts">${acts}</div>
  </article>
`;
