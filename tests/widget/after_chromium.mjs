// Makes after_chromium_86.json out of MDN's compatibility data (@mdn/browser-compat-data, CC0):
// what no Chromium up to 86 has, by name. A name that anything older has, too, isn't in it.
//   npm pack @mdn/browser-compat-data; node after_chromium.mjs .../data.json > after_chromium_86.json
import { readFileSync } from "node:fs";

const NEWEST = 86;
const { __meta: meta, api, javascript, css } = JSON.parse(readFileSync(process.argv[2], "utf8"));

/** Since which Chromium: Infinity where it isn't in any. */
function since({ support: { chrome } }) {
  const statements = [chrome].flat().filter((each) => each?.version_added && !each.flags);
  return Math.min(...statements.map((each) => Number.parseFloat(String(each.version_added).replace("≤", ""))), Infinity);
}

function* features(tree, path = []) {
  for (const [name, part] of Object.entries(tree)) {
    if (name === "__compat") yield [path, since(part)];
    else if (part && typeof part === "object") yield* features(part, [...path, name]);
  }
}

/** The keys of features whose oldest is newer than NEWEST. */
function newer(tree, keyOf) {
  const oldest = new Map();
  for (const [path, version] of features(tree)) {
    const key = keyOf(path);
    if (key) oldest.set(key, Math.min(version, oldest.get(key) ?? Infinity));
  }
  return [...oldest].filter(([, v]) => v > NEWEST && v < Infinity).map(([key]) => key).sort();
}

const last = (path) => path[path.length - 1].replace(/_(static|event|parameter)$/, "");
const bare = (path) => (path.length === 1 ? path[0] : null);

const made = {
  source: `@mdn/browser-compat-data ${meta.version}`,
  names: newer({ api, builtins: javascript.builtins }, (path) => /^[A-Za-z_$][\w$]*$/.test(last(path)) && last(path)),
  properties: newer(css.properties, bare),
  values: newer(css.properties, (path) => path.length === 2 && `${path[0]}:${path[1].replace(/_/g, "-")}`),
  selectors: newer(css.selectors, bare),
  rules: newer(css["at-rules"], bare),
};
const lines = Object.entries(made).map(([key, value]) => `${JSON.stringify(key)}: ${JSON.stringify(value)}`);
process.stdout.write(`{\n${lines.join(",\n")}\n}\n`);
