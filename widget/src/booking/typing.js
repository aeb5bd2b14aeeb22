/** What is being typed into the form: in memory only, wiped with the conversation. */

/**
 * One person's particulars for all holds of a conversation, so that an expired hold costs nobody
 * his typing; what belongs to one hold (consent, code, errors) is made anew for another.
 */
export function draftOf(card, desk) {
  const drafts = desk.typed;
  if (!drafts.has(card.reference)) drafts.set(card.reference, { errors: {}, trouble: "" });
  return drafts.get(card.reference);
}

const KEPT = new Set(["name", "phone", "beneficiary", "place"]);

export const valueOf = (field, draft, desk) => (KEPT.has(field) ? desk.typed.get(field) : draft[field]) || "";

/** Take what was typed; its error is over, and nothing is sent by itself any more. */
export function type(field, value, draft, desk) {
  if (KEPT.has(field)) desk.typed.set(field, value);
  else draft[field] = value;
  draft.waiting = false;
  if (draft.errors[field]) {
    draft.errors = { ...draft.errors, [field]: "" };
    desk.redraw();
  }
}
