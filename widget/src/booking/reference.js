/** A reference to read out or to copy. */

import { html } from "lit/html.js";
import { row } from "../cards/parts.js";
import * as w from "./booking_words.js";

export const referenceRow = (reference, desk) =>
  row(
    w.reference,
    html`<span class="reference">${reference}</span>
      <button class="act tap" @click=${() => desk.copy(reference)}>${w.copyReference}</button>`,
  );
