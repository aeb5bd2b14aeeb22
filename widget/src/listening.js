/** The stream of the door kept open: reconnected when it ends, falls silent or never comes. */

import { Refused } from "./door.js";

const SILENCE = 25_000; // a ping comes every 10 s
const LONGEST_WAIT = 30_000;

export class Listening {
  /**
   * @param {import("./door.js").Door} door
   * @param {(event: {id: string, event: string, data: any}) => void} heard
   * @param {(state: "ready" | "lost" | "gone" | "refused", error?: Refused) => void} line
   */
  constructor(door, heard, line) {
    this.door = door;
    this.heard = heard;
    this.line = line;
    this.on = false;
    window.addEventListener("online", () => this.hurry());
  }

  /** Listen from `after()` on; nothing where it is listening already. */
  start(after) {
    if (this.on) return;
    this.on = true;
    this.after = after;
    this.wait = 1000;
    this._listen();
  }

  stop() {
    this.on = false;
    clearTimeout(this.again);
    clearTimeout(this.silence);
    this.cut?.abort();
  }

  /** The network is back: don't wait any longer. */
  hurry() {
    if (!this.on || !this.again) return;
    clearTimeout(this.again);
    this._listen();
  }

  async _listen() {
    this.again = 0;
    const cut = (this.cut = new AbortController());
    this._awaken();
    try {
      await this.door.events(this.after(), (event) => this.cut === cut && this._take(event), cut.signal);
    } catch (error) {
      if (this.cut === cut && this._given(error)) return;
    }
    if (this.cut === cut) this._later();
  }

  /** Whether to give up: the session is gone, or the portal won't have us. */
  _given(error) {
    if (!(error instanceof Refused) || error.passing || !this.on) return false;
    this.stop();
    this.line(error.sessionGone ? "gone" : "refused", error);
    return true;
  }

  _take(event) {
    this._awaken();
    if (event.event === "ready") {
      this.wait = 1000;
      this.line("ready");
    }
    this.heard(event);
  }

  _awaken() {
    clearTimeout(this.silence);
    this.silence = setTimeout(() => this.cut.abort(), SILENCE);
  }

  _later() {
    clearTimeout(this.silence);
    if (!this.on) return;
    this.line("lost");
    this.again = setTimeout(() => this._listen(), this.wait * (0.5 + Math.random()));
    this.wait = Math.min(this.wait * 2, LONGEST_WAIT);
  }
}
