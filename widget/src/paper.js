/** A card on paper and in a file: the card as it is shown, without its buttons, all of it open. */

import cardStyle from "./card.css";
import paperStyle from "./paper.css";

/** Of cards on paper. */
export const styles = [cardStyle, paperStyle];

/** A copy of the card's element for paper. */
function onPaper(card) {
  const copy = card.cloneNode(true);
  copy.querySelectorAll(".acts, .tap, .rate").forEach((part) => part.remove());
  copy.querySelectorAll("details").forEach((part) => part.setAttribute("open", ""));
  copy.querySelectorAll("input").forEach((box, index) => {
    const ticked = card.querySelectorAll("input")[index].checked;
    box.replaceWith(ticked ? "☑ " : "☐ ");
  });
  return copy;
}

/** Print the card by itself, in a frame without the page around it. */
export function print(card) {
  const frame = document.createElement("iframe");
  frame.setAttribute("aria-hidden", "true");
  frame.tabIndex = -1;
  frame.style.cssText = "position:fixed;width:0;height:0;border:0;left:-99px";
  document.body.append(frame);
  const page = frame.contentWindow;
  const sheet = new page.CSSStyleSheet();
  sheet.replaceSync(styles.join(""));
  page.document.adoptedStyleSheets = [sheet];
  page.document.title = card.getAttribute("aria-label");
  page.document.body.append(onPaper(card));
  page.addEventListener("afterprint", () => setTimeout(() => frame.remove()));
  page.focus();
  page.print();
}

/** Save the card as a page of its own that opens anywhere. */
export function save(card) {
  const name = card.getAttribute("aria-label");
  const page = `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title></title>
<meta name="viewport" content="width=device-width"><style>${styles.join("")}</style><body>`;
  const title = name.replace(/[<&]/g, "");
  const parts = [page.replace("<title>", `<title>${title}`), onPaper(card).outerHTML];
  download(parts, "text/html", `${name}.html`);
}

/** Give a file to keep. */
export function download(parts, type, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob(parts, { type }));
  link.download = name.replace(/[\\/:*?"<>|\s]/g, "");
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

/** Copy text; the older way where the page isn't served over https. */
export async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const field = document.createElement("textarea");
    field.value = text;
    field.style.cssText = "position:fixed;opacity:0";
    document.body.append(field);
    field.select();
    const done = document.execCommand("copy");
    field.remove();
    return done;
  }
}
