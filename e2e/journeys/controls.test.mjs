// A form with every kind of question, brought at the desk and filled in on a phone: by the device, by hand, by typing, and without a
// script.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { axe, expectNoSidewaysScroll, expectNothingCoversFocus, journey, shot, signIn } from "../harness/journey.mjs";
import { answer, goOn, saveButton } from "../harness/sessions.mjs";

const FORM = `
| survey |
| | type | name | label::English (en) | label::ไทย (th) | appearance | parameters | bind::saphan:class |
| | begin group | places | Places | สถานที่ | | | |
| | geopoint | here | Where are you? | คุณอยู่ที่ไหน | | | work |
| | geotrace | way | Which way did you go? | ไปทางไหน | | | work |
| | geoshape | field | Where is the field? | ที่นาอยู่ที่ไหน | | | work |
| | end group | | | | | | |
| | begin group | files | Files | ไฟล์ | | | |
| | image | signed | Sign here | ลงชื่อ | signature | | work |
| | audio | said | What was said | สิ่งที่พูด | | | work |
| | video | seen | What was seen | สิ่งที่เห็น | | | work |
| | file | paper | A letter | จดหมาย | | | work |
| | end group | | | | | | |
| | begin group | words | Words and numbers | คำและตัวเลข | | | |
| | rank c | order | What matters most? | อะไรสำคัญที่สุด | | | work |
| | range | sure | How sure are you? | แน่ใจแค่ไหน | | start=0 end=10 step=1 | work |
| | select_one s | agree | Do you agree? | เห็นด้วยไหม | likert | | work |
| | select_one c | found | Which one? | อันไหน | minimal autocomplete | | work |
| | barcode | code | The code on the card | รหัสบนบัตร | | | work |
| | date | month | Since which month? | ตั้งแต่เดือนใด | month-year | | work |
| | acknowledge | ok | I read it to them | อ่านให้ฟังแล้ว | | | work |
| | end group | | | | | | |
| choices |
| | list_name | name | label::English (en) | label::ไทย (th) |
| | c | work | Work | งาน |
| | c | school | School | โรงเรียน |
| | c | health | Health | สุขภาพ |
| | s | no | Not at all | ไม่เลย |
| | s | some | Somewhat | บ้าง |
| | s | yes | Very much | มาก |
| settings |
| | form_id | version | form_title::English (en) | form_title::ไทย (th) |
| | every-control | 1 | Every control | ทุกแบบคำถาม |
`;
const samples = new URL("../../crates/engines/media/src/recordings/samples/", import.meta.url);
const sample = async (name) => ({ name, mimeType: "application/octet-stream", buffer: await readFile(new URL(name, samples)) });

/** Where the form is filled in, once it is in use. */
let kind;

journey("a coordinator takes a form with every kind of question into use", { locale: "en-GB" }, async (page) => {
  await signIn(page, "coordinator");
  await page.goto("/forms");
  await page.locator("#f-file").setInputFiles({ name: "every.md", mimeType: "text/markdown", buffer: Buffer.from(FORM) });
  await page.locator('form[action="/forms"] button').click();
  await page.locator('form[action="/forms/publish"] button').click();
  await page.waitForURL(/\/records\/own-/);
  kind = new URL(page.url()).pathname;
});

journey("a field worker answers by the device and by hand", { screen: "phone" }, async (page) => {
  await page.context().grantPermissions(["geolocation"]);
  await page.context().setGeolocation({ latitude: 19.9072, longitude: 99.8329, accuracy: 8 });
  await signIn(page, "field-worker");
  await page.goto(`${kind}/new`);
  await expectNoSidewaysScroll(page);
  await axe(page);
  await places(page);
  await goOn(page);
  await files(page);
  await goOn(page);
  await words(page);
  await saveButton(page).click();
  await page.waitForURL(/\/saved/);
  await page.locator("main a", { hasText: "ดูรายการ" }).first().click();
  await page.waitForURL((url) => !url.pathname.endsWith("/saved"));
  const said = await page.locator("main").innerText();
  for (const part of ["19.9072 99.8329", "โรงเรียน", "7", "มาก", "K-0042"]) assert.ok(said.includes(part), `${part} in\n${said}`);
  await axe(page);
});

async function places(page) {
  await page.locator("[data-locate]").click();
  await page.locator('#answers[data-kept] [data-latitude][value="19.9072"]').waitFor();
  assert.match(await page.locator(".place [data-said]").innerText(), /8/);
  await page.locator("[data-add-point]").first().click();
  await page.locator(".points", { hasText: "19.9072" }).first().waitFor({ state: "attached" });
  const map = page.locator("details[data-map]").nth(1);
  await map.locator("summary").click();
  await map.locator('svg.pick[data-code="all"] [data-area="57"]').dispatchEvent("click");
  await map.locator('svg.pick[data-code="57"]').click();
  await page.locator(".field", { has: page.locator('[name="/places/way"]') }).locator("svg.track").waitFor();
  await axe(page);
  await shot(page, "controls-places");
  await page.locator('[name="/places/field"]').fill("19.90 99.83\n19.91 99.83\n19.91 99.84");
}

async function files(page) {
  const canvas = page.locator("[data-draw] canvas");
  await canvas.scrollIntoViewIfNeeded();
  const box = await canvas.boundingBox();
  await page.mouse.move(box.x + 20, box.y + 20);
  await page.mouse.down();
  await page.mouse.move(box.x + 120, box.y + 60, { steps: 4 });
  await page.mouse.up();
  await page.locator("[data-draw-done]").click();
  await page.locator('#answers [name="/files/signed"]').waitFor({ state: "attached" });
  const wrong = page.locator('[name="file:/files/said"]');
  await wrong.setInputFiles(await sample("film.mp4"));
  await page.locator('[id=".files.said-problem"]').waitFor();
  await axe(page);
  await shot(page, "controls-files");
  await wrong.setInputFiles(await sample("sound.m4a"));
  await page.locator('#answers [name="/files/said"]').waitFor({ state: "attached" });
  await page.locator('[name="file:/files/seen"]').setInputFiles(await sample("film.webm"));
  await page.locator('#answers [name="/files/seen"]').waitFor({ state: "attached" });
  await page.locator('[name="file:/files/paper"]').setInputFiles({ name: "a.pdf", mimeType: "application/pdf", buffer: Buffer.from("%PDF-1.7\n%%EOF") });
  await page.locator('#answers [name="/files/paper"]').waitFor({ state: "attached" });
}

async function words(page) {
  await page.locator('button[name="up"][value="/words/order=school"]').click();
  await page.locator(".ranked li:first-child", { hasText: "โรงเรียน" }).waitFor();
  await page.locator('[data-slides=".words.sure"]').fill("7");
  assert.equal(await answer(page, "/words/sure").inputValue(), "7");
  await page.locator('#answers [name="/words/agree"][value="yes"]').press("Space");
  await page.locator("[data-find]").fill("สุข");
  assert.equal(await page.locator('[name="/words/found"] option').count(), 2, "only what matches, and none");
  await answer(page, "/words/found").selectOption("health");
  await axe(page);
  await shot(page, "controls-words");
  await goOn(page);
  await answer(page, "/words/code").fill("K-0042");
  await answer(page, "/words/month").fill("2019-07");
  await page.locator('#answers [name="/words/ok"][value="OK"]').press("Space");
  await page.locator("#answers[data-kept]").waitFor();
  await axe(page);
}

journey("the same form at a desk, by keyboard", { locale: "my-MM" }, async (page) => {
  await signIn(page, "field-worker");
  await page.goto(`${kind}/new`);
  await axe(page);
  await expectNothingCoversFocus(page);
  await shot(page, "controls-desk");
});

journey("and without a script", { javaScriptEnabled: false, locale: "en-GB" }, async (page) => {
  await signIn(page, "field-worker");
  await page.goto(`${kind}/new`);
  assert.equal(await page.locator("[data-locate]").isVisible(), false, "what needs a script is not shown");
  await page.locator('[id=".places.here.lat"]').fill("19.9");
  await page.locator('[id=".places.here.lon"]').fill("99.8");
  await page.locator('[name="/places/field"]').fill("19.90 99.83\n19.91 99.83\n19.91 99.84");
  await page.locator('[name="file:/files/signed"]').setInputFiles({ name: "s.webp", mimeType: "image/webp", buffer: Buffer.from("RIFF\x10\0\0\0WEBPVP8 \x04\0\0\0seen", "latin1") });
  await page.locator('[name="/words/sure"]').fill("3");
  await page.locator('button[name="up"][value="/words/order=health"]').click();
  assert.equal(await page.locator(".ranked li").nth(1).locator("span").first().innerText(), "สุขภาพ");
  assert.equal(await page.locator('[name="/words/sure"]').inputValue(), "3", "nothing typed is lost");
  await saveButton(page).click();
  await page.waitForURL(/\/saved/);
});
