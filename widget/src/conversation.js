/**
 * The conversation with the door: the session, what was said, what waits to be sent.
 * It knows nothing of the page; `changed` is called after each change.
 */

import { Door, Refused } from "./door.js";
import { Listening } from "./listening.js";
import * as words from "./words.js";

/** A fresh id for a message. crypto.randomUUID is missing on pages without https. */
export function newId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

const EMPTY = () => ({
  token: "",
  noticeVersion: "",
  renewAfter: 0,
  characters: 1000,
  lastId: 0,
  entries: [],
  outgoing: [],
  ticks: {},
  rated: {},
  opened: false,
  large: false,
  dark: null,
  skew: null,
});

export class Conversation {
  /**
   * @param {string} base the portal's origin
   * @param {import("./keeping.js").Keeping} keeping
   * @param {() => void} changed
   */
  constructor(base, keeping, changed) {
    this.door = new Door(base);
    this.keeping = keeping;
    this.changed = changed;
    this.notice = null;
    this.trouble = "";
    this.sending = false;
    this.replaying = false;
    this.listening = new Listening(this.door, (event) => this._heard(event), this._line.bind(this));
    this._take({ ...EMPTY(), ...keeping.load() });
  }

  _take(state) {
    this.state = state;
    this.door.token = state.token;
    this.typed = new Map(); // into forms; kept nowhere else
  }

  /** Note `part` of the state, keep it, show it. */
  put(part) {
    Object.assign(this.state, part);
    this.door.token = this.state.token;
    this.keeping.save(this.state);
    this.changed();
  }

  get agreed() {
    return Boolean(this.state.noticeVersion);
  }

  /** Begin to show: the notice where it wasn't agreed to, else the stream. */
  async start() {
    if (this.state.token) return this._connect();
    if (this.agreed) return this._try(() => this._newSession(this.state.noticeVersion));
    return this._try(async () => {
      this.notice = await this.door.notice();
    });
  }

  /** Nobody looks: end the stream. */
  pause() {
    this.listening.stop();
  }

  /** The citizen agreed to the notice. */
  agree() {
    return this._try(() => this._newSession(this.notice.version));
  }

  say(text) {
    return this._send({ text }, text);
  }

  choose(question, value, label) {
    return this._send({ choice: { question_id: question, value } }, label);
  }

  _send(body, label) {
    const message = { message_id: newId(), ...body, label };
    this.put({ outgoing: [...this.state.outgoing, message] });
    return this.flush();
  }

  discard(messageId) {
    this.put({ outgoing: this.state.outgoing.filter((m) => m.message_id !== messageId) });
  }

  /** Send what waits, one after the other; what fails stays for the next time. */
  async flush() {
    if (this.sending || !this.agreed) return;
    if (!this.state.token) {
      await this.start();
      return;
    }
    this.sending = true;
    clearTimeout(this._later);
    while (this.state.outgoing.length && (await this._sendFirst()));
    this.sending = false;
    this.changed();
  }

  async _sendFirst() {
    const [{ label, failed, ...message }] = this.state.outgoing;
    this._mark(message.message_id, { failed: false });
    try {
      await this._renew();
      this._answered(await this.door.chat(message), label);
      this.trouble = "";
      return true;
    } catch (error) {
      return this._refused(error, message, label);
    }
  }

  /** Whether to go on with what waits behind a message that was refused. */
  async _refused(error, message, label) {
    if (!(error instanceof Refused)) throw error;
    if (error.sessionGone) return this._anew(message);
    if (error.passing) {
      this._mark(message.message_id, { failed: true });
      this._retryIn(error);
      return false;
    }
    if (this._waits(message.message_id)) {
      this._add({ kind: "said", id: message.message_id, text: label, choice: message.choice });
    }
    this.discard(message.message_id);
    this._add({ kind: "note", id: newId(), text: error.text || words.away });
    return true;
  }

  _retryIn(error) {
    this.trouble = error.text || (navigator.onLine ? words.away : words.offline);
    if (error.retryAfter) this._later = setTimeout(() => this.flush(), error.retryAfter * 1000);
    this.changed();
  }

  /** The session is gone: a new one under the same consent; old buttons mean nothing any more. */
  async _anew(message) {
    this.listening.stop();
    const old = this.state.entries.map((entry) => ({ ...entry, old: true }));
    this.put({ token: "", lastId: 0, entries: old });
    if (old.length) this._add({ kind: "note", id: newId(), text: words.renewed, old: true });
    if (message?.choice) this.discard(message.message_id);
    return this._try(() => this._newSession(this.state.noticeVersion));
  }

  async _newSession(version) {
    try {
      const made = await this.door.session(version, this.keeping.remembered);
      this._admit(made);
      this.put({ noticeVersion: version });
    } catch (error) {
      if (error.code === "notice_changed") return this._noticeChanged(error.body.notice);
      throw error;
    }
    this.notice = null;
    await this._connect();
    return undefined;
  }

  _admit(made) {
    this.put({
      token: made.token,
      renewAfter: made.renew_after,
      characters: made.limits.characters,
    });
  }

  _noticeChanged(notice) {
    this.notice = notice;
    this.trouble = words.noticeChanged;
    this.put({ noticeVersion: "" });
  }

  async _renew() {
    if (Date.now() / 1000 < this.state.renewAfter) return;
    this._admit(await this.door.session(this.state.noticeVersion, this.keeping.remembered));
  }

  /** Keep the conversation beyond the tab, here and at the portal, or no longer. */
  remember(longer) {
    this.keeping.remember(longer, this.state);
    this.put({ renewAfter: 0 });
    return this._try(() => this._renew());
  }

  /** Do it; a refusal becomes a sentence. Returns whether it worked. */
  async _try(work) {
    this.trouble = "";
    try {
      await work();
      return true;
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      if (error.code === "too_many_sessions") this._sessionLater(work, error.retryAfter);
      else this.trouble = error.text || (navigator.onLine ? words.away : words.offline);
      return false;
    } finally {
      this.changed();
    }
  }

  _sessionLater(work, seconds) {
    this.trouble = words.tooMany;
    setTimeout(() => this._try(work), (seconds || 5) * 1000);
  }

  async _connect() {
    this.replaying = !this.state.lastId;
    this.listening.start(() => this.state.lastId);
    await this.flush();
  }

  /** What became of the line: "ready", "lost", "gone" (no such session), "refused" with words. */
  _line(state, error) {
    this.replaying = false;
    if (state === "ready") {
      this.trouble = "";
      this.flush();
    }
    if (state === "lost") this.trouble = navigator.onLine ? "" : words.offline;
    if (state === "gone" && !this.sending) this._anew();
    if (state === "refused") this.trouble = error.text || words.away;
    this.changed();
  }

  _heard({ id, event, data }) {
    if (id) this.put({ lastId: Number(id), skew: this._skew(data.at) });
    if (event === "said") this._said(data);
    if (event === "answer") this._answered(data, "");
    if (event === "forgotten") this.wipe(words.forgotten);
  }

  /** How far this device's clock is ahead, in ms; an event that was late makes it seem more. */
  _skew(at) {
    return Math.min(Date.now() - at * 1000, this.state.skew ?? Infinity);
  }

  _said({ message_id: id, text, choice, at }) {
    const entries = this.state.entries;
    const known = entries.findIndex((entry) => entry.kind === "said" && entry.id === id);
    const entry = { kind: "said", id, text, choice, at };
    if (known < 0) return this.put({ entries: [...entries, entry] });
    return this.put({ entries: entries.map((old, index) => (index === known ? entry : old)) });
  }

  /** The answer, from the reply or the stream, whichever is first; and its message, now sent. */
  _answered({ message_id: id, messages, at }, label) {
    const sent = this.state.outgoing.find((message) => message.message_id === id);
    if (sent) {
      this.discard(id);
      if (!this._has("said", id)) {
        this._add({ kind: "said", id, text: label || sent.label, choice: sent.choice });
      }
    }
    if (!this._has("answer", id)) this._add({ kind: "answer", id, messages, at });
  }

  /** The card that a step of booking answered with; the stream brings it, too. */
  async booked({ message_id: id, card }) {
    this._answered({ message_id: id, messages: [{ text: card.text, card }] });
  }

  _has(kind, id) {
    return this.state.entries.some((entry) => entry.kind === kind && entry.id === id);
  }

  _waits(id) {
    return this.state.outgoing.some((message) => message.message_id === id);
  }

  _add(entry) {
    this.put({ entries: [...this.state.entries, entry] });
  }

  _mark(id, part) {
    const mark = (message) => (message.message_id === id ? { ...message, ...part } : message);
    this.put({ outgoing: this.state.outgoing.map(mark) });
  }

  async rate(messageId, helpful) {
    this.put({ rated: { ...this.state.rated, [messageId]: helpful } });
    await this.door.rate(messageId, helpful).catch(() => {}); // an opinion lost harms nobody
  }

  /** Delete everything, here and at the portal. Returns whether the portal did its part. */
  async forget() {
    let kept;
    try {
      if (this.state.token) kept = (await this.door.forget()).appointments;
    } catch (error) {
      if (!error.sessionGone) {
        this.trouble = error.text || words.forgetFailed;
        this.changed();
        return false;
      }
    }
    this.wipe(words.forgotten + (kept?.length ? words.stillBooked(kept.join("、")) : ""));
    return true;
  }

  /** The page goes: ask the portal to forget without waiting for its answer. */
  leave() {
    if (this.state.token) this.door.forget(true).catch(() => {});
  }

  /** Forget everything here; `said` is shown in its place. */
  wipe(said = "") {
    this.listening.stop();
    const { opened, large, dark } = this.state;
    this.keeping.clear();
    this._take({ ...EMPTY(), opened, large, dark });
    this.trouble = said;
    this.notice = null;
    this.changed();
    if (opened) this.door.notice().then((notice) => this._show(notice), () => {});
  }

  _show(notice) {
    this.notice = notice;
    this.changed();
  }
}
