// A child's case from a report to the closing: a field worker, a director, the police and a hospital work on it, each seeing their part.

import assert from "node:assert/strict";
import { confirm, day, expectSent, expectState, expectTold, fillIn, go, move, next, openFor } from "../harness/casework.mjs";
import { axe, expectNoSidewaysScroll, expectTitle, journey, shot, signIn } from "../harness/journey.mjs";

const POLICE = "ตำรวจภูธรจังหวัดสาธิต";
const WELFARE = "สำนักงานพัฒนาสังคมสาธิต";
const HOSPITAL = "โรงพยาบาลสาธิต";

/** Somebody comes to the office and tells of a child; it is triaged and taken up. */
async function report(page) {
  await page.goto("/cases/new");
  await axe(page);
  await page.getByRole("link", { name: "การแจ้งเรื่อง" }).click();
  await fillIn(page, {
    code: "R-0777", received_on: day(), channel: "walk_in", kind: "child_work", danger: "no", child: "yes",
    told: "เรื่องสมมติเพื่อสาธิต", answer_wished: "no",
  });
  await expectSent(page);
  await go(page, "คัดแยกเรื่อง");
  await fillIn(page, {
    decided_at: `${day()}T00:01`, kind: "child_work", desk: "centre", urgency: "d1", reasons: "สาธิต",
  });
  await expectSent(page);
  await move(page, "รับดำเนินการ");
  await expectState(page, "หน่วยงานรับดำเนินการแล้ว");
}

/** The child's own case is opened from the report. */
async function open(page) {
  await page.getByRole("link", { name: "การส่งต่อเข้าศูนย์" }).click();
  await fillIn(page, {
    code: "C-0777", received_on: day(), from_agency: "welfare", interpreter: "no", concerns: "child_labour",
    safe_tonight: "yes", caregiver_safe: "yes", assent: "yes", province: "57",
  });
  await expectSent(page);
  await axe(page);
  await expectState(page, "รับเรื่องแล้ว");
  await expectTold(page, ["การส่งต่อเข้าศูนย์", "มาจากแฟ้ม"]);
  await move(page, "รับเข้าศูนย์");
  await expectState(page, "เตรียมการ");
  return new URL(page.url()).pathname;
}

/** A case is found by its code, and one that there is not is told at its field. */
async function byCode(page, address) {
  const code = (await page.locator("h1").innerText()).split(" · ")[0];
  await page.goto("/cases");
  await page.locator("#f-code").fill("XXX-XXX");
  await page.locator('form[action="/cases"] button').click();
  await page.locator("#f-code[aria-invalid=true]").waitFor();
  await axe(page);
  await page.locator("#f-code").fill(code.toLowerCase().replace("-", ""));
  await page.locator('form[action="/cases"] button').click();
  await page.waitForURL((url) => url.pathname === address);
}

/** What the child and the guardian agreed to is noted before anybody else sees the case. */
async function consent(page) {
  await page.locator('main a[href$="/consent"]').first().click();
  await axe(page);
  await shot(page, "case-consent");
  for (const agency of [POLICE, WELFARE, HOSPITAL]) await page.getByLabel(agency).press("Space");
  await page.locator('[name="by"][value="guardian"]').press("Space");
  await page.locator("#f-language").selectOption("tha");
  await page.locator('[name="interpreter"][value="no"]').press("Space");
  await page.locator('[name="assent"][value="yes"]').press("Space");
  await confirm(page);
}

/** The director lets three agencies take part and notes what all decided. */
async function meet(page, address) {
  await signIn(page, "director");
  await openFor(page, address, "supervision");
  await byCode(page, address);
  await consent(page);
  const members = await page.locator('section[aria-labelledby="members"]').innerText();
  for (const agency of [POLICE, WELFARE, HOSPITAL]) assert.ok(members.includes(agency), `${agency} takes part by the consent`);
  await go(page, "การประชุมวางแผน");
  await axe(page);
  await shot(page, "case-conference");
  await page.locator("#f-outcome").selectOption("interview");
  // What the police said is missing: it is asked for, and nothing is noted.
  await page.locator("main form button.button").click();
  await page.locator(".problems").waitFor();
  for (const field of await page.locator('select[name^="said:"]').all()) await field.selectOption("interview");
  await confirm(page);
  await expectTold(page, ["ให้สัมภาษณ์หนึ่งครั้ง"]);
}

/** The field worker records the one interview; there is no second one. */
async function interview(page, address) {
  await signIn(page, "field");
  await page.goto("/cases?which=own");
  await page.locator(`main a[href="${address}"]`).click();
  await go(page, "บันทึกการสัมภาษณ์ (ครั้งเดียว)");
  assert.equal(await page.locator('[name="/code"]').inputValue(), "C-0777", "what is known is not asked again");
  await axe(page);
  await fillIn(page, {
    interviewed_on: day(), interviewer: "D-07", interviewer_agency: "centre", trained: "yes", assent: "yes",
    language: "tha", interpreting: "none_needed", support: "present", recorded: "no",
  });
  await expectSent(page);
  await expectState(page, "สัมภาษณ์แล้ว");
  assert.equal(await next(page, "บันทึกการสัมภาษณ์ (ครั้งเดียว)").locator("a").count(), 0, "nobody is asked twice");
  const record = await page.getByRole("link", { name: "บันทึกการสัมภาษณ์เด็ก" }).first().getAttribute("href");
  return record;
}

/** The hospital reads its part, sends its own form, and does not find the interview; the police find that one only. */
async function others(page, address, record) {
  await signIn(page, "hospital");
  await page.locator(`main a[href="${address}"]`).click();
  await expectTold(page, ["การส่งต่อเข้าศูนย์"], ["บันทึกการสัมภาษณ์เด็ก"]);
  await page.goto(record);
  assert.equal(await page.locator("h1").count(), 1);
  assert.ok(!(await page.locator("main").innerText()).includes("D-07"), "the interview is not the hospital's to read");
  await page.goto(address);
  await page.getByRole("link", { name: "การตรวจทางการแพทย์" }).click();
  await fillIn(page, { examined_on: day(), assent: "yes" });
  await expectSent(page);
  await signIn(page, "police");
  await page.goto(address);
  await expectTold(page, ["บันทึกการสัมภาษณ์เด็ก"], ["การตรวจทางการแพทย์"]);
  await page.goto(record);
  assert.ok((await page.locator("main").innerText()).includes("D-07"), "the police read the interview");
  await axe(page);
}

/** Plan, support, follow-up, and closing that somebody else must approve. */
async function support(page, address) {
  await signIn(page, "field");
  await page.goto(address);
  await go(page, "จัดทำแผนความปลอดภัยร่วมกับเด็ก");
  await fillIn(page, { made_on: day(), risk: "medium", with_child: "yes", "steps[1]/step": "สาธิต", review_on: day(30) });
  await expectSent(page);
  await move(page, "เริ่มการช่วยเหลือ");
  await go(page, "ติดตาม");
  await fillIn(page, { date: day(), kind: "in_care", reached: "yes" });
  await expectSent(page);
  await shot(page, "case");
  await go(page, "ปิดกรณี");
  await fillIn(page, { closed_on: day(), reason: "formal", childs_view: "สาธิต", way_back: "yes" });
  await expectSent(page);
  await expectState(page, "อยู่ระหว่างช่วยเหลือ");
  await expectTold(page, ["ขออนุมัติ: ปิดกรณี"]);
}

/** The director approves; whoever no longer takes part finds nothing from their next click on. */
async function close(page, address) {
  await signIn(page, "director");
  await openFor(page, address, "supervision");
  await page.locator(".tasks > li", { hasText: "รออนุมัติ" }).locator("a.button").first().click();
  await confirm(page);
  await expectState(page, "ปิดกรณี");
  await page.locator("li", { hasText: POLICE }).getByRole("link", { name: "สิ้นสุดการเข้าร่วม" }).click();
  await confirm(page);
  await signIn(page, "police");
  const answer = await page.goto(address);
  assert.equal(answer.status(), 404);
}

journey("people of four agencies help a child, each with their part of the case", { refusals: [404, 422] }, async (page) => {
  await signIn(page, "field");
  await report(page);
  const address = await open(page);
  await meet(page, address);
  const record = await interview(page, address);
  await others(page, address, record);
  await support(page, address);
  await close(page, address);
});

journey("a field worker looks at cases on a phone", { screen: "phone" }, async (page) => {
  await signIn(page, "field");
  await page.goto("/cases");
  await expectTitle(page, "แฟ้มช่วยเหลือ");
  await expectNoSidewaysScroll(page);
  await axe(page);
  await shot(page, "cases-phone");
  await page.locator(".lines a").first().click();
  await expectNoSidewaysScroll(page);
  await axe(page);
  await shot(page, "case-phone");
});
