// A data officer corrects a record and takes another back; both stay readable.

import assert from "node:assert/strict";
import { axe, expectTitle, journey, shot, signIn } from "../harness/journey.mjs";
import { SESSIONS, answer, saveButton } from "../harness/sessions.mjs";

/** Opens the newest session and gives its address. */
async function openNewest(page) {
  await page.goto(SESSIONS);
  await page.locator("main tbody th a").first().click();
  await page.locator(".timeline").waitFor();
  return new URL(page.url()).pathname;
}

journey("a data officer corrects a record and takes it back, and the history tells both", { locale: "en-GB", refusals: [404] }, async (page) => {
  await signIn(page, "data-officer");
  const record = await openNewest(page);
  await axe(page);
  await page.locator(`a[href="${record}/correct"]`).click();
  await axe(page);
  const before = await answer(page, "/venue").inputValue();
  const after = "Corrected Example School";
  await answer(page, "/venue").fill(after);
  await saveButton(page).click();
  await expectTitle(page, "Is this what changes?");
  await page.locator(".changes ins", { hasText: after }).waitFor();
  await axe(page);
  await shot(page, "review");
  await page.locator("#f-reason").fill("the name was wrong");
  await page.locator('button[value="confirmed"]').click();
  await page.waitForURL(/\/saved\?how=corrected/);
  await axe(page);

  await page.goto(record);
  assert.equal(await page.locator(".timeline > li").count(), 2);
  const newest = page.locator(".timeline > li").first();
  assert.ok((await newest.locator("del").innerText()).includes(before));
  assert.ok((await newest.locator("ins").innerText()).includes(after));
  assert.ok((await newest.innerText()).includes("the name was wrong"));
  await axe(page);

  await page.locator(`a[href="${record}/take-back"]`).click();
  await expectTitle(page, "Take this record back?");
  await page.locator("main form button").click();
  await page.locator("#f-reason-problem").waitFor();
  await page.locator("#f-reason").fill("entered twice");
  await axe(page);
  await page.locator("main form button").click();
  await page.waitForURL(/said=taken-back/);
  assert.equal(await page.locator(`a[href="${record}"]`).count(), 0, "it left the list");

  await page.goto(record);
  await expectTitle(page, "Outreach session: taken back");
  assert.match(await page.locator(".notice.bad").innerText(), /entered twice/, "at its address it says why");
  assert.equal(await page.locator(".timeline > li").count(), 3);
  await axe(page);

  const subject = record.split("/").pop();
  await page.goto(`/audit?subject=${subject}`);
  await expectTitle(page, "What was done");
  const rows = page.locator("main tbody tr");
  assert.equal(await rows.count(), 3, "made, corrected, taken back");
  assert.ok(await page.locator(".notice.good").isVisible(), "the chain is whole");
  await axe(page);
});
