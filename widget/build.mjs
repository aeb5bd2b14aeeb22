// Writes dist/guide.js out of src/: the same bytes from the same sources.
import { readFile, writeFile } from "node:fs/promises";
import { build, transform } from "esbuild";
import { minify } from "terser";

const TARGET = "chrome86";

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

const bundled = await build({
  entryPoints: ["src/main.js"],
  bundle: true,
  write: false,
  minify: true,
  mangleProps: /^_[a-z]/,
  format: "iife",
  target: TARGET,
  charset: "utf8",
  legalComments: "none",
  conditions: ["production"],
  plugins: [thin],
});

// terser's second look takes off another twentieth.
const { code } = await minify(bundled.outputFiles[0].text, {
  ecma: 2020,
  compress: { passes: 3, unsafe_arrows: true },
  format: { preamble: "/* no-proof-guide; contains Lit, (c) Google LLC, BSD-3-Clause */" },
});
await writeFile(process.argv[2] || "dist/guide.js", code);
