/** A public machine: after a while without a touch, a warning, then everything is wiped. */

const USUAL = 120;
const WARNING = 20;

export class Kiosk {
  /** @param {string} seconds of quiet; empty for the usual @param {() => void} wipe @param {() => void} changed */
  constructor(seconds, wipe, changed) {
    this.seconds = Number(seconds) || USUAL;
    this.wipe = wipe;
    this.changed = changed;
    this.left = 0;
  }

  /** Somebody is here: count anew. */
  start() {
    this.stop();
    const warning = Math.min(WARNING, this.seconds);
    this.timer = setTimeout(() => this._warn(warning), (this.seconds - warning) * 1000);
  }

  stop() {
    clearTimeout(this.timer);
    if (this.left) this._say(0);
  }

  _warn(left) {
    if (!left) {
      this.left = 0;
      return this.wipe();
    }
    this._say(left);
    this.timer = setTimeout(() => this._warn(left - 1), 1000);
    return undefined;
  }

  _say(left) {
    this.left = left;
    this.changed();
  }
}
