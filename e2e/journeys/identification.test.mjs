// A person who may be a victim, from the first screening to the decision of the team and after it, with their record and their family.

import assert from "node:assert/strict";
import { confirm, day, expectSent, expectState, expectTold, fillIn, go, move, openFor } from "../harness/casework.mjs";
import { axe, expectNoSidewaysScroll, journey, shot, signIn } from "../harness/journey.mjs";

const POLICE = "ตำรวจภูธรจังหวัดสาธิต";
const WELFARE = "สำนักงานพัฒนาสังคมสาธิต";

/** Signs of forced labour are seen: the case begins, and help comes first. */
async function screen(page) {
  await page.goto("/cases/new");
  await page.getByRole("link", { name: "การคัดกรองเบื้องต้น" }).click();
  await fillIn(page, {
    code: "P-0888", screened_on: day(), province: "57", agency: "ngo", age_group: "child", interpreter: "no", danger: "no",
    signs: "wages", agreed: "yes",
  });
  await expectSent(page);
  await expectState(page, "คัดกรองแล้ว");
  return new URL(page.url()).pathname;
}

/** Who it is: looked for first, then recorded, and told that somebody alike is here already. */
async function record(page, address) {
  await page.goto(address);
  await page.locator('main a[href^="/persons?case="]').click();
  await axe(page);
  await page.locator("#f-q").fill("Suda Example");
  await page.locator('form[action="/persons"] button.button').click();
  await page.locator("#found").waitFor();
  assert.ok(!page.url().includes("Suda"), "a name stands in no address");
  await shot(page, "persons");
  await page.locator('main a[href^="/records/casework/person/new"]').click();
  await page.locator('#answers [name="/code"]').waitFor();
  await fillIn(page, {
    code: "P-0888", recorded_on: day(), "names[1]/name_kind": "full", "names[1]/name": "สุดา ตัวอย่าง",
    gender: "Feminine", "birth/birth_year": "2010", nationalities: "LAO",
  });
  await page.waitForURL(/\/people\//);
  await axe(page);
  await shot(page, "case-person-add");
  await page.locator('[name="role"][value="victim"]').press("Space");
  await confirm(page);
  await page.locator("#people").waitFor();
}

/** The same person again, in another script: shown before anything is saved. */
async function again(page) {
  await page.goto("/records/casework/person/new");
  await page.locator('#answers [name="/code"]').waitFor();
  await fillIn(page, {
    code: "P-0889", recorded_on: day(), "names[1]/name_kind": "full", "names[1]/name": "Suda Tuayang",
    gender: "Feminine", "birth/birth_year": "2010", nationalities: "LAO",
  });
  await page.locator('button[value="another"]').waitFor();
  await axe(page);
  await shot(page, "alike");
  assert.ok((await page.locator(".lines").innerText()).includes("สุดา ตัวอย่าง"));
  await page.locator('button[value="another"]').click();
  await page.waitForURL(/\/persons\/.*said=person-saved/);
  return new URL(page.url()).pathname;
}

/** Both are seen side by side, said to be one, and two again. */
async function same(page) {
  await page.locator('main a[href^="/persons?same="]').click();
  await page.locator("#f-q").fill("มาลี ตัวอย่าง");
  await page.locator('form[action="/persons"] button.button').click();
  await page.locator('.lines a[href*="/merge?other="]').first().click();
  await axe(page);
  await shot(page, "merge");
  await page.locator("main form button.button").click();
  await page.locator("#others").waitFor();
  await axe(page);
  await shot(page, "somebody");
  await page.locator('main a[href*="/separate/"]').click();
  await page.locator("main form button.button").click();
  await page.waitForURL(/said=person-done/);
  assert.equal(await page.locator("#others").count(), 0, "they are two again");
}

/** Shelter, interview, and the team's decision. */
async function decide(page, address) {
  await signIn(page, "field");
  await page.goto(address);
  await go(page, "รับเข้าสถานคุ้มครอง");
  await fillIn(page, { admitted_on: day(), shelter_kind: "ngo", consent: "yes", phone_kept: "yes" });
  await expectSent(page);
  await expectState(page, "อยู่ในสถานที่พักชั่วคราว");
  await go(page, "สัมภาษณ์เพื่อคัดแยก");
  await fillIn(page, {
    interviewed_on: day(), interviewer: "D-07", interviewer_agency: "ngo", language: "tha", interpreting: "none_needed",
    setting: "shelter", private: "yes", support_offered: "yes", agreed: "yes", age_group: "child", profiles: "labour",
    exploitation: "hours",
  });
  await expectSent(page);
  await signIn(page, "director");
  await openFor(page, address, "supervision");
  await page.locator('main a[href$="/consent"]').first().click();
  for (const agency of [POLICE, WELFARE]) await page.getByLabel(agency).press("Space");
  await page.locator('[name="by"][value="person"]').press("Space");
  await page.locator("#f-language").selectOption("tha");
  await page.locator('[name="interpreter"][value="no"]').press("Space");
  await page.locator('[name="assent"][value="yes"]').press("Space");
  // They are let in later: one by itself as what it is, and the other with whoever else was consented to.
  await page.locator('[name="let_in"][value="yes"]').press("Space");
  await confirm(page);
  await page.locator('main a[href$="/invite"]').last().click();
  await page.locator("#f-agency").selectOption({ label: POLICE });
  await axe(page);
  await page.locator("#f-as").selectOption("police");
  await confirm(page);
  await page.locator('main a[href$="/let-in"]').click();
  await axe(page);
  await confirm(page);
  await go(page, "การประชุมทีมสหวิชาชีพเพื่อคัดแยก");
  await page.locator("#f-outcome").selectOption("victim");
  for (const field of await page.locator('select[name^="said:"]').all()) await field.selectOption("victim");
  await confirm(page);
  await move(page, "ผลการคัดแยก: เป็นผู้เสียหาย");
  await expectState(page, "เป็นผู้เสียหายจากการค้ามนุษย์");
}

/** The social development office reads who it is through the case, and not the record that nobody gave it. */
async function others(page, address, second) {
  await signIn(page, "welfare");
  await page.goto(address);
  await expectTold(page, ["เพิ่มบุคคลในแฟ้ม"]);
  await page.locator('section[aria-labelledby="people"] a[href^="/persons/"]').first().click();
  assert.ok((await page.locator("h1").innerText()).includes("สุดา ตัวอย่าง"));
  assert.equal(await page.locator('main a[href^="/persons?same="]').count(), 0, "what is not theirs they do not change");
  const answer = await page.goto(second);
  assert.equal(answer.status(), 404);
}

/** Follow-up, then closing, which somebody else approves. */
async function close(page, address) {
  await signIn(page, "field");
  await page.goto(address);
  await page.getByRole("link", { name: "การติดตาม" }).first().click();
  await fillIn(page, { date: day(), kind: "in_care", reached: "yes" });
  await expectSent(page);
  await move(page, "ปิดกรณี");
  await expectTold(page, ["ขออนุมัติ: ปิดกรณี"]);
  await signIn(page, "director");
  await openFor(page, address, "supervision");
  await page.locator(".tasks > li", { hasText: "รออนุมัติ" }).locator("a.button").first().click();
  await confirm(page);
  await expectState(page, "ปิดกรณี");
}

journey("a team identifies a victim, and knows who it is", { refusals: [404, 409] }, async (page) => {
  await signIn(page, "field");
  const address = await screen(page);
  await record(page, address);
  const second = await again(page);
  await decide(page, address);
  await others(page, address, second);
  await close(page, address);
});

journey("a coordinator mends what was recorded twice, on a phone", { screen: "phone" }, async (page) => {
  await signIn(page, "coordinator");
  await page.goto("/persons");
  await page.locator("#f-q").fill("Mali Tuayang");
  await page.locator('form[action="/persons"] button.button').click();
  await page.locator("#found").waitFor();
  await expectNoSidewaysScroll(page);
  await axe(page);
  await shot(page, "persons-phone");
  const lines = page.locator('.lines a[href^="/persons/"]');
  assert.ok((await lines.count()) >= 2, "the same name in two scripts");
  await lines.first().click();
  await expectNoSidewaysScroll(page);
  await axe(page);
  await shot(page, "somebody-phone");
  await same(page);
});
