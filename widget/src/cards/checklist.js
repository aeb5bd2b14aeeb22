/** The checklist: the conclusion, then what to bring, to sign, and what needs nothing. */

import { html, nothing } from "lit/html.js";
import * as w from "./checklist_words.js";
import { itemRow, tickable } from "./item.js";
import { bullets, deadlines, lighterGroups } from "./lists.js";
import { aloudAndCopy, basis, folded, frame, paperActs, phone, row, saying, some, withPhones } from "./parts.js";

export function checklist(card, desk) {
  const body = card.outcome === "checklist" ? list(card, desk) : otherOutcome(card, desk);
  return frame("checklist", card.spoken, body, html`${paperActs(desk)} ${aloudAndCopy(card, desk)}`);
}

const otherOutcome = (card, desk) => html`
  <p class="about">${card.spoken}</p>
  <h3 class="conclusion">${w.outcomes[card.outcome]}</h3>
  <p>${withPhones(card.reason)}</p>
  ${some(card.other_service, ({ name }) => html`<p>${saying(desk, w.ask(name), w.ask(name))}</p>`)}
  <dl>${row(w.where, card.where_instead)} ${basis(card.basis)}</dl>
  ${branches(card, desk)} ${source(card, desk)}
`;

const list = (card, desk) => html`
  ${changes(card)}
  <p class="about">${card.spoken}</p>
  <h3 class="conclusion">${conclusion(card)}</h3>
  ${before(card)} ${bring(card, desk)} ${rest(card, desk)} ${deadlines(card.apply_within)} ${who(card)} ${branches(card, desk)}
  ${office(card)} ${mistakes(card)} ${next(card, desk)} ${source(card, desk)}
`;

const inGroup = (card, name) => card.items.filter((item) => item.group === name);

function conclusion(card) {
  const signed = inGroup(card, "sign").length;
  const spared = inGroup(card, "nothing").length;
  const brings = card.now !== 0 && inGroup(card, "bring").length;
  const said = brings ? [count("bring", w.conclusion.bring, w.between(card.now))] : [w.nothingToBring];
  if (signed) said.push(count("sign", w.conclusion.sign, w.signed(signed)));
  if (spared) said.push(count("nothing", w.conclusion.nothing, w.pieces(spared)));
  return said.map((part, index) => html`${index ? "，" : nothing}${part}`);
}

const count = (kind, verb, number) => html`<span class="count ${kind}">${verb}<b>${number}</b></span>`;

function changes({ changes: made }) {
  const how = ({ from, to }) => (to === null ? w.dropped : from === null ? w.added : w.otherWay);
  return some(
    made,
    () => html`<div class="box changed">
      <b>${w.changed}</b>${some(made[0].because, (said) => html`（${w.because(said)}）`)}
      <ul>
        ${made.map((change) => html`<li>${change.name}：${how(change)}</li>`)}
      </ul>
    </div>`,
  );
}

const before = (card) =>
  some(card.before, ({ pieces, source: told }) =>
    folded(`${w.before}${w.pieces(pieces.length)}`, html`<p>${pieces.join("、")}</p><p class="quiet">${told}</p>`),
  );

/** What to carry: always the same things, the pieces to bring, the forms. */
function bring(card, desk) {
  const carried = card.always_carry.map((name) => ({ key: `${card.service}:carry:${name}`, name }));
  const items = inGroup(card, "bring");
  const keys = [...carried.map(({ key }) => key), ...items.map((item) => `${card.service}:${item.evidence}`)];
  if (!keys.length && !card.forms.length) return nothing;
  const ready = keys.filter((key) => desk.ticked(key)).length;
  return html`<section class="group bring">
    <h4>${w.bring}${some(keys.length, () => html`<span class="ready tap">${w.readyCount(ready, keys.length)}</span>`)}</h4>
    <ul>
      ${carried.map(({ key, name }) => html`<li>${tickable(key, name, "", desk)}</li>`)}
      ${items.map((item) => itemRow(item, card.service, desk, true))}
    </ul>
    ${some(card.forms, () => folded(`${w.forms}（${w.formsNote}）`, bullets(card.forms)))}
  </section>`;
}

function rest(card, desk) {
  const voluntary = inGroup(card, "sign").some((item) => item.bar);
  const rowOf = (boxed) => (item) => itemRow(item, card.service, desk, boxed);
  return html`${lighterGroups(card.items, rowOf, voluntary && w.signNote)} ${procedures(card)}`;
}

const procedures = (card) =>
  some(card.procedures, () => html`<section class="group nothing"><h4>${w.procedures}</h4>${bullets(card.procedures)}</section>`);

const who = (card) => html`<dl class="who">
  ${row(w.who, card.who_must_come)}
  ${row(w.delegate, some(card.may_delegate, ({ allowed, with: papers }) => (allowed ? papers : w.delegateNo)))}
</dl>`;

/** What was told and assumed, and the other cases, each one tap away. */
function branches(card, desk) {
  const said = card.assumptions.filter((each) => each.matters);
  if (!card.facts.length && !said.length && !card.branches.length) return nothing;
  const names = Object.fromEntries(said.map((each) => [each.fact, each.name]));
  const others = (name, values) => html`<div class="chips">
    ${values.map((each) => saying(desk, w.correction(name || names[each.fact], each.label), each.label))}
  </div>`;
  const label = ({ name, label: value }) => (name ? `${name}：${value}` : value);
  return html`<section class="assumed">
    ${some(card.facts, () => html`<p><b>${w.told}</b>：${desk.latest ? html`<span class="tap">${w.mend}</span>` : card.facts.map(label).join("；")}</p>`)}
    ${some(desk.latest && card.facts, (told) => html`<div class="facts">
      ${told.map((each) => folded(label(each), others(each.name, each.others || [])))}
    </div>`)}
    ${some(said, () => html`<p><b>${w.assumed}</b>：${said.map(label).join("；")}</p>`)}
    ${some(desk.latest && card.branches, () =>
      folded(w.notSo, others("", card.branches)),
    )}
  </section>`;
}

function office(card) {
  const places = card.where.map(({ level, note }) => html`<li>${note ? `${level}：` : level}${withPhones(note)}</li>`);
  if (!places.length && !card.days && !card.fee) return nothing;
  return folded(
    w.office,
    html`<dl>
      ${row(w.where, places.length ? html`<ul class="laws">${places}</ul>` : "")} ${row(w.days, card.days)}
      ${row(w.fee, card.fee)} ${row(w.phone, phone(card.phone))}
    </dl>`,
  );
}

const mistakes = (card) => some(card.mistakes, (made) => folded(w.mistakes, bullets(made)));

const next = (card, desk) =>
  some(
    card.next_services,
    (services) => html`<section class="next">
      <h4>${w.next}</h4>
      ${some(card.next_note, () => html`<p>${card.next_note}</p>`)}
      <div class="chips">${services.map(({ name }) => saying(desk, w.ask(name), name))}</div>
    </section>`,
  );

const source = (card, desk) => html`<div class="quiet">
  ${some(card.overdue, () => html`<p class="box">${w.overdue(card.phone)}</p>`)}
  ${w.asOf(card.as_of)}${phone("12345")}。
  ${w.code}
  ${desk.kiosk
    ? html`<b>${card.code}</b>`
    : html`<a href="${desk.base}/c/${card.code}" target="_blank" rel="noopener"><b>${card.code}</b></a>`}（${w.codeNote}）
</div>`;
