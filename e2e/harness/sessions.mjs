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

/** The button that saves; the one before it in the page only tells Enter what to do. */
export function saveButton(page) {
  return page.locator('#answers .sticky button[name="save"]');
}

/** Fails unless the list has this many sessions whose place has this name. */
export async function expectSessionsAt(page, venue, count) {
  await page.goto(`${SESSIONS}?q=${encodeURIComponent(venue)}`);
  assert.equal(await page.locator("main tbody tr").count(), count, `sessions at “${venue}”`);
}
