/** Posting the form: checked here for what is certain, by the portal for the rest. */

import { away } from "../words.js";
import * as w from "./booking_words.js";
import { valueOf } from "./typing.js";

const MOBILE = /^(?:(?:\+|00)?86)?1[3-9]\d{9}$/;
const LANDLINE = /^0\d{9,11}$/;
/** The session, the hold or its time is over: 401, 404, 410. */
const GONE = new Set([401, 404, 410]);
const A_MINUTE = 60_000;

/** Whether the telephone is verified by a code; else staff call it. */
export const byCode = (card, draft) => card.verify === "code" && !draft.call;

/** Full-width digits and separators are as good as plain ones. */
const plain = (told) => told.normalize("NFKC").replace(/[\s()./–—-]/g, "");

const isMobile = (told) => MOBILE.test(plain(told));

/** What is certainly missing or wrong: field to sentence. */
function faults(card, desk, draft) {
  const value = (name) => valueOf(name, draft, desk).trim();
  const phone = value("phone");
  return {
    ...(!value("name") && { name: w.wantName }),
    ...(!phone && { phone: w.wantPhone }),
    ...(phone && !isMobile(phone) && !LANDLINE.test(plain(phone)) && { phone: w.badPhone }),
    ...(card.place_wanted && !value("place") && { place: w.wantPlace }),
    ...(byCode(card, draft) && draft.sent && !value("code") && { code: w.wantCode }),
    ...(!draft.consent && { consent: w.wantConsent }),
  };
}

/** Show what is wrong and go to the first of it. */
async function show(errors, desk, draft, form) {
  draft.errors = errors;
  await desk.redraw();
  form.querySelector("[aria-invalid=true]")?.focus();
}

/** Send a code to the telephone. */
export async function sendCode(card, desk, draft, form) {
  if (draft.asking || draft.again) return;
  const phone = valueOf("phone", draft, desk).trim();
  if (!isMobile(phone)) return show({ ...draft.errors, phone: phone ? w.mobileForCode : w.wantPhone }, desk, draft, form);
  Object.assign(draft, { asking: true, trouble: "" });
  desk.redraw();
  try {
    await desk.book("code", { phone });
    Object.assign(draft, { sent: plain(phone).slice(-4), code: "", again: true });
    setTimeout(() => desk.redraw((draft.again = false)), A_MINUTE);
    form.querySelector("[inputmode=numeric]")?.focus();
  } catch (error) {
    await refused(error, card, desk, draft, form);
  } finally {
    draft.asking = false;
    desk.redraw();
  }
}

/** Book: the appointment is shown as the next answer. */
export async function confirm(card, desk, draft, form) {
  if (draft.busy) return;
  const errors = faults(card, desk, draft);
  if (Object.keys(errors).length) return show(errors, desk, draft, form);
  Object.assign(draft, { busy: true, trouble: "", waiting: false });
  desk.redraw();
  try {
    const answer = await desk.book("confirm", told(card, desk, draft));
    desk.typed.clear();
    desk.booked(answer);
  } catch (error) {
    await refused(error, card, desk, draft, form, () => confirm(card, desk, draft, form));
  } finally {
    draft.busy = false;
    desk.redraw();
  }
}

function told(card, desk, draft) {
  const value = (name) => valueOf(name, draft, desk).trim();
  const code = value("code");
  return {
    reference: card.reference,
    name: value("name"),
    phone: value("phone"),
    beneficiary: value("beneficiary"),
    place: card.place_wanted ? value("place") : "",
    consent: true,
    ...(byCode(card, draft) ? code && { code: plain(code) } : { by_call: true }),
  };
}

/** The portal's sentence where it belongs; without a line, sent by itself when it is back. */
async function refused(error, card, desk, draft, form, anew) {
  const { field } = error.body || {};
  draft.gone = GONE.has(error.status);
  if (field && form.querySelector(`[id="${card.reference}-${field}"]`)) return show({ [field]: error.text }, desk, draft, form);
  draft.trouble = error.text || (navigator.onLine ? away : anew ? w.keptOffline : w.noLine);
  draft.errors = {};
  if (error.code === "network" && anew) onceOnline(draft, anew);
  return undefined;
}

/** Confirming twice books once, so it may be sent again; not where somebody types meanwhile. */
function onceOnline(draft, anew) {
  draft.waiting = true;
  addEventListener("online", () => draft.waiting && anew(), { once: true });
}
