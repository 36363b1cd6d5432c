// A form too long for one page: it comes a part at a time, and nothing that was answered in another part is lost.

import assert from "node:assert/strict";
import { axe, expectNoSidewaysScroll, journey, shot, signIn } from "../harness/journey.mjs";
import { answer, currentStep, goOn, saveButton } from "../harness/sessions.mjs";

const QUESTIONS = Array.from({ length: 125 }, (_, at) => `| | text | q${at} | Question ${at} | ${at === 2 ? "yes" : ""} | ${at === 50 ? "start" : ""} | work |`);
const FORM = `
| survey |
| | type | name | label | required | default | bind::saphan:class |
${QUESTIONS.join("\n")}
| settings |
| | form_id | version | form_title |
| | very-long | 1 | Very long |
`;

/** Where the form is filled in, once it is in use. */
let kind;

journey("a coordinator takes a long form into use", { locale: "en-GB" }, async (page) => {
  await signIn(page, "coordinator");
  await page.goto("/forms");
  await page.locator("#f-file").setInputFiles({ name: "long.md", mimeType: "text/markdown", buffer: Buffer.from(FORM) });
  await page.locator('form[action="/forms"] button').click();
  await page.locator('form[action="/forms/publish"] button').click();
  await page.waitForURL(/\/records\/own-/);
  kind = new URL(page.url()).pathname;
});

journey("on a phone the steps of a part need no line, and the next part comes by itself", { screen: "phone", refusals: [422] }, async (page) => {
  await signIn(page, "field-worker");
  await page.goto(`${kind}/new`);
  assert.equal(await page.locator("#answers .step").count(), 10, "forty questions, four a step");
  await answer(page, "/q0").fill("first");
  for (let step = 0; step < 10; step += 1) await goOn(page);
  assert.equal(await currentStep(page), "s.q40");
  assert.equal(await answer(page, "/q0").getAttribute("type"), "hidden", "it is carried along");
  assert.equal(await page.locator(".problems a").count(), 0, "what is missing elsewhere is named, without a link to nowhere");
  await expectNoSidewaysScroll(page);
  await axe(page);
  await page.goBack();
  await page.locator('#answers .step.current[id="s.q36"]').waitFor();
  await goOn(page);
  await goOn(page, "back");
  assert.equal(await currentStep(page), "s.q36");
  await goOn(page);
  for (let step = 0; step < 3; step += 1) await goOn(page);
  await answer(page, "/q50").evaluate((field) => (field.value = ""));
  while (await page.locator('#answers .step.current button[name="next"]').count()) await goOn(page);
  await answer(page, "/q124").fill("last");
  await page.evaluate(() => document.querySelector("#answers").requestSubmit(document.querySelector('#answers .step.current button[name="save"]')));
  await page.locator('#answers .step.current[id="s.q0"]').waitFor();
  await answer(page, "/q2").fill("third");
  await goOn(page);
  await page.evaluate(() => document.querySelector("#answers").requestSubmit(document.querySelector(".sticky button[name=save]")));
  await page.waitForURL(/\/saved/);
  await page.goto(page.url().replace(/\/saved.*/, ""));
  const said = await page.locator("main").innerText();
  for (const part of ["first", "third", "last"]) assert.ok(said.includes(part), part);
  assert.ok(!said.includes("start"), "what was emptied in a part that is not shown stays empty");
});

journey("at a desk without a script a part is a page", { javaScriptEnabled: false, locale: "en-GB" }, async (page) => {
  await signIn(page, "field-worker");
  await page.goto(`${kind}/new`);
  await answer(page, "/q0").fill("first");
  await answer(page, "/q2").fill("third");
  await page.locator('.sticky button[name="next"]').click();
  await answer(page, "/q40").fill("here");
  await shot(page, "long-desk");
  await page.locator('.sticky button[name="back"]').click();
  assert.equal(await answer(page, "/q0").inputValue(), "first");
  await saveButton(page).click();
  await page.waitForURL(/\/saved/);
});
