// A director in Thai: what waits, how the figures stand, and the half-year report for the donor.

import assert from "node:assert/strict";
import { axe, journey, signIn } from "../harness/journey.mjs";

/** What each file of a report must be: its media type and how its bytes begin. */
const FILES = {
  "report.pdf": { type: "application/pdf", magic: "%PDF-" },
  "report.xlsx": { type: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", magic: "PK" },
  "iati.xml": { type: "application/xml; charset=utf-8", magic: "<?xml" },
};

/** Every file that the page offers is what its name says, and is offered as a file. */
async function expectFiles(page) {
  for (const [name, { type, magic }] of Object.entries(FILES)) {
    const address = await page.locator(`a[href*="/report/${name}"]`).getAttribute("href");
    const response = await page.request.get(address);
    assert.equal(response.status(), 200, address);
    assert.equal(response.headers()["content-type"], type);
    assert.match(response.headers()["content-disposition"], new RegExp(`^attachment; filename="[\\w-]+${name}"$`));
    const bytes = await response.body();
    assert.ok(bytes.length > 1_000, `${name} holds ${bytes.length} bytes`);
    assert.equal(bytes.subarray(0, magic.length).toString("latin1"), magic);
  }
}

journey("a director sees in Thai what waits and how the figures stand", {}, async (page) => {
  await signIn(page, "director");
  assert.equal(await page.locator("html").getAttribute("lang"), "th");
  assert.ok((await page.locator(".stats .stat").count()) > 0, "the figures stand on the first page");
  await axe(page);

  await page.locator('nav a[href="/figures"]').click();
  const views = await page.locator('select[name="view"] option').evaluateAll((all) => all.map((one) => one.value).filter(Boolean));
  assert.ok(views.length > 1, "there are several views");
  for (const view of views) {
    await page.goto(`/figures?view=${encodeURIComponent(view)}`);
    assert.ok((await page.locator("figure.chart svg").count()) > 0, `${view} draws something`);
  }
  await axe(page);
});

journey("a director reads the half-year report in Thai and takes its files home", {}, async (page) => {
  await signIn(page, "director");
  await page.locator('nav a[href="/projects"]').click();
  await axe(page);
  await page.locator("main .lines a.whole").first().click();
  await axe(page);
  await page.locator('form[action$="/report"] button').click();
  await page.waitForURL(/\/report\?/);
  await page.locator('article[lang="th"]').waitFor();
  await axe(page);
  await expectFiles(page);
});
