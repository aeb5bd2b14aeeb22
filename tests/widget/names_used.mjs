// What a built file uses, read from its syntax tree: run in widget/, prints JSON for test_built.py.
// The file must parse as ECMAScript 2021, which Chromium 85 has: anything newer ends it here.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const { parse } = createRequire(`${process.cwd()}/`)("acorn");
const tree = parse(readFileSync(process.argv[2], "utf8"), { ecmaVersion: 2021 });
const used = { names: new Set(), called: new Set(), members: new Set(), styles: [] };
const STYLE = /[\w\])*]\{[\w-]+:/;

function nameOf({ computed, property }) {
  if (!computed) return property.name;
  return property.type === "Literal" ? String(property.value) : null;
}

/** Shorter ones are what the minifier calls its own. */
const isGlobal = (name) => name?.length > 3;

function note(node) {
  if (node.type === "Identifier" && isGlobal(node.name)) used.names.add(node.name);
  if (node.type === "MemberExpression" && nameOf(node)) {
    used.names.add(nameOf(node));
    used.members.add(`${node.object.name ?? ""}.${nameOf(node)}`);
  }
  if (node.type === "CallExpression" || node.type === "NewExpression") {
    const { name, property } = node.callee;
    if (property ? nameOf(node.callee) : isGlobal(name)) used.called.add(property ? nameOf(node.callee) : name);
  }
  const text = node.type === "Literal" ? node.value : node.type === "TemplateElement" ? node.value.cooked : "";
  if (typeof text === "string" && STYLE.test(text)) used.styles.push(text);
}

function walk(node) {
  if (Array.isArray(node)) return node.forEach(walk);
  if (!node || typeof node.type !== "string") return undefined;
  note(node);
  return Object.values(node).forEach((part) => part && typeof part === "object" && walk(part));
}

walk(tree);
const listed = (value) => (value instanceof Set ? [...value] : value);
process.stdout.write(JSON.stringify(Object.fromEntries(Object.entries(used).map(([key, value]) => [key, listed(value)]))));
