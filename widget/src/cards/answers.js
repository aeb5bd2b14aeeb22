/** Shorter answers: their text speaks, what is behind it opens on a tap. */

import { html } from "lit/html.js";
import * as w from "./checklist_words.js";
import * as words from "../words.js";
import { aloudAndCopy, call, frame, law, lines, row, some, told, withPhones } from "./parts.js";

/** The card's text without the line of laws, which is folded. */
const spoken = (card) => lines(card.text).filter((line) => !/^(要它的)?依据：/.test(line)).join("\n");

export const explanation = (card, desk) =>
  frame(
    `explanation ${card.treatment || ""}`,
    card.name,
    html`<p class="about">${card.service_name}</p>
      ${told(spoken(card))} ${law(card.basis.length ? card.basis : card.demanded_by)}`,
    aloudAndCopy(card, desk),
  );

export const evidence = (card, desk) =>
  frame("evidence", card.name, html`${told(spoken(card))} ${law(card.basis)}`, aloudAndCopy(card, desk));

export const office = (card, desk) =>
  frame(
    "office",
    card.name,
    html`<p class="about">${card.name}</p>
      <dl>
        ${row(w.where, places(card))} ${row(w.days, card.days)} ${row(w.fee, card.fee)}
      </dl>
      <p>${withPhones(lines(card.text).slice(-1)[0])}</p>
      <p>${call(card.phone)}</p>`,
    aloudAndCopy(card, desk),
  );

const places = ({ where, department }) =>
  where.length
    ? html`<ul class="laws">${where.map(({ level, note }) => html`<li>${level}${note ? `：${note}` : ""}</li>`)}</ul>`
    : department;

/** Where a person answers. */
export const withCall = (card, desk) =>
  frame(
    card.card,
    words.title,
    html`${told(card.text)} ${some(card.phone, () => html`<p>${call(card.phone)}</p>`)}`,
    aloudAndCopy(card, desk),
  );

const URGENT = { emergency: ["110", "119", "120"], violence_or_suicide: ["12356", "110", "120"] };

export const outOfScope = (card, desk) =>
  frame(
    `out_of_scope ${URGENT[card.kind] ? "urgent" : ""}`,
    words.title,
    html`${told(card.text)}
      ${some(URGENT[card.kind], (numbers) => html`<div class="chips">${numbers.map(call)}</div>`)}`,
    aloudAndCopy(card, desk),
  );

/** A card that this widget doesn't know yet. */
export const unknown = (card, desk, file) =>
  frame(
    "unknown",
    words.title,
    html`${told(card.text)}
      ${some(file === "missing", () => html`<p>${withPhones(words.away)}</p>
        <button class="act" @click=${() => desk.later(true)}>${words.again}</button>`)}`,
    aloudAndCopy(card, desk),
  );
