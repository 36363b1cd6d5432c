// Somebody asks that what is kept of her is erased: the data officer finds her record on a phone and asks for it; the director confirms it in Thai,
// and nobody finds her any more.

import assert from "node:assert/strict";
import { day, fillIn } from "../harness/casework.mjs";
import { axe, expectNoSidewaysScroll, journey, shot, signIn } from "../harness/journey.mjs";

const NAME = "ดวงใจ ตัวอย่างลบ";
let address;

async function sound(page, name) {
  assert.equal(await page.locator("h1").count(), 1, name);
  await expectNoSidewaysScroll(page);
  await axe(page);
  await shot(page, name);
}

async function found(page) {
  await page.goto("/persons");
  await page.locator("#f-q").fill(NAME);
  await page.locator('form[action="/persons"] button.button').click();
  await page.locator("#found").waitFor();
  return page.locator(`.lines a[href="${address}"]`).count();
}

journey("a coordinator records somebody who is part of no case", { locale: "th-TH" }, async (page) => {
  await signIn(page, "coordinator");
  await page.goto("/records/casework/person/new");
  await page.locator('#answers [name="/code"]').waitFor();
  await fillIn(page, {
    code: "P-0666", recorded_on: day(), "names[1]/name_kind": "full", "names[1]/name": NAME,
    gender: "Feminine", "birth/birth_year": "1991", nationalities: "MMR",
  });
  await page.waitForURL(/\/persons\/.*said=person-saved/);
  address = new URL(page.url()).pathname;
  assert.equal(await page.locator(`main a[href="${address}/erase"]`).count(), 0, "it is not theirs to erase");
});

journey("a data officer asks that the record is erased", { locale: "en-GB", screen: "phone", refusals: [404, 422] }, async (page) => {
  await signIn(page, "data-officer");
  assert.equal(await found(page), 1);
  await page.goto(address);
  await page.locator(`main a[href="${address}/erase"]`).click();
  await page.locator("main form button").click();
  await page.locator(".problems, #f-ground-problem").first().waitFor();
  await sound(page, "person-erase");
  await page.locator('[name="ground"][value="person"]').press("Space");
  await page.locator("main form button").click();
  await page.waitForURL(/said=person-done/);
  await sound(page, "person-erase-asked");
  assert.equal(await page.locator(`.tasks a[href="${address}/erase/confirm"]`).count(), 0, "nobody erases alone");
  const alone = await page.goto(`${address}/erase/confirm`);
  assert.equal(alone.status(), 404);
});

journey("a director confirms it and nobody finds the person any more", { locale: "th-TH", refusals: [404] }, async (page) => {
  await signIn(page, "director");
  await page.goto("/cases");
  await page.locator('#waiting ~ .tasks a[href="/retention?which=asked"]').click();
  await sound(page, "retention-people");
  await page.locator(`.tasks a[href="${address}/erase/confirm"]`).click();
  await sound(page, "person-erase-confirm");
  await page.locator("main form button").click();
  await page.waitForURL(/\/persons\?said=person-erased/);
  assert.equal(await found(page), 0);
  const gone = await page.goto(address);
  assert.equal(gone.status(), 404);
});
