// Takes the pictures that README shows, from a fresh demo, into docs/screenshots. Run it when pages have changed:
//
//   node screenshots.mjs
//
// SAPHAN_BIN names the binary (else the one that `cargo build` makes), SAPHAN_CHROMIUM the browser.

import { mkdir } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { startServer } from "./harness/server.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const binary = process.env.SAPHAN_BIN ?? join(here, "../target/debug/saphan");
const pictures = join(here, "../docs/screenshots");

const PROJECT = "/projects/DEMO-PREVENTION-2024";
const PERIOD = "2026-H1";
const DESK = { viewport: { width: 1280, height: 1000 }, locale: "en-GB" };
const PHONE = { viewport: { width: 360, height: 900 }, locale: "th-TH", hasTouch: true };
const REGISTER = [
  "วันที่,สถานที่,ประเภทสถานที่,จังหวัด,จำนวนนักเรียน,จำนวนครู",
  "6 ส.ค. 2569,โรงเรียนสมมติ 51 (Demo School 51),โรงเรียน,จ.เชียงราย,120,6",
  "7 ส.ค. 2569,หมู่บ้านสมมติ 52 (Demo Village 52),หมู่บ้าน,จ.พะเยา,85,-",
  "8 ส.ค. 2569,โรงเรียนสมมติ 53 (Demo School 53),โรงเรียน,จ.น่าน,หลายคน,4",
  "9 ส.ค. 2569,โรงเรียนสมมติ 54 (Demo School 54),โรงเรียน,จ.น่าน,64,3",
  "6 ส.ค. 2569,โรงเรียนสมมติ 51 (Demo School 51),โรงเรียน,จ.เชียงราย,120,6",
  "รวม,,,,389,19",
].join("\n");

await mkdir(pictures, { recursive: true });
const server = await startServer(binary);
process.env.SAPHAN_E2E = JSON.stringify(server.ready);
const { launch, signIn } = await import("./harness/journey.mjs");
const { SESSIONS, answer, choose } = await import("./harness/sessions.mjs");
const browser = await launch();
try {
  await desk(await person("coordinator", DESK));
  await phone(await person("field-worker", PHONE));
} finally {
  await browser.close();
  await server.stop();
}

/** Somebody signed in on a device. */
async function person(role, device) {
  const context = await browser.newContext({ baseURL: server.ready.address, timezoneId: "Asia/Bangkok", ...device });
  const page = await context.newPage();
  await signIn(page, role);
  return page;
}

/** Takes what the screen shows, as high as told. */
async function take(page, name, height) {
  await page.setViewportSize({ width: page.viewportSize().width, height });
  await page.evaluate(() => {
    document.activeElement?.blur();
    window.scrollTo(0, 0);
  });
  await page.screenshot({ path: join(pictures, name), animations: "disabled" });
}

/** What a coordinator sees at a desk. */
async function desk(page) {
  await page.goto("/");
  await take(page, "home.png", 1000);
  await page.goto(`${SESSIONS}/map?period=${PERIOD}`);
  await take(page, "map.png", 1240);
  await page.goto("/import");
  await page.locator("#f-file").setInputFiles({ name: "register-2569.csv", mimeType: "text/csv", buffer: Buffer.from(REGISTER) });
  await page.locator("#f-kind").selectOption("prevention/outreach-session");
  await page.locator('form[action="/import"] button').click();
  await page.waitForURL(/\/import\/[^/?]+$/);
  await take(page, "import.png", 1100);
  await page.goto(`${PROJECT}/report?period=${PERIOD}&lang=en`);
  await take(page, "report.png", 1240);
}

/** What a field worker sees on a phone. */
async function phone(page) {
  await page.goto(`${SESSIONS}/new`);
  await answer(page, "/date").fill("2026-08-06");
  await answer(page, "/venue").fill("โรงเรียนสมมติ 51");
  await choose(page, "/venue_kind", "school");
  await page.locator(`[id=".date-understood"]`).waitFor();
  await take(page, "session-phone-th.png", 900);
}
