// A coordinator brings a form of the team's own, and a field worker fills it in on a phone.

import assert from "node:assert/strict";
import { axe, expectNoSidewaysScroll, expectTitle, journey, launch, saphan, shot, signIn } from "../harness/journey.mjs";
import { answer, choose, goOn, saveButton } from "../harness/sessions.mjs";

const FORM = `
| survey |
| | type | name | label::English (en) | label::ไทย (th) | required | relevant | bind::saphan:class |
| | date | seen_on | Date of the visit | วันที่ไปเยี่ยม | yes | | work |
| | time | seen_at | Time | เวลา | | | work |
| | select_one yn | safe | Is everybody at home safe? | ทุกคนในบ้านปลอดภัยไหม | yes | | work |
| | text | worry | What worries you? | กังวลเรื่องอะไร | yes | \${safe} = 'no' | work |
| | range | rooms | Rooms | จำนวนห้อง | | | work |
| choices |
| | list_name | name | label::English (en) | label::ไทย (th) |
| | yn | yes | Yes | ใช่ |
| | yn | no | No | ไม่ |
| settings |
| | form_id | version | form_title::English (en) | form_title::ไทย (th) |
| | home-visit | 1 | Home visit | การเยี่ยมบ้าน |
`;

/** Brings a workbook and sends it. */
async function bring(page, text) {
  await page.locator("#f-file").setInputFiles({ name: "visit.md", mimeType: "text/markdown", buffer: Buffer.from(text) });
  await page.locator('form[action="/forms"] button').click();
}

journey("a coordinator brings a form, and a field worker fills it in", { locale: "en-GB", refusals: [422] }, async (page) => {
  await signIn(page, "coordinator");
  await page.goto("/forms");
  await axe(page);
  await bring(page, FORM.replace("select_one yn | safe", "select_on yn | safe"));
  await page.locator(".problems", { hasText: "survey row 4, type" }).waitFor();
  await axe(page);
  await bring(page, FORM);
  await page.waitForURL(/\/forms\/version/);
  await expectTitle(page, "home-visit · 1");
  await axe(page);
  await tryOut(page);
  await page.locator('form[action="/forms/publish"] button').click();
  await page.waitForURL(/\/records\/own-/);
  await axe(page);
  await fillIn(new URL(page.url()).pathname);
  await page.reload();
  await page.locator("main table", { hasText: "home alone" }).waitFor();
  await page.locator("main summary", { hasText: "Export this list" }).click();
  await axe(page);
  await shot(page, "export");
  const [file] = await Promise.all([
    page.waitForEvent("download"),
    page.locator('form[action$="/export"] button').click(),
  ]);
  assert.match(file.suggestedFilename(), /\.xlsx$/);
  await shareWithPartner(page);
  await page.goto("/forms");
  await bring(page, FORM.replace("| home-visit | 1 |", "| home-visit | 2 |").replace("| | yn | no | No | ไม่ |\n", ""));
  await page.locator("main table", { hasText: "Cannot be chosen any more: no" }).waitFor();
  await expectNoSidewaysScroll(page);
  await axe(page);
  await shot(page, "compare");
});

/** The version that is in use, for the people of another agency, too. */
async function shareWithPartner(page) {
  await page.goto("/forms");
  await page.locator("main .lines a", { hasText: "home-visit" }).first().click();
  const partner = page.getByRole("checkbox", { name: "Bamboo Demo Network" });
  await partner.check();
  await page.locator('form[action="/forms/share"] button').click();
  await page.waitForURL(/\/forms\/version/);
  assert.ok(await partner.isChecked());
  await expectNoSidewaysScroll(page);
  await axe(page);
}

/** A draft, tried before anybody is asked. */
async function tryOut(page) {
  const version = page.url();
  await page.locator("main a", { hasText: "Try it" }).click();
  await page.frameLocator("iframe").getByText("Is everybody at home safe?").first().waitFor({ state: "attached" });
  await expectNoSidewaysScroll(page);
  await axe(page);
  await shot(page, "preview");
  await page.locator("main a", { hasText: "Answer it as a chat" }).click();
  await page.locator("#say").fill("2026-08-06");
  await page.locator("main form.panel button.button:not(.quiet)").click();
  await page.locator("main .quote", { hasText: "2026-08-06" }).waitFor();
  await axe(page);
  await shot(page, "chat");
  await page.goto(version);
  await page.locator("main a", { hasText: "Translations" }).click();
  await axe(page);
  await shot(page, "translations");
  await page.goto(version);
}

/** The same form on a phone, in Thai. */
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
    await page.getByText("ทุกคนในบ้านปลอดภัยไหม").waitFor();
    await expectNoSidewaysScroll(page);
    await answer(page, "/seen_on").fill("2026-08-06");
    await answer(page, "/seen_at").fill("10:20");
    await choose(page, "/safe", "no");
    // The question that this answer makes one comes by itself.
    await answer(page, "/worry").fill("home alone");
    await axe(page);
    while (await page.locator('#answers .step.current button[name="next"]').count()) await goOn(page);
    await answer(page, "/rooms").fill("3");
    await saveButton(page).click();
    await page.waitForURL(/\/saved/);
    assert.match(await page.locator("main").innerText(), /10:20\nทุกคน/);
  } finally {
    await browser.close();
  }
}
