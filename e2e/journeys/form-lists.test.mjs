// A coordinator brings a form with the lists that it chooses from, and one that was made elsewhere; a field worker chooses from them.

import assert from "node:assert/strict";
import { axe, expectNoSidewaysScroll, expectTitle, journey, launch, saphan, shot, signIn } from "../harness/journey.mjs";
import { answer, choose, saveButton } from "../harness/sessions.mjs";

const FORM = `
| survey |
| | type | name | label::English (en) | label::ไทย (th) | required | choice_filter | bind::saphan:class |
| | select_one_from_file wards.csv | ward | Ward | ตำบล | yes | | work |
| | select_one_from_file villages.csv | village | Village | หมู่บ้าน | yes | ward = \${ward} | work |
| settings |
| | form_id | version | form_title::English (en) | form_title::ไทย (th) |
| | village-visit | 1 | Village visit | การเยี่ยมหมู่บ้าน |
`;
const WARDS = "name,label\nw1,Nong Hoi\nw2,Pa Daet\n";
const VILLAGES = "name,label,ward\nv1,Ban Nua (invented),w1\nv2,Ban Tai (invented),w2\nv3,Ban Mai (invented),w2\n";

const XFORM = `<h:html xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml"><h:head>
<h:title>Count from elsewhere</h:title><model>
<instance><data id="count-elsewhere" version="5"><people/></data></instance>
<bind nodeset="/data/people" type="int" constraint=". &gt; 0"/>
</model></h:head><h:body><input ref="/data/people"><label>How many people?</label></input></h:body></h:html>`;

/** Brings files and sends them. */
async function bring(page, files) {
  const buffers = Object.entries(files).map(([name, text]) => ({ name, mimeType: "text/plain", buffer: Buffer.from(text) }));
  await page.goto("/forms");
  await page.locator("#f-file").setInputFiles(buffers);
  await page.locator('form[action="/forms"] button').click();
}

journey("a form comes with its lists, and a field worker chooses from them", { locale: "en-GB", refusals: [422] }, async (page) => {
  await signIn(page, "coordinator");
  await bring(page, { "visit.md": FORM, "wards.csv": WARDS });
  await page.locator(".problems", { hasText: "survey row 3, type: Nobody supplies the list “villages.csv”" }).waitFor();
  await bring(page, { "visit.md": FORM, "wards.csv": WARDS, "villages.csv": VILLAGES.replace("v2,", ",") });
  await page.locator(".problems", { hasText: "villages.csv: Row 3, name" }).waitFor();
  await axe(page);
  await shot(page, "lists-wrong");
  await bring(page, { "visit.md": FORM, "wards.csv": WARDS, "villages.csv": VILLAGES });
  await page.waitForURL(/\/forms\/version/);
  await page.locator("main dl", { hasText: "villages.csv · 3 rows" }).waitFor();
  await expectNoSidewaysScroll(page);
  await axe(page);
  await shot(page, "lists-version");
  await page.locator('form[action="/forms/publish"] button').click();
  await page.waitForURL(/\/records\/own-/);
  await fillIn(new URL(page.url()).pathname);
  await page.reload();
  await page.locator("main table", { hasText: "Ban Mai (invented)" }).waitFor();

  await bring(page, { "visit.md": FORM.replace("| village-visit | 1 |", "| village-visit | 2 |"), "wards.csv": WARDS });
  await page.waitForURL(/\/forms\/version/);
  await page.locator("main dl", { hasText: "villages.csv · 3 rows · taken over from version 1" }).waitFor();
});

/** The same form on a phone: the villages are those of the ward. */
async function fillIn(kind) {
  const browser = await launch();
  try {
    const context = await browser.newContext({
      baseURL: saphan.address,
      viewport: { width: 360, height: 780 },
      locale: "th-TH",
      hasTouch: true,
      timezoneId: "Asia/Bangkok",
    });
    const page = await context.newPage();
    await signIn(page, "field-worker");
    await page.goto(`${kind}/new`);
    await choose(page, "/ward", "w2");
    await page.getByText("Ban Tai (invented)").waitFor();
    assert.equal(await page.getByText("Ban Nua (invented)").count(), 0, "it is in another ward");
    await choose(page, "/village", "v3");
    await axe(page);
    await expectNoSidewaysScroll(page);
    await saveButton(page).click();
    await page.waitForURL(/\/saved/);
  } finally {
    await browser.close();
  }
}

journey("a form that was made elsewhere as XML is brought, and is told with its lines", { locale: "en-GB", refusals: [422] }, async (page) => {
  await signIn(page, "coordinator");
  await bring(page, { "count.xml": XFORM.replace(". &gt; 0", ". &gt;") });
  await page.locator(".problems", { hasText: "count.xml: line 4, column 1" }).waitFor();
  await bring(page, { "count.xml": XFORM });
  await page.waitForURL(/\/forms\/version/);
  await expectTitle(page, "count-elsewhere · 5");
  assert.equal(await page.locator("main a", { hasText: "Translations" }).count(), 0);
  await axe(page);
  await page.locator('form[action="/forms/publish"] button').click();
  await page.waitForURL(/\/records\/own-/);
  await page.goto(`${new URL(page.url()).pathname}/new`);
  await answer(page, "/people").fill("12");
  await saveButton(page).click();
  await page.waitForURL(/\/saved/);
});
