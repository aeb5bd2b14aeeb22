/** The portal's door (docs/developers/door.md): one method a route. */

import { readEvents } from "./events.js";

/** A refusal, or no answer at all: `code` as in the contract, or "network". */
export class Refused extends Error {
  /** @param {number} status @param {{error?: string, text?: string, retry_after?: number}} body */
  constructor(status, body) {
    super(body.error || "network");
    this.status = status;
    this.code = body.error || (status ? "unknown" : "network");
    this.text = body.text || "";
    this.retryAfter = body.retry_after || 0;
    this.body = body;
  }

  /** Whether the session is gone and a new one is to be made. */
  get sessionGone() {
    return this.status === 401;
  }

  /** Whether sending the same again later can help. */
  get passing() {
    return this.status === 0 || this.status === 429 || this.status >= 500;
  }
}

export class Door {
  /** @param {string} base the portal's origin, without a slash at the end */
  constructor(base) {
    this.base = base;
    this.token = "";
  }

  notice() {
    return this._json("GET", "/notice");
  }

  /** A new session, or where there is a token the same one with a new end; remembered: longer. */
  session(notice, remember) {
    return this._json("POST", "/session", { notice, remember });
  }

  chat(message) {
    return this._json("POST", "/chat", message);
  }

  rate(messageId, helpful) {
    return this._json("POST", "/chat/rate", { message_id: messageId, helpful });
  }

  /** A step of booking, "code" or "confirm": what is typed goes there, never into the chat. */
  book(step, body) {
    return this._json("POST", `/chat/booking/${step}`, body);
  }

  /** With `keepalive` the request outlives the page. */
  forget(keepalive = false) {
    return this._json("POST", "/forget", {}, { keepalive });
  }

  /** Read the stream until it ends; raises Refused where it can't be had. */
  async events(after, onEvent, signal) {
    const headers = after ? { "Last-Event-ID": String(after) } : {};
    const answer = await this._fetch("GET", "/chat/events", undefined, { headers, signal });
    await readEvents(answer.body.getReader(), onEvent);
  }

  async _json(method, path, body, options) {
    const answer = await this._fetch(method, path, body, options);
    try {
      return await answer.json();
    } catch {
      throw new Refused(0, {});
    }
  }

  async _fetch(method, path, body, { headers = {}, ...options } = {}) {
    const all = { ...headers };
    if (this.token) all.Authorization = `Bearer ${this.token}`;
    if (body) all["Content-Type"] = "application/json";
    let answer;
    try {
      answer = await fetch(this.base + path, {
        method,
        headers: all,
        body: body && JSON.stringify(body),
        credentials: "omit",
        cache: "no-store",
        ...options,
      });
    } catch {
      throw new Refused(0, {});
    }
    if (!answer.ok) throw new Refused(answer.status, await answer.json().catch(() => ({})));
    return answer;
  }
}
