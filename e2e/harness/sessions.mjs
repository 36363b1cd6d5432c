// Outreach sessions as several journeys meet them: where they are, how one is answered, how many have a name.

import assert from "node:assert/strict";

/** The address of the list of outreach sessions. */
export const SESSIONS = "/records/prevention/outreach-session";

/** A field of a form by its question's path. */
export function answer(page, path) {
  return page.locator(`#answers [name="${path}"]`);
}

/** Takes or leaves one of a few choices. */
export async function choose(page, path, value) {
  await page.locator(`#answers [name="${path}"][value="${value}"]`).press("Space");
}

/** The button that saves: at a desk below everything, on a phone in the last step. The one that Enter presses is never seen. */
export function saveButton(page) {
  return page.locator('#answers button[name="save"]:not([data-default])').locator("visible=true");
}

/** On a phone, goes on to the next step or back to the one before, and waits until it is there. */
export async function goOn(page, way = "next") {
  const before = await currentStep(page);
  await page.locator(`#answers .step.current button[name="${way}"]`).click();
  await page.locator(`#answers .step.current:not([id="${before}"])`).waitFor();
}

/** The step that a phone shows. */
export function currentStep(page) {
  return page.locator("#answers .step.current").getAttribute("id");
}

/** Fails unless the list has this many sessions whose place has this name. */
export async function expectSessionsAt(page, venue, count) {
  await page.goto(SESSIONS);
  const field = page.locator('form[role="search"] [name="q"]');
  await field.fill(venue);
  await Promise.all([page.waitForURL(/[?&]q=/), field.press("Enter")]);
  assert.equal(await page.locator("main tbody tr").count(), count, `sessions at “${venue}”`);
}
