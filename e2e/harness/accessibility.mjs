// Audits of a page: accessibility by axe-core (WCAG 2.2 A and AA and axe's good practices), and what axe cannot see, whether what has
// the focus is in sight (WCAG 2.2, 2.4.11). Owns how findings are read out.

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

/** The most presses of Tab on one page. */
const MOST_PRESSES = 80;

/** Walks through the page by keyboard and fails when something that stays on the screen covers what has the focus. */
export async function expectNothingCoversFocus(page) {
  await page.evaluate(() => window.scrollTo(0, 0));
  for (let press = 0; press < MOST_PRESSES; press += 1) {
    await page.keyboard.press("Tab");
    const covered = await page.evaluate(whatCoversFocus);
    if (covered === "end") return;
    assert.equal(covered, "", `${page.url()}: after ${press + 1} presses of Tab`);
  }
}

/** What stands over the middle of the focused element; nothing when it is seen, "end" when the page has no more to focus. */
function whatCoversFocus() {
  const focused = document.activeElement;
  if (!focused || focused === document.body) return "end";
  const box = focused.getBoundingClientRect();
  if (box.width === 0 || box.height === 0) return "";
  const name = (element) => `${element.tagName.toLowerCase()}.${element.className} ${element.id}`;
  // Of what is higher than the screen, the part that is on it counts.
  const [from, to] = [Math.max(box.top, 0), Math.min(box.bottom, window.innerHeight)];
  const x = Math.min(box.left + box.width / 2, window.innerWidth - 1);
  const top = document.elementFromPoint(x, from + Math.min((to - from) / 2, 20));
  if (!top) return `${name(focused)} is outside the screen`;
  const isOwn = focused.contains(top) || top.contains(focused) || top.closest("label")?.control === focused;
  return isOwn ? "" : `${name(focused)} lies under ${name(top)}`;
}

/** One fault: the rule, why it matters, and where, each place with what to do. */
function describe({ id, impact, help, nodes }) {
  const places = nodes.map((node) => `    ${node.target.join(" ")}\n      ${node.failureSummary.replaceAll("\n", "\n      ")}`);
  return `  ${id} (${impact}): ${help}\n${places.join("\n")}`;
}
