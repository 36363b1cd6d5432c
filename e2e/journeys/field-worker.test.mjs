// A field worker on a phone after a morning at a school: records the session once, a step a screen, with or without a script.

import assert from "node:assert/strict";
import { axe, expectNoSidewaysScroll, expectNothingCoversFocus, journey, signIn } from "../harness/journey.mjs";
import { SESSIONS, answer, choose, currentStep, expectSessionsAt, goOn, saveButton } from "../harness/sessions.mjs";

/** Answers everything that is asked for, step by step, with one row of participants. */
async function answerSession(page, venue) {
  await answer(page, "/date").fill("2026-07-04");
  await answer(page, "/venue").fill(venue);
  await choose(page, "/venue_kind", "school");
  await goOn(page);
  await answer(page, "/province").selectOption("57");
  await goOn(page);
  await choose(page, "/methods", "games");
  await choose(page, "/methods", "talk");
  await goOn(page);
  await answer(page, "/attendance[1]/participant_kind").selectOption("students");
  await answer(page, "/attendance[1]/count").fill("296");
}

/** Adds a second row of participants. */
async function addTeachers(page) {
  await page.locator('#answers button[name="add"]').click();
  await answer(page, "/attendance[2]/participant_kind").selectOption("teachers");
  await answer(page, "/attendance[2]/count").fill("13");
}

/** Fails unless a problem stands in the list at the top, and following it leads to the field, wherever it is. */
async function followProblem(page, field) {
  const top = page.locator(`.problems a[href="#${field}"]`);
  await top.waitFor();
  await top.click();
  const problem = page.locator(`[id="${field}-problem"]`);
  await problem.waitFor();
  const text = (await problem.innerText()).trim();
  assert.ok(text.length > 0);
  assert.ok((await top.innerText()).includes(text), `“${await top.innerText()}” says “${text}”`);
  assert.equal(await page.evaluate(() => document.activeElement.id), field, "the link leads into the field");
}

/** The page after saving. Of two presses the second breaks off what the first began to load, which is no failure. */
async function arriveAtSaved(page) {
  const arrived = () => page.waitForURL(/\/saved\?/);
  await arrived().catch((error) => (error.message.includes("ERR_ABORTED") ? arrived() : Promise.reject(error)));
}

/** From the saved page to the record: both rows are there, and the list has it once. */
async function expectSaved(page, venue) {
  await arriveAtSaved(page);
  assert.ok((await page.locator("main").innerText()).includes(venue));
  const saved = new URL(page.url()).pathname;
  await page.goto(saved.replace(/\/saved$/, ""));
  const said = await page.locator("main").innerText();
  for (const part of [venue, "296", "13"]) assert.ok(said.includes(part), `the record says ${part}`);
  await expectSessionsAt(page, venue, 1);
}

journey("a field worker records a session on a phone", { screen: "phone", refusals: [422] }, async (page) => {
  const venue = "โรงเรียนตัวอย่างริมน้ำ";
  await signIn(page, "field-worker");
  await page.locator('main a[href$="/outreach-session/new"]').click();
  await axe(page);
  await answerSession(page, venue);
  await addTeachers(page);
  await axe(page);
  await answer(page, "/attendance[2]/count").fill("-3");
  await goOn(page);
  for (let step = 0; step < 4; step += 1) await goOn(page, "back");
  await answer(page, "/venue").fill("");
  for (let step = 0; step < 4; step += 1) await goOn(page);
  await saveButton(page).click();
  await page.locator(".problems").waitFor();
  assert.equal(await currentStep(page), "s.project", "the first step with a problem is shown");
  await followProblem(page, ".attendance-2.count");
  assert.equal(await answer(page, "/attendance[1]/count").inputValue(), "296", "nothing typed is lost");
  await expectNoSidewaysScroll(page);
  await answer(page, "/attendance[2]/count").fill("13");
  await followProblem(page, ".venue");
  await answer(page, "/venue").fill(venue);
  while (await page.locator('#answers .step.current button[name="next"]').count()) await goOn(page);
  await saveButton(page).dblclick();
  await page.waitForURL(/\/saved\?/);
  await expectNoSidewaysScroll(page);
  await axe(page);
  await expectSaved(page, venue);
  await axe(page);
});

journey("a field worker's steps are kept by the phone's back button and told when something is missing", { screen: "phone" }, async (page) => {
  await signIn(page, "field-worker");
  await page.goto(`${SESSIONS}/new`);
  const first = await currentStep(page);
  await answer(page, "/date").fill("2026-07-04");
  await choose(page, "/venue_kind", "village");
  await goOn(page);
  await page.locator('.problems a[href="#.venue"]').waitFor();
  await answer(page, "/province").selectOption("57");
  await goOn(page);
  await page.goBack();
  assert.equal(await answer(page, "/province").inputValue(), "57");
  await page.goBack();
  assert.equal(await currentStep(page), first, "back goes a step back and not out of the form");
  assert.equal(await answer(page, "/date").inputValue(), "2026-07-04");
  await answer(page, "/venue").fill("หมู่บ้านตัวอย่างปลายนา");
  await answer(page, "/venue").press("Enter");
  await page.locator(`#answers .step.current:not([id="${first}"])`).waitFor();
  await page.locator(".problems").waitFor({ state: "detached" });
});

journey("whatever has the focus is in sight", { screen: "phone" }, async (page) => {
  await signIn(page, "field-worker");
  await page.setViewportSize({ width: 360, height: 520 });
  for (const address of [`${SESSIONS}/new`, "/", SESSIONS, "/figures"]) {
    await page.goto(address);
    await expectNothingCoversFocus(page);
  }
});

journey("a field worker records a session without a script, pressing twice", { screen: "phone", javaScriptEnabled: false }, async (page) => {
  const venue = "โรงเรียนตัวอย่างเชิงเขา";
  await signIn(page, "field-worker");
  await page.goto(`${SESSIONS}/new`);
  await answerSession(page, venue);
  await addTeachers(page);
  await goOn(page, "back");
  await goOn(page, "back");
  await goOn(page, "back");
  assert.equal(await answer(page, "/venue").inputValue(), venue, "going back keeps what was typed");
  for (let step = 0; step < 4; step += 1) await goOn(page);
  await saveButton(page).dblclick();
  await expectSaved(page, venue);
});

journey("a field worker without a script is led to the step of what is missing", { screen: "phone", javaScriptEnabled: false, refusals: [422] }, async (page) => {
  await signIn(page, "field-worker");
  await page.goto(`${SESSIONS}/new`);
  await answer(page, "/date").fill("2026-07-04");
  for (let step = 0; step < 4; step += 1) await goOn(page);
  await saveButton(page).click();
  await page.locator(".problems").waitFor();
  assert.equal(await currentStep(page), "s.project");
  await page.locator('.problems a[href="#.province"]').click();
  assert.ok(await answer(page, "/province").isVisible(), "the link opens the step that the question stands in");
  assert.ok(!(await answer(page, "/venue").isVisible()), "and no other");
});
