// A field worker on a phone after a morning at a school: records the session once, with or without a script.

import assert from "node:assert/strict";
import { axe, expectNoSidewaysScroll, journey, signIn } from "../harness/journey.mjs";
import { SESSIONS, answer, choose, expectSessionsAt, saveButton } from "../harness/sessions.mjs";

/** Answers everything that is asked for, with one row of participants. */
async function answerSession(page, venue) {
  await answer(page, "/date").fill("2026-07-04");
  await answer(page, "/venue").fill(venue);
  await choose(page, "/venue_kind", "school");
  await answer(page, "/province").selectOption("57");
  await choose(page, "/methods", "games");
  await choose(page, "/methods", "talk");
  await answer(page, "/attendance[1]/participant_kind").selectOption("students");
  await answer(page, "/attendance[1]/count").fill("296");
}

/** Adds a second row of participants. */
async function addTeachers(page) {
  await page.locator('#answers button[name="add"]').click();
  await answer(page, "/attendance[2]/participant_kind").selectOption("teachers");
  await answer(page, "/attendance[2]/count").fill("13");
}

/** Fails unless a problem stands in the list at the top, beside its field, and the one leads to the other. */
async function expectProblemAt(page, field) {
  const problem = page.locator(`[id="${field}-problem"]`);
  await problem.waitFor();
  const text = (await problem.innerText()).trim();
  assert.ok(text.length > 0);
  const top = page.locator(`.problems a[href="#${field}"]`);
  await top.waitFor();
  assert.ok((await top.innerText()).includes(text), `“${await top.innerText()}” says “${text}”`);
}

/** From the saved page to the record: both rows are there, and the list has it once. */
async function expectSaved(page, venue) {
  await page.waitForURL(/\/saved\?/);
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
  await answerSession(page, venue);
  await addTeachers(page);
  await answer(page, "/attendance[2]/count").fill("-3");
  await answer(page, "/venue").fill("");
  await saveButton(page).click();
  await expectProblemAt(page, ".attendance-2.count");
  await expectProblemAt(page, ".venue");
  assert.equal(await answer(page, "/attendance[1]/count").inputValue(), "296", "nothing typed is lost");
  await expectNoSidewaysScroll(page);

  await answer(page, "/attendance[2]/count").fill("13");
  await answer(page, "/venue").fill(venue);
  await saveButton(page).dblclick();
  await page.waitForURL(/\/saved\?/);
  await expectNoSidewaysScroll(page);
  await axe(page);
  await expectSaved(page, venue);
  await axe(page);
});

journey("a field worker records a session without a script, pressing twice", { screen: "phone", javaScriptEnabled: false }, async (page) => {
  const venue = "โรงเรียนตัวอย่างเชิงเขา";
  await signIn(page, "field-worker");
  await page.goto(`${SESSIONS}/new`);
  await answerSession(page, venue);
  await addTeachers(page);
  assert.equal(await answer(page, "/venue").inputValue(), venue, "adding a row keeps what was typed");
  await saveButton(page).dblclick();
  await expectSaved(page, venue);
});
