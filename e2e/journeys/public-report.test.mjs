// Somebody without an account tells something from a phone, in Burmese, and comes back with the code.

import assert from "node:assert/strict";
import { axe, expectNoSidewaysScroll, journey, shot } from "../harness/journey.mjs";

journey("somebody tells something without signing in", { screen: "phone", locale: "my-MM", refusals: [422] }, async (page) => {
  await page.goto("/sign-in");
  await page.locator('a[href="/report"]').click();
  assert.equal(await page.locator("html").getAttribute("lang"), "my");
  await page.locator(".exit").waitFor();
  await axe(page);
  await expectNoSidewaysScroll(page);
  await shot(page, "public-report");
  for (const [name, value] of [["kind", "labour"], ["danger", "no"], ["child", "unknown"]]) {
    await page.locator(`[name="${name}"][value="${value}"]`).press("Space");
  }
  await page.locator('main form[action="/report"] button.button').click();
  await page.locator(".problems").waitFor();
  await page.locator("#f-told").fill("ဥပမာ သတင်းပေးချက်");
  await page.locator('main form[action="/report"] button.button').click();
  const code = (await page.locator(".code").innerText()).trim();
  assert.match(code, /^[0-9A-Z]{4}( [0-9A-Z]{4}){3}$/);
  assert.ok(!page.url().includes(code.slice(0, 4)), "the code stands in no address");
  await axe(page);
  await shot(page, "public-code");
  await page.locator('a[href="/report/code"]').click();
  await page.locator("#f-code").fill(code.toLowerCase());
  await page.locator('main form[action="/report/code"] button.button').click();
  await page.locator(".notice").first().waitFor();
  await axe(page);
  await page.locator("#f-told").fill("နောက်ထပ်");
  await page.locator('main form[action="/report/code"] button.button').click();
  await page.getByText("ထည့်ပြီးပါပြီ။").waitFor();
});
