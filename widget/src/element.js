/** A custom element that Lit's templates are rendered into: drawn once for all changes of a turn. */

import { render } from "lit/html.js";

export class Element extends HTMLElement {
  /** @param {string} style of the shadow tree */
  constructor(style) {
    super();
    this.renderRoot = this.attachShadow({ mode: "open" });
    this.updateComplete = Promise.resolve();
    adopt(this.renderRoot, style);
  }

  /** Note `part` of what is shown, and draw: resolves when it is drawn. */
  put(part) {
    Object.assign(this, part);
    this.requestUpdate();
    return this.updateComplete;
  }

  attributeChangedCallback() {
    if (this.isConnected) this.requestUpdate();
  }

  requestUpdate() {
    if (this._due) return;
    this._due = true;
    this.updateComplete = Promise.resolve().then(() => {
      this._due = false;
      render(this.render(), this.renderRoot, { host: this });
    });
  }
}

/** A sheet of its own passes a page's strict CSP; a style element where there are no such sheets. */
export function adopt(root, style) {
  try {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(style);
    root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
  } catch {
    root.append(Object.assign(document.createElement("style"), { textContent: style }));
  }
}
