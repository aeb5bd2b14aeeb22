/** How long a time is held, by the portal's clock. */

const SOON = 15_000;
const timers = new Map();

/** Seconds left of the hold of `card`; the card is drawn anew while there are some. */
export function left(card, desk) {
  const seconds = (Date.parse(card.expires_at) - desk.now()) / 1000;
  clearTimeout(timers.get(card.reference));
  if (seconds > 0) timers.set(card.reference, setTimeout(desk.redraw, Math.min(SOON, seconds * 1000 + 50)));
  return seconds;
}

/** The time of day of `stamp`, as the portal wrote it. */
export const moment = (stamp) => stamp.slice(11, 16);
