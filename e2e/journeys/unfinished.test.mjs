// Forms that are not sent at once: begun on a phone, gone on with at a desk, sent once; and with a picture in them.

import assert from "node:assert/strict";
import { axe, expectNoSidewaysScroll, journey, launch, saphan, shot, signIn } from "../harness/journey.mjs";
import { SESSIONS, answer, choose, goOn, saveButton } from "../harness/sessions.mjs";

/** The same person in another browser, at a desk. */
async function atADesk(story) {
  const browser = await launch();
  try {
    const context = await browser.newContext({ baseURL: saphan.address, viewport: { width: 1280, height: 800 }, locale: "th-TH" });
    const page = await context.newPage();
    await signIn(page, "field-worker");
    await story(page);
  } finally {
    await browser.close();
  }
}

journey("a form that was begun on a phone is sent from a desk", { screen: "phone" }, async (page) => {
  const venue = "โรงเรียนที่เริ่มบนโทรศัพท์";
  await signIn(page, "field-worker");
  await page.goto(`${SESSIONS}/new`);
  await answer(page, "/date").fill("2026-07-05");
  await answer(page, "/venue").fill(venue);
  await choose(page, "/venue_kind", "school");
  await goOn(page);
  await answer(page, "/province").selectOption("57");
  await goOn(page);
  await page.locator("#answers[data-kept]").waitFor();
  await axe(page);
  await page.locator(".step.current button[name=later]").click();
  const unfinished = page.locator("main a.whole[href^='/drafts/']");
  // The last that was begun stands first; other journeys leave some too.
  await unfinished.first().waitFor();
  await axe(page);
  await expectNoSidewaysScroll(page);
  await shot(page, "unfinished-home-phone");
  const draft = await unfinished.first().getAttribute("href");
  await atADesk(async (desk) => {
    await desk.goto(SESSIONS);
    await axe(desk);
    await desk.locator(`a[href="${draft}"]`).click();
    assert.equal(await answer(desk, "/venue").inputValue(), venue);
    await axe(desk);
    await answer(desk, "/attendance[1]/participant_kind").selectOption("students");
    await answer(desk, "/attendance[1]/count").fill("31");
    await saveButton(desk).click();
    await desk.waitForURL(/\/saved\?/);
  });
  await page.goto("/");
  assert.equal(await page.locator(`main a[href="${draft}"]`).count(), 0, "what was sent is unfinished no longer");
});

journey("a picture is sent when it is chosen and stays in the draft", { screen: "phone" }, async (page) => {
  await signIn(page, "coordinator");
  await page.goto("/records/prevention/picture/new");
  const buffer = Buffer.from("RIFF\x1E\0\0\0WEBPVP8 \x04\0\0\0seenEXIF\x06\0\0\x0018.79N", "latin1");
  await page.locator('[name="file:/image"]').setInputFiles({ name: "1.webp", mimeType: "image/webp", buffer });
  const kept = page.locator('#answers[data-kept] [name="/image"]');
  await kept.waitFor({ state: "attached" });
  assert.match(await kept.inputValue(), /^[0-9a-f]{64}/);
  assert.equal(await page.locator('[name="file:/image"]').inputValue(), "", "it is sent once");
  await axe(page);
});
