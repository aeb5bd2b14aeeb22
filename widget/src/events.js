/** Server-sent events read from a stream of bytes: EventSource can't send our token. */

/** One block of the stream: {id, event, data} with `data` parsed, null for a comment. */
export function parseBlock(block) {
  const found = { id: "", event: "message", data: "" };
  for (const line of block.split("\n")) {
    const [, field, value] = /^(\w+): ?(.*)$/.exec(line) || [];
    if (field === "data") found.data += value;
    else if (field === "id" || field === "event") found[field] = value;
  }
  return found.data ? { ...found, data: JSON.parse(found.data) } : null;
}

/** Call `onEvent` with each event until the stream ends. */
export async function readEvents(reader, onEvent) {
  const decoder = new TextDecoder();
  let rest = "";
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    rest += decoder.decode(value, { stream: true }).replace(/\r/g, "");
    const blocks = rest.split("\n\n");
    rest = blocks.pop();
    blocks.map(parseBlock).forEach((event) => event && onEvent(event));
  }
}
