// A closed case whose time is over: the data officer looks at it in Thai on a phone and asks that it is erased; the director confirms,
// and there is no such case any more. Another one is kept for longer.

import assert from "node:assert/strict";
import { axe, expectNoSidewaysScroll, journey, shot, signIn } from "../harness/journey.mjs";

async function sound(page, name) {
  assert.equal(await page.locator("h1").count(), 1, name);
  await expectNoSidewaysScroll(page);
  await axe(page);
  await shot(page, name);
}

let code;

journey("a data officer looks at files whose time is over and asks that one is erased", { locale: "th-TH", screen: "phone" }, async (page) => {
  await signIn(page, "data-officer");
  await page.goto("/cases");
  await page.locator('#waiting ~ .tasks a[href="/retention"]').click();
  await sound(page, "retention");
  const first = page.locator("label.choice").first();
  code = (await first.locator("b").innerText()).split(" ")[0];
  await first.locator("input").check();
  await page.locator('button[value="ask"]').click();
  await sound(page, "retention-ask");
  await page.locator("main form button").click();
  await page.waitForURL(/said=retention-done/);
  await page.goto("/retention?which=asked");
  await page.locator("label.choice", { hasText: code }).locator("input").check();
  await page.locator('button[value="confirm"]').click();
  await page.waitForURL(/said=retention-nothing/);
});

journey("a director keeps one file for longer and erases the other for good", { locale: "en-GB", refusals: [422] }, async (page) => {
  await signIn(page, "director");
  await page.goto("/retention?which=soon");
  await page.locator("label.choice input").first().check();
  await page.locator('button[value="keep"]').click();
  await page.locator("main form button").click();
  await page.locator("#f-until-problem, .problems").first().waitFor();
  await sound(page, "retention-keep");
  const day = new Date(Date.now() + 300 * 86400000).toISOString().slice(0, 10);
  await page.locator("#f-until").fill(day);
  await page.locator("#f-why").fill("an appeal is heard");
  await page.locator("main form button").click();
  await page.waitForURL(/said=retention-done/);

  await page.goto("/retention?which=asked");
  await sound(page, "retention-asked");
  await page.locator("label.choice", { hasText: code }).locator("input").check();
  await page.locator('button[value="confirm"]').click();
  await sound(page, "retention-confirm");
  await page.locator("main form button").click();
  await page.waitForURL(/said=retention-done/);
  await page.goto("/retention?which=asked");
  assert.equal(await page.locator("label.choice", { hasText: code }).count(), 0);
  await page.goto("/cases?which=closed");
  assert.equal(await page.locator(".lines > li", { hasText: code }).count(), 0, "for everybody there never was one");
});
