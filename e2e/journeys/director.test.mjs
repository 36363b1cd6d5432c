// A director in Thai: what waits, how the figures stand, and the half-year report for the donor.

import assert from "node:assert/strict";
import { axe, journey, shot, signIn } from "../harness/journey.mjs";

/** What each file of a report must be: its media type and how its bytes begin. */
const FILES = {
  "report.pdf": { type: "application/pdf", magic: "%PDF-" },
  "report.xlsx": { type: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", magic: "PK" },
  "iati.xml": { type: "application/xml; charset=utf-8", magic: "<?xml" },
};

/** Every file that the page offers is what its name says, and is offered as a file. */
async function expectFiles(page) {
  for (const name of Object.keys(FILES)) await expectFile(page, name);
}

async function expectFile(page, name) {
  const { type, magic } = FILES[name];
  const address = await page.locator(`main .actions a[href*="/${name}"]`).getAttribute("href");
  const response = await page.request.get(address);
  assert.equal(response.status(), 200, address);
  assert.equal(response.headers()["content-type"], type);
  assert.match(response.headers()["content-disposition"], new RegExp(`^attachment; filename="[\\w-]+${name}"$`));
  const bytes = await response.body();
  assert.ok(bytes.length > 1_000, `${name} holds ${bytes.length} bytes`);
  assert.equal(bytes.subarray(0, magic.length).toString("latin1"), magic);
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

journey("a director hands on figures of cases without giving anybody away", {}, async (page) => {
  await signIn(page, "director");
  await page.goto("/figures");
  const reports = await page.locator('main .lines a[href^="/figures/"]').evaluateAll((all) => all.map((one) => one.getAttribute("href")));
  assert.equal(reports.length, 3, "each pack of cases has one");
  for (const address of reports) {
    await page.goto(address);
    assert.ok((await page.locator('article[lang="th"] table').count()) > 0, `${address} tells something`);
    await axe(page);
  }
  await shot(page, "figures-report");
  const cells = await page.locator("article td").allInnerTexts();
  assert.ok(cells.includes("ไม่เปิดเผย"), "small figures are withheld");
  assert.ok(!cells.some((cell) => /^[1-4]$/.test(cell)), "and none is told");
  for (const name of ["report.pdf", "report.xlsx"]) await expectFile(page, name);
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
