// The operating centre: a director on a phone sees what waits, where the cases stand and who has how many; a coordinator without a
// script takes some of them through a meeting to its minutes.

import assert from "node:assert/strict";
import { axe, expectNoSidewaysScroll, journey, shot, signIn } from "../harness/journey.mjs";

/** A page is one that everybody can use. */
async function sound(page, name) {
  assert.equal(await page.locator("h1").count(), 1, name);
  await expectNoSidewaysScroll(page);
  await axe(page);
  await shot(page, name);
}

journey("a director looks where the cases stand and who answers for how many", { screen: "phone" }, async (page) => {
  await signIn(page, "director");
  await page.goto("/cases");
  await page.locator("#waiting").waitFor();
  await sound(page, "cases");
  await page.locator('.tabs a[href="/cases?view=board"]').click();
  await sound(page, "cases-board");
  const column = page.locator(".board > section").filter({ has: page.locator(".lines") }).first();
  const state = await column.locator("h2").innerText();
  await column.locator("a.small").click();
  assert.ok(state.startsWith(await page.locator("h1").innerText()), "the list is that of the column");
  await expectNoSidewaysScroll(page);
  await page.goto("/cases");
  await page.locator('.tabs a[href="/cases?view=map"]').click();
  await page.locator("figure.chart svg").first().waitFor();
  await sound(page, "cases-map");
  const province = page.locator("main table").first().locator("tbody th a").first();
  const name = await province.innerText();
  await province.click();
  assert.equal(await page.locator("h1").innerText(), name, "a province leads to its cases");
  await page.goto("/cases/load");
  await sound(page, "cases-load");
  await page.locator("main table a").first().click();
  assert.ok((await page.locator(".lines > li").count()) > 0, "a number leads to the cases that it counts");
});

journey("a meeting goes from its agenda to its minutes without a script", { javaScriptEnabled: false }, async (page) => {
  await signIn(page, "coordinator");
  await page.goto("/cases/meeting");
  await shot(page, "meeting-choose");
  for (const place of [1, 2]) await page.locator("input[type=checkbox]").nth(place).check();
  await page.locator("main form button").click();
  await shot(page, "meeting-agenda");
  const count = await page.locator(".lines > li").count();
  await page.locator(".head .button").click();
  await shot(page, "meeting-case");
  for (let at = 1; at < count; at += 1) await page.locator(".head .button").click();
  await page.locator(".head .button").click();
  assert.equal(await page.locator(".minutes > li").count(), count, "every case of the agenda is in the minutes");
  await shot(page, "meeting-minutes");
  const pdf = await page.request.get(await page.locator(".head .button").getAttribute("href"));
  assert.equal(pdf.headers()["content-type"], "application/pdf");
});
