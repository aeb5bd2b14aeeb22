/** The cards of dist/more.js, fetched when a card comes that isn't known yet. */

import { teach } from "./cards/index.js";
import { styles } from "./paper.js";

let file;
let style;

/** Called by that file. */
export function learn(cards, itsStyle) {
  teach(cards);
  styles.push((style = itsStyle));
}

/**
 * Fetch it from beside `address`, with the `nonce` that the page's policy may want; resolves to its
 * style, rejects where it can't be had now.
 */
export function fetchLater(address, nonce) {
  file = file || new Promise((done, failed) => {
    const script = document.createElement("script");
    script.nonce = nonce || "";
    script.src = new URL("more.js", address);
    script.onload = () => (style ? done(style) : failed());
    script.onerror = failed;
    document.head.append(script);
  });
  file.catch(() => (file = null));
  return file;
}
