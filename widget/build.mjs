// Writes dist/guide.js and dist/more.js out of src/: the same bytes from the same sources.
import { readFile, writeFile } from "node:fs/promises";
import { build, transform } from "esbuild";
import { minify } from "terser";

const TARGET = "chrome86";

/** Names of properties that nobody outside of guide.js uses and that are stored nowhere. */
const OURS = /^(_[a-z].*|renderRoot|requestUpdate|updateComplete|isKiosk|menuOpen|forgetting|listening|replaying|keeping|remembered)$/;

/** Spaces between tags and at the beginnings of lines are nothing but weight. */
const thinTemplates = (source) =>
  source.replace(/>\n\s+/g, ">").replace(/\n\s+(?=\$\{|<|\/?>)/g, "").replace(/\n\s+/g, "\n");

const thin = {
  name: "thin",
  setup({ onLoad }) {
    onLoad({ filter: /widget[\\/]src[\\/].*\.js$/ }, async ({ path }) => ({
      contents: thinTemplates(await readFile(path, "utf8")),
      loader: "js",
    }));
    onLoad({ filter: /\.css$/ }, async ({ path }) => {
      const style = await readFile(path, "utf8");
      const { code } = await transform(style, { loader: "css", minify: true, target: TARGET });
      return { contents: code.trim(), loader: "text" };
    });
  },
};

/** In more.js Lit is the one of guide.js (src/main.js); the rest is there twice, which is less. */
const borrowLit = {
  name: "borrow Lit",
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^lit\/html\.js$/ }, ({ path }) => ({ path, namespace: "borrowed" }));
    onLoad({ filter: /./, namespace: "borrowed" }, () => ({
      contents: `export const { html, nothing } = customElements.get("no-proof-guide").lit;`,
    }));
  },
};

/** One file out of `entry`; terser's second look takes off another twentieth. */
async function made(entry, plugins, preamble) {
  const bundled = await build({
    entryPoints: [entry],
    bundle: true,
    write: false,
    minify: true,
    mangleProps: OURS,
    format: "iife",
    target: TARGET,
    charset: "utf8",
    legalComments: "none",
    conditions: ["production"],
    plugins,
  });
  const { code } = await minify(bundled.outputFiles[0].text, {
    ecma: 2020,
    compress: { passes: 3, unsafe_arrows: true },
    format: { preamble },
  });
  return code;
}

const folder = process.argv[2] || "dist";
const lit = "/* no-proof-guide; contains Lit, (c) Google LLC, BSD-3-Clause */";
await writeFile(`${folder}/guide.js`, await made("src/main.js", [thin], lit));
await writeFile(`${folder}/more.js`, await made("src/more.js", [borrowLit, thin], "/* no-proof-guide: more cards */"));
