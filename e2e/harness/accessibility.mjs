// An accessibility audit of a page by axe-core: WCAG 2.2 A and AA and axe's good practices. Owns how findings are read out.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";

const source = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** The rule sets that every page passes. */
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** Fails with a readable list when the page has accessibility faults. */
export async function axe(page) {
  await page.evaluate(source);
  const { violations } = await page.evaluate((values) => window.axe.run(document, { runOnly: { type: "tag", values } }), RULES);
  const report = violations.map(describe).join("\n");
  assert.ok(violations.length === 0, `${page.url()} has accessibility faults:\n${report}`);
}

/** One fault: the rule, why it matters, and where, each place with what to do. */
function describe({ id, impact, help, nodes }) {
  const places = nodes.map((node) => `    ${node.target.join(" ")}\n      ${node.failureSummary.replaceAll("\n", "\n      ")}`);
  return `  ${id} (${impact}): ${help}\n${places.join("\n")}`;
}
