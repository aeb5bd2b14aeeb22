/** One script tag: defines <no-proof-guide> and adds one where the page has none. */

import { html, nothing } from "lit/html.js";
import { Guide } from "./guide.js";
import { learn } from "./later.js";

const script = document.currentScript;
Guide.files = script?.src || `${location.origin}/widget/`;
Guide.home = new URL(Guide.files).origin;
Guide.nonce = script?.nonce;
Object.assign(Guide, { learn, lit: { html, nothing } }); // for more.js

function add() {
  if (document.querySelector("no-proof-guide")) return;
  const guide = document.createElement("no-proof-guide");
  for (const [name, value] of Object.entries(script?.dataset || {})) guide.setAttribute(name, value);
  document.body.append(guide);
}

if (!customElements.get("no-proof-guide")) {
  customElements.define("no-proof-guide", Guide);
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", add);
  else add();
}
