// A coordinator brings the register that was always kept in a spreadsheet.

import assert from "node:assert/strict";
import { axe, expectTitle, journey, signIn } from "../harness/journey.mjs";
import { SESSIONS, expectSessionsAt } from "../harness/sessions.mjs";

/** A register as people keep them: Thai headings, Buddhist years, one cell wrong (E4), one row twice (6), a total at the end. */
const REGISTER = [
  "วันที่,สถานที่,ประเภทสถานที่,จังหวัด,จำนวนนักเรียน",
  "6 ส.ค. 2569,โรงเรียนทะเบียนหนึ่ง,โรงเรียน,จ.เชียงราย,120",
  "7 ส.ค. 2569,โรงเรียนทะเบียนสอง,โรงเรียน,จ.สตูล,85",
  "8 ส.ค. 2569,โรงเรียนทะเบียนสาม,โรงเรียน,จ.น่าน,หลายคน",
  "9 ส.ค. 2569,โรงเรียนทะเบียนสี่,โรงเรียน,จ.น่าน,64",
  "6 ส.ค. 2569,โรงเรียนทะเบียนหนึ่ง,โรงเรียน,จ.เชียงราย,120",
  "รวม,,,,389",
].join("\n");
const REGISTERED = "โรงเรียนทะเบียน";

/** Brings the file and stops at the page that shows what was understood. */
async function bring(page, register = REGISTER) {
  await page.goto("/import");
  await page.locator("#f-file").setInputFiles({ name: "register.csv", mimeType: "text/csv", buffer: Buffer.from(register) });
  await page.locator("#f-kind").selectOption("prevention/outreach-session");
  await page.locator('form[action="/import"] button').click();
  await page.waitForURL(/\/import\/[^/?]+$/);
  await expectTitle(page, "register.csv");
}

/** A register whose column of places is called by a word that nobody knows. */
const ODD = REGISTER.replace("สถานที่,", "Qzx,").replaceAll(REGISTERED, "โรงเรียนคอลัมน์แปลก");

/** Says yes to what is shown. */
async function confirm(page) {
  await page.locator('form[action$="/confirm"] button').click();
  await page.waitForURL(/\?said=/);
}

journey("a coordinator imports a register, brings it again, and undoes it", { locale: "en-GB" }, async (page) => {
  await signIn(page, "coordinator");
  await page.goto("/import");
  await axe(page);
  await bring(page);
  const wrong = page.locator("tr", { hasText: "หลายคน" }).filter({ hasText: "E4" });
  await wrong.waitFor();
  assert.match(await page.locator('form[action$="/confirm"] button').innerText(), /3/);
  await axe(page);
  const looked = new URL(page.url()).pathname;
  await expectSessionsAt(page, REGISTERED, 0);

  await page.goto(looked);
  await confirm(page);
  await axe(page);
  await expectSessionsAt(page, REGISTERED, 3);
  await page.goto(`${SESSIONS}/calendar?month=2026-08`);
  assert.equal(await page.locator("table.calendar a", { hasText: REGISTERED }).count(), 3);
  await axe(page);
  await page.goto(`${SESSIONS}/map?period=2026-H2`);
  await page.locator("main table a", { hasText: "Satun" }).waitFor();
  await axe(page);

  await bring(page);
  await confirm(page);
  assert.match(page.url(), /said=nothing-new/);
  await expectSessionsAt(page, REGISTERED, 3);

  await page.goto(`${looked}/undo`);
  await axe(page);
  await page.locator("main form button").click();
  await page.waitForURL(/said=undone/);
  await expectSessionsAt(page, REGISTERED, 0);
});

journey("a coordinator says what a column means, looking at its cells, and the file is read again", { locale: "en-GB" }, async (page) => {
  await signIn(page, "coordinator");
  await bring(page, ODD);
  assert.match(await page.locator(".notice.bad").innerText(), /Where it took place/);
  assert.equal(await page.locator('form[action$="/confirm"]').count(), 0, "without its place no row can be imported");
  const column = page.locator("#columns tr.warn", { hasText: "Qzx" });
  assert.ok((await column.innerText()).includes("โรงเรียนคอลัมน์แปลกหนึ่ง"), "its cells stand beside it");
  await axe(page);
  await column.locator("select").selectOption({ label: "Where it took place" });
  await page.locator("#columns form button").click();
  await page.waitForURL(/said=read-again/);
  assert.match(await page.locator('form[action$="/confirm"] button').innerText(), /3/);
  assert.equal(await page.locator("#columns tr.warn").count(), 0);
  await axe(page);
});
