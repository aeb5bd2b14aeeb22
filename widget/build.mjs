// Writes dist/guide.js out of src/: the same bytes from the same sources.
import { readFile } from "node:fs/promises";
import { build, transform } from "esbuild";

const TARGET = "chrome86";

/** Spaces between tags and at the beginnings of lines are nothing but weight. */
const thinTemplates = (source) => source.replace(/>\n\s+</g, "><").replace(/\n\s+/g, "\n");

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

await build({
  entryPoints: ["src/main.js"],
  outfile: process.argv[2] || "dist/guide.js",
  bundle: true,
  minify: true,
  mangleProps: /^_[a-z]/,
  format: "iife",
  target: TARGET,
  charset: "utf8",
  legalComments: "none",
  conditions: ["production"],
  banner: { js: "/* no-proof-guide; contains Lit, (c) Google LLC, BSD-3-Clause */" },
  plugins: [thin],
});
