/** <no-proof-guide>: the launcher, the panel, the conversation in it. */

import { html, nothing } from "lit/html.js";
import cardStyle from "./card.css";
import shellStyle from "./shell.css";
import { canSpeak, hush, speak } from "./aloud.js";
import { Conversation } from "./conversation.js";
import { adopt, Element } from "./element.js";
import { entryView } from "./entries.js";
import { Keeping } from "./keeping.js";
import { Kiosk } from "./kiosk.js";
import { fetchLater } from "./later.js";
import { menu } from "./menu.js";
import { noticeView } from "./notice.js";
import { copy, print, save } from "./paper.js";
import * as words from "./words.js";

const COMPOSING = 229;
const SHOW_LEFT = 100;

const logo = html`<svg viewBox="0 0 24 24" aria-hidden="true"><path d="M4 4h16v12H10l-5 4v-4H4z M8 8.5h8 M8 12h5" /></svg>`;

export class Guide extends Element {
  static get observedAttributes() {
    return ["label", "theme", "examples"];
  }

  constructor() {
    super(cardStyle + shellStyle);
    Object.assign(this, { draft: "", speaking: "", said: "", opened: false, menuOpen: false });
    this._darkPage = matchMedia("(prefers-color-scheme: dark)");
    this._redraw = () => this.requestUpdate();
    this._flush = () => this.talk?.flush();
    this._leave = () => this.isKiosk && this.talk.leave();
    this._forgotten = (event) => event.key === this.talk.keeping.name && !event.newValue && this._elsewhere();
  }

  get isKiosk() {
    return this.hasAttribute("kiosk");
  }

  get inline() {
    return this.hasAttribute("inline");
  }

  get base() {
    return (this.getAttribute("door") || Guide.home || location.origin).replace(/\/+$/, "");
  }

  connectedCallback() {
    if (!this.talk) this._begin();
    this._darkPage.addEventListener("change", this._redraw);
    window.addEventListener("online", this._flush);
    window.addEventListener("offline", this._redraw);
    window.addEventListener("pagehide", this._leave);
    window.addEventListener("storage", this._forgotten);
    this.requestUpdate();
    if (this.hasAttribute("open") || this.inline || this.talk.state.opened) this._unfold(false);
  }

  disconnectedCallback() {
    this.talk.pause();
    this.idle?.stop();
    hush();
    this._darkPage.removeEventListener("change", this._redraw);
    window.removeEventListener("online", this._flush);
    window.removeEventListener("offline", this._redraw);
    window.removeEventListener("pagehide", this._leave);
    window.removeEventListener("storage", this._forgotten);
  }

  _begin() {
    const keeping = new Keeping(`no-proof-guide ${this.base}`, this.isKiosk);
    this.talk = new Conversation(this.base, keeping, this._redraw);
    if (this.isKiosk) this.idle = new Kiosk(this.getAttribute("kiosk"), () => this.end(), this._redraw);
  }

  /** Remembered history was deleted in another tab. */
  _elsewhere() {
    if (this.talk.keeping.remembered) this.talk.wipe(words.forgotten);
  }

  /** Show the panel. */
  show() {
    this._unfold(true);
  }

  /** Close the panel; focus goes back to the launcher. */
  async hide() {
    this.put({ opened: false, menuOpen: false });
    hush();
    this.talk.put({ opened: false });
    this.talk.pause();
    await this.updateComplete;
    this._find(".launcher")?.focus();
  }

  async _unfold(focus) {
    this.put({ opened: true });
    this.talk.put({ opened: true });
    const started = this.talk.start();
    await this.updateComplete;
    this._toEnd();
    if (!focus) return;
    this._find(".panel").focus();
    await started;
    await this.updateComplete;
    this._focusIn();
  }

  /** Kiosk: everything goes, here and at the portal; the next citizen finds a fresh panel. */
  async end() {
    hush();
    this.put({ draft: "", said: "" });
    this.talk.leave();
    this.talk.wipe();
    this.idle.stop();
  }

  render() {
    const { dark, large } = this.talk.state;
    const theme = this.getAttribute("theme");
    const asked = theme === "dark" || (theme !== "light" && this._darkPage.matches);
    const kind = `wrap ${(dark ?? asked) ? "dark" : ""} ${large ? "large" : ""}`;
    return html`<div class=${kind} lang="zh-CN" @keydown=${this._key} @pointerdown=${this._alive}>
      ${this.opened ? this._panel() : this._launcher()}
    </div>`;
  }

  _launcher() {
    const label = this.getAttribute("label") || words.launcher;
    return html`<button
      class="launcher"
      aria-expanded="false"
      @click=${this.show}
    >
      ${logo}<span>${label}</span>
    </button>`;
  }

  _panel() {
    const role = this.inline ? "region" : "dialog";
    return html`<div class="panel" role=${role} aria-labelledby="title" tabindex="-1">
      ${this._header()} ${this.menuOpen ? menu(this) : nothing}
      <div class="scroll" tabindex="0" role="region" aria-label=${words.conversation}>${this._welcome()} ${this._log()}</div>
      ${this._status()} ${this.talk.agreed ? this._composer() : nothing}
    </div>`;
  }

  _header() {
    return html`<div class="top">
      <h2 id="title">${words.title}<small>${words.subtitle}</small></h2>
      <button aria-expanded=${this.menuOpen ? "true" : "false"} @click=${() => this.put({ menuOpen: !this.menuOpen })}>
        ${words.menu}
      </button>
      ${this.inline ? nothing : html`<button class="close" @click=${this.hide}>${words.close}</button>`}
    </div>`;
  }

  _welcome() {
    const examples = (this.getAttribute("examples")?.split("|") || words.examples).filter(Boolean);
    const chip = (text) => html`<button class="chip" @click=${() => this.say(text)}>${text}</button>`;
    return html`<div class="welcome">
      <div class="bubble">${words.welcome}</div>
      ${this.talk.agreed && !this.talk.state.entries.length
        ? html`<div class="chips">${examples.map(chip)}</div>`
        : nothing}
      ${this.talk.notice ? noticeView(this) : nothing}
    </div>`;
  }

  _log() {
    const { entries, outgoing } = this.talk.state;
    const said = new Set(entries.map((entry) => entry.kind === "said" && entry.id));
    const unseen = outgoing.filter((message) => !said.has(message.message_id));
    const all = [...entries, ...unseen.map((m) => ({ kind: "said", id: m.message_id, text: m.label }))];
    return html`<div class="log" role="log" aria-label=${words.conversation} aria-busy=${this.talk.replaying ? "true" : "false"}>
      ${all.map((entry, index) => entryView(this, entry, index, all))}
    </div>`;
  }

  _status() {
    const left = this.idle?.left;
    if (left) {
      return html`<div class="status trouble" role="alert">
        ${words.kioskStill(left)}<button @click=${this._alive}>${words.kioskHere}</button>
      </div>`;
    }
    const offline = navigator.onLine ? "" : words.offline;
    const trouble = offline || this.talk.trouble;
    const waiting = this.talk.sending && !trouble ? words.waiting : "";
    const stuck = this.talk.trouble && !this.talk.state.token && !this.talk.notice;
    return html`<div class="status ${trouble ? "trouble" : ""}" role="status">${trouble || waiting || this.said}${stuck
      ? html`<button @click=${() => this.talk.start()}>${words.again}</button>`
      : nothing}</div>`;
  }

  _composer() {
    const { characters } = this.talk.state;
    const left = characters - this.draft.length;
    return html`<form @submit=${this._submit}>
      ${left <= SHOW_LEFT ? html`<span class="left">${words.left(left)}</span>` : nothing}
      <textarea
        aria-label=${words.field}
        placeholder=${words.placeholder}
        maxlength=${characters}
        enterkeyhint="send"
        .value=${this.draft}
        @input=${this._typed}
        @keydown=${this._enter}
      ></textarea>
      <button class="send" ?disabled=${!this.draft.trim()}>${words.send}</button>
    </form>`;
  }

  _typed(event) {
    this.put({ draft: event.target.value });
    this._alive();
  }

  /** Enter sends, but not while an input method composes: there it picks a word. */
  _enter(event) {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing || event.keyCode === COMPOSING) return;
    event.preventDefault();
    this._submit(event);
  }

  _submit(event) {
    event.preventDefault();
    const text = this.draft.trim();
    if (!text) return;
    this.put({ draft: "" });
    this.say(text);
  }

  _key(event) {
    this._alive();
    if (event.key !== "Escape" || event.isComposing || event.keyCode === COMPOSING) return;
    if (this.menuOpen) {
      event.stopPropagation();
      this.put({ menuOpen: false });
      this._find(".top button").focus();
    } else if (this.opened && !this.inline) {
      event.stopPropagation();
      this.hide();
    }
  }

  _alive() {
    if (this.idle && this.talk.state.token) this.idle.start();
  }

  /** Say `text` for the citizen. */
  say(text) {
    this._answering(this.talk.say(text));
  }

  choose(question, value, label) {
    this._answering(this.talk.choose(question, value, label), true);
  }

  /** Show what was said; when the answer is there, its beginning. */
  async _answering(sent, focus = false) {
    hush();
    this.put({ speaking: "", said: "", menuOpen: false });
    await this.updateComplete;
    this._toEnd();
    await sent;
    await this.updateComplete;
    if (this.talk.state.outgoing.length) return this._toEnd();
    const last = this._toAnswer();
    if (focus || !this.renderRoot.activeElement) last?.focus({ preventScroll: true });
  }

  /** Scroll to the last answer, with what was said before it. */
  _toAnswer() {
    const answers = this.renderRoot.querySelectorAll(".answer");
    const last = answers[answers.length - 1];
    if (last) this._find(".scroll").scrollTop = (last.previousElementSibling || last).offsetTop - 8;
    return last;
  }

  /** What the views of cards may do; `index` is the entry's place among all. */
  desk(entry, index, all) {
    const { ticks } = this.talk.state;
    const after = all.slice(index + 1);
    return {
      base: this.base,
      kiosk: this.isKiosk,
      canSpeak: canSpeak(),
      speaking: this.speaking,
      latest: !entry.old && !after.some((later) => later.kind !== "note"),
      ticked: (key) => Boolean(ticks[key]),
      tick: (key, on) => this.talk.put({ ticks: { ...ticks, [key]: on } }),
      picked: (question) => after.find((e) => e.choice?.question_id === question)?.choice.value,
      say: (text) => this.say(text),
      choose: (question, value, label) => this.choose(question, value, label),
      print: (event) => print(event.target.closest(".card")),
      save: (event) => save(event.target.closest(".card")),
      copy: async (text) => this.put({ said: (await copy(text)) ? words.copied : words.notCopied }),
      aloud: (text) => this._aloud(text),
      later: (again) => this._later(again),
      after: after.flatMap((later) => later.messages || []).map(({ card }) => card || {}),
      typed: this.talk.typed,
      now: () => Date.now() - this.talk.state.skew,
      book: (step, body) => this.talk.door.book(step, body),
      booked: (answer) => this._answering(this.talk.booked(answer), true),
      redraw: () => this.put({}),
    };
  }

  /** Of the file with the cards of booking: "ready", "awaited" or "missing". */
  _later(again) {
    if (!this._file || again) {
      this._file = "awaited";
      fetchLater(Guide.files, Guide.nonce)
        .then((style) => adopt(this.renderRoot, style))
        .then(() => "ready", () => "missing")
        .then((_file) => this.put({ _file }))
        .then(() => this._toAnswer());
    }
    return this._file;
  }

  _aloud(text) {
    const again = this.speaking === text;
    hush();
    this.put({ speaking: again ? "" : text });
    if (!again) speak(text, () => this.speaking === text && this.put({ speaking: "" }));
  }

  _find(selector) {
    return this.renderRoot.querySelector(selector);
  }

  _toEnd() {
    const box = this._find(".scroll");
    if (box) box.scrollTop = box.scrollHeight;
  }

  /** On a touch screen the field would bring the keyboard up over the greeting. */
  _focusIn() {
    const touch = matchMedia("(pointer: coarse)").matches;
    const target = touch ? this._find(".panel") : this._find(".agree") || this._find("textarea") || this._find(".panel");
    target.focus();
  }
}
