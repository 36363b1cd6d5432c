// Working on cases as several journeys do it: filling in their forms, making moves, looking at where a case stands.

import assert from "node:assert/strict";
import { axe } from "./journey.mjs";
import { saveButton } from "./sessions.mjs";

/** A day so many days from today, as the users' clock in Thailand shows it. */
export function day(offset = 0) {
  const moment = new Date(Date.now() + (7 + 24 * offset) * 3600_000);
  return moment.toISOString().slice(0, 10);
}

/** Gives one answer, whatever kind of question it is. */
async function give(page, path, value) {
  const field = page.locator(`#answers [name="${path}"]:not([type="hidden"])`);
  await field.first().waitFor();
  const kind = await field.first().evaluate((one) => one.type);
  if (kind === "radio" || kind === "checkbox") {
    await page.locator(`#answers [name="${path}"][value="${value}"]`).press("Space");
  } else if (kind.startsWith("select")) {
    await field.selectOption(value);
  } else {
    await field.fill(value);
  }
}

/** Fills in the form on the page and saves it. */
export async function fillIn(page, answers) {
  for (const [name, value] of Object.entries(answers)) await give(page, `/${name}`, value);
  await saveButton(page).click();
}

/** What stands under “what is next” with this title. */
export function next(page, title) {
  return page.locator(".tasks > li", { has: page.locator(`b:text-is("${title}")`) });
}

/** Follows the button of what stands under “what is next” with this title. */
export async function go(page, title) {
  await next(page, title).locator("a.button").first().click();
}

/** Makes a move that needs no form: its page says what will happen, and a button does it. */
export async function move(page, title) {
  await go(page, title);
  await confirm(page);
}

/** Presses the button of a page that asks whether to go on, and waits until it is noted. */
export async function confirm(page) {
  await page.locator("main form button.button").click();
  await page.waitForURL(/said=case-done/);
}

/** Waits until the case's page says that a form of it was saved. */
export async function expectSent(page) {
  const problems = async () => assert.fail(`the form came back: ${await page.locator(".problems").innerText()}`);
  const sent = page.waitForURL(/said=case-(sent|opened)/);
  await Promise.race([sent, page.locator('.problems[role="alert"]').waitFor().then(problems)]);
}

/** Fails unless the case says that it stands so. */
export async function expectState(page, state) {
  const lead = await page.locator(".head .lead").innerText();
  assert.ok(lead.includes(state), `the case says “${lead}”, not “${state}”`);
}

/** Fails unless the timeline tells all of these, and none of those. */
export async function expectTold(page, told, untold = []) {
  const said = await page.locator(".timeline").innerText();
  for (const text of told) assert.ok(said.includes(text), `the timeline tells “${text}”`);
  for (const text of untold) assert.ok(!said.includes(text), `the timeline does not tell “${text}”`);
}

/** Opens a case for which somebody else answers: what for is asked once. */
export async function openFor(page, address, purpose) {
  await page.goto(address);
  await page.waitForURL("**/purpose?**");
  await axe(page);
  await page.locator(`[name="purpose"][value="${purpose}"]`).press("Space");
  await page.locator("main form button.button").click();
  await page.waitForURL(`**${address}`);
}
