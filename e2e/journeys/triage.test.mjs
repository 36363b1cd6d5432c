// What somebody told without signing in: the director gives it to somebody, who judges it and answers, and who told comes back for that.

import assert from "node:assert/strict";
import { day, expectSent, expectState, expectTold, fillIn, go, move, openFor } from "../harness/casework.mjs";
import { axe, journey, shot, signIn } from "../harness/journey.mjs";

const ANSWER = "เราได้ส่งเรื่องต่อแล้ว (สาธิต)";

async function tell(page) {
  await page.goto("/report");
  for (const [name, value] of [["kind", "labour"], ["danger", "no"], ["child", "unknown"]]) {
    await page.locator(`[name="${name}"][value="${value}"]`).press("Space");
  }
  await page.locator("#f-told").fill("เรื่องสมมติจากหน้าสาธารณะ");
  await page.locator('main form[action="/report"] button.button').click();
  return (await page.locator(".code").innerText()).trim();
}

/** The newest report that nobody answers for yet is given to the field worker. */
async function assign(page) {
  await signIn(page, "director");
  await page.goto("/cases/load");
  await axe(page);
  await page.locator('main a[href*="nobody=yes"]').first().click();
  await page.locator('.lines a[href^="/cases/"]').last().click();
  const address = new URL(page.url()).pathname;
  await expectState(page, "เรื่องใหม่");
  await page.locator('main a[href$="/assign"]').first().click();
  await page.locator("main select").selectOption({ label: "Demo Field Worker" });
  await page.locator("main form button.button").click();
  // From now on it is somebody else's work.
  await page.waitForURL("**/purpose?**");
  return address;
}

async function judge(page, address) {
  await signIn(page, "field");
  await page.goto(address);
  await go(page, "คัดแยกเรื่อง");
  await fillIn(page, { decided_at: `${day()}T00:01`, kind: "labour", desk: "labour", urgency: "d3", reasons: "สาธิต" });
  await expectSent(page);
  await move(page, "รับดำเนินการ");
  await expectState(page, "หน่วยงานรับดำเนินการแล้ว");
  await axe(page);
  await go(page, "ตอบกลับผู้แจ้ง");
  await fillIn(page, { answered_on: day(), result: "passed_on", how: "page", told: ANSWER });
  await expectSent(page);
  await expectState(page, "ตอบกลับแล้ว");
  await shot(page, "triage-answered");
}

journey("a report from outside is given to somebody, judged and answered", { locale: "th-TH" }, async (page) => {
  const code = await tell(page);
  const address = await assign(page);
  await judge(page, address);
  await signIn(page, "director");
  await openFor(page, address, "supervision");
  await expectTold(page, ["การตอบกลับ"]);
  await page.context().clearCookies();
  await page.goto("/report/code");
  await page.locator("#f-code").fill(code);
  await page.locator('main form[action="/report/code"] button.button').click();
  assert.ok((await page.locator("main").innerText()).includes(ANSWER), "who told reads the answer");
  await axe(page);
  await shot(page, "report-answered");
});
