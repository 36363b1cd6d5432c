// Pictures of pages at the two widths that every page must suit: a cheap phone and a desk. For people to look at, so nothing is
// compared; but a page that scrolls sideways on the phone fails here.

import assert from "node:assert/strict";
import { mkdir } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** Where pictures go. Not committed. */
export const SHOTS = join(dirname(fileURLToPath(import.meta.url)), "../shots");

/** Screens by name, in CSS pixels. */
export const SCREENS = { phone: { width: 360, height: 780 }, desk: { width: 1280, height: 800 } };

/**
 * Takes the whole page at both widths into shots/NAME-360.png and shots/NAME-1280.png, and leaves the page as wide as it was.
 * @returns {Promise<string[]>} the files written
 */
export async function shot(page, name) {
  await mkdir(SHOTS, { recursive: true });
  const before = page.viewportSize();
  const written = [];
  for (const screen of Object.values(SCREENS)) {
    await page.setViewportSize(screen);
    await expectNoSidewaysScroll(page);
    const path = join(SHOTS, `${name}-${screen.width}.png`);
    await page.screenshot({ path, fullPage: true, animations: "disabled" });
    written.push(path);
  }
  if (before) await page.setViewportSize(before);
  return written;
}

/** Fails when the page is wider than its screen, naming what sticks out. */
export async function expectNoSidewaysScroll(page) {
  const { wide, screen, culprits } = await page.evaluate(() => {
    const screen = document.documentElement.clientWidth;
    const sticksOut = (element) => element.getBoundingClientRect().right > screen + 1;
    const name = (element) => element.tagName.toLowerCase() + (element.className ? `.${element.className}` : "");
    const culprits = [...document.body.querySelectorAll("*")].filter(sticksOut).slice(0, 5).map(name);
    return { wide: document.documentElement.scrollWidth, screen, culprits };
  });
  assert.ok(wide <= screen, `the page is ${wide} px wide on a screen of ${screen} px; sticking out: ${culprits.join(", ")}`);
}
