// A partner agency's person sees their own agency's records and no trace of another's.

import assert from "node:assert/strict";
import { axe, journey, saphan, signIn } from "../harness/journey.mjs";
import { SESSIONS } from "../harness/sessions.mjs";

/** The address of a record of the other agency, as somebody of that agency sees it. */
async function foreignRecord(browser) {
  const context = await browser.newContext({ baseURL: saphan.address });
  const page = await context.newPage();
  await signIn(page, "coordinator");
  await page.goto(SESSIONS);
  const address = await page.locator("main tbody th a").first().getAttribute("href");
  await context.close();
  return address;
}

journey("a partner finds nothing of another agency, even at a known address", { locale: "en-GB", refusals: [404] }, async (page) => {
  const record = await foreignRecord(page.context().browser());
  await signIn(page, "partner");
  await axe(page);
  await page.goto(SESSIONS);
  assert.equal(await page.locator(`a[href="${record}"]`).count(), 0);
  assert.equal(await page.locator("main tbody tr").count(), 0, "the list is the agency's own");
  await axe(page);

  const invented = `${SESSIONS}/00000000-0000-4000-8000-000000000000`;
  const pages = [];
  for (const address of [record, `${record}/correct`, `${record}/take-back`, `${record}/saved`, invented]) {
    const response = await page.goto(address);
    assert.equal(response.status(), 404, address);
    pages.push(await page.locator("main").innerText());
  }
  assert.equal(new Set(pages).size, 1, "a hidden record looks like one that never was");
  await axe(page);
  for (const address of ["/people", "/audit", "/import"]) {
    assert.equal((await page.goto(address)).status(), 404, address);
  }
});
