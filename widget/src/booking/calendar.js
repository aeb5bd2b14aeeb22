/** An appointment as a calendar file (RFC 5545). */

const LONGEST = 18; // characters a line: 75 octets at four octets a character, and the space

const fold = (line) => line.match(new RegExp(`[^]{1,${LONGEST}}`, "gu")).join("\r\n ");
const escaped = (text) => text.trim().replace(/[\\;,]/g, "\\$&").replace(/\n/g, "\\n");
const stamp = (date) => date.toISOString().replace(/[-:]|\.\d+/g, "");

/** The text of the file: the start, the words of the card, a reminder two hours before. */
export function calendar(card, words) {
  const said = [
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//no-proof-guide//zh",
    "BEGIN:VEVENT",
    `UID:${card.reference}`,
    `DTSTAMP:${stamp(new Date())}`,
    `DTSTART:${stamp(new Date(card.starts_at))}`,
    `SUMMARY:${escaped(words.summary(card))}`,
    `LOCATION:${escaped(card.place)}`,
    `DESCRIPTION:${escaped(card.text)}`,
    "BEGIN:VALARM",
    "ACTION:DISPLAY",
    "TRIGGER:-PT2H",
    `DESCRIPTION:${escaped(words.summary(card))}`,
    "END:VALARM",
    "END:VEVENT",
    "END:VCALENDAR",
  ];
  return said.map(fold).join("\r\n") + "\r\n";
}
