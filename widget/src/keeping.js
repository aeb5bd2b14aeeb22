/**
 * What outlives a reload: kept for this tab; longer only where the citizen asked to be remembered;
 * nowhere in kiosk mode. Where storage is closed to the page, it lives as long as the page.
 */

const MOST_ENTRIES = 200;

export class Keeping {
  /** @param {string} name @param {boolean} nowhere */
  constructor(name, nowhere) {
    this.name = name;
    this.nowhere = nowhere;
    this.remembered = Boolean(this._read(this._storage("localStorage")));
  }

  /** What was kept, or nothing. */
  load() {
    return this._read(this._place) || {};
  }

  save(state) {
    const entries = state.entries.slice(-MOST_ENTRIES);
    try {
      this._place?.setItem(this.name, JSON.stringify({ ...state, entries }));
    } catch {
      // The storage is full or closed: the conversation goes on, a reload asks the portal.
    }
  }

  /** Keep from now on beyond the tab, or only in it. */
  remember(longer, state) {
    this.clear();
    this.remembered = longer;
    this.save(state);
  }

  clear() {
    this._storage("localStorage")?.removeItem(this.name);
    this._storage("sessionStorage")?.removeItem(this.name);
    this.remembered = false;
  }

  get _place() {
    return this._storage(this.remembered ? "localStorage" : "sessionStorage");
  }

  _storage(kind) {
    try {
      return this.nowhere ? null : window[kind];
    } catch {
      return null;
    }
  }

  _read(storage) {
    try {
      return JSON.parse(storage?.getItem(this.name) || "null");
    } catch {
      return null;
    }
  }
}
