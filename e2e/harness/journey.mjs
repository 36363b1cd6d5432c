// What a journey is written with: a person with a browser at a running Saphan. Every journey also fails on an error in the
// console, a failed request, or a request to any other host, since a page must work without help from outside.

import assert from "node:assert/strict";
import test from "node:test";
import { chromium } from "playwright-core";
import { SCREENS } from "./shots.mjs";

export { axe, expectNothingCoversFocus } from "./accessibility.mjs";
export { expectNoSidewaysScroll, shot } from "./shots.mjs";

/** How long a whole journey may take, in milliseconds. */
const JOURNEY = 120_000;

/** How long a page may take to do what was asked, in milliseconds. */
const STEP = 10_000;

/** Chromium without its habit of talking to its maker, which fails where there is no network and tells others where there is. */
const FLAGS = [
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-gpu",
  "--disable-quic",
  "--disable-sync",
  "--no-first-run",
];

/** The Saphan under test: its address and the demo logins. */
export const saphan = JSON.parse(process.env.SAPHAN_E2E ?? '{"address":"","logins":[]}');

/** Starts a headless browser. Root, as in a container, cannot use Chromium's sandbox. */
export function launch() {
  const flags = process.getuid?.() === 0 ? [...FLAGS, "--no-sandbox"] : FLAGS;
  return chromium.launch({ executablePath: process.env.SAPHAN_CHROMIUM ?? "/usr/bin/chromium", args: flags });
}

/**
 * Tells one person's journey.
 * @param {string} name a sentence: who does what
 * @param {{screen?: "phone" | "desk", locale?: string, javaScriptEnabled?: boolean, refusals?: number[]}} options the person's
 *   device, and the HTTP statuses that the story is refused with on purpose
 * @param {(page: import("playwright-core").Page) => Promise<void>} story what they do
 */
export function journey(name, { screen = "desk", locale = "th-TH", javaScriptEnabled = true, refusals = [] }, story) {
  test(name, { timeout: JOURNEY }, async () => {
    const browser = await launch();
    try {
      const context = await browser.newContext({
        baseURL: saphan.address || undefined,
        viewport: SCREENS[screen],
        hasTouch: screen === "phone",
        timezoneId: "Asia/Bangkok",
        locale,
        javaScriptEnabled,
      });
      context.setDefaultTimeout(STEP);
      const page = await context.newPage();
      const complaints = listen(page, refusals);
      await story(page);
      assert.deepEqual(complaints, [], "the browser complained");
    } finally {
      await browser.close();
    }
  });
}

/** What htmx says of a request that ended because its page was left. One that truly failed is told by the browser as well. */
const LEFT = "htmx: htmx:error: Failed to fetch";

/** Collects what the browser complains about, as it happens, apart from refusals that the story provokes. */
function listen(page, refusals) {
  const complaints = [];
  const isProvoked = (text) => refusals.some((status) => text.includes(`responded with a status of ${status} `));
  const isComplaint = (message) => message.type() === "error" && !isProvoked(message.text()) && !message.text().startsWith(LEFT);
  page.on("pageerror", (error) => complaints.push(`script: ${error.message}`));
  page.on("console", (message) => isComplaint(message) && complaints.push(`console: ${message.text()}`));
  page.on("request", (request) => isForeign(request.url()) && complaints.push(`asked elsewhere: ${request.url()}`));
  return complaints;
}

/** The server under its name, which passkeys need; its address is a number. */
export const named = saphan.address.replace("127.0.0.1", "localhost");

/** Whether an address belongs to somebody else. The identity provider is part of the stage. */
function isForeign(url) {
  const isOwn = [saphan.address, named, saphan.provider].some((address) => address && url.startsWith(`${address}/`));
  return /^(https?|wss?):/.test(url) && !isOwn;
}

/** Signs in as the demo person of this login or role, after whoever was signed in before. */
export async function signIn(page, who) {
  const person = saphan.logins.find(({ login }) => login === who) ?? saphan.logins.find(({ role }) => role === who);
  assert.ok(person, `the demo has no login or role "${who}"; it has ${saphan.logins.map((login) => login.role).join(", ")}`);
  await page.context().clearCookies();
  await page.goto("/sign-in");
  await page.locator('input[name="login"]').fill(person.login);
  await page.locator('input[name="password"]').fill(person.password);
  await page.locator('form[action="/sign-in"] button').click();
  await page.waitForURL((url) => !url.pathname.startsWith("/sign-in"));
}

/** Fails unless the page says in its title and in its one first-level heading that it is this page. */
export async function expectTitle(page, title) {
  const headings = await page.locator("h1").allInnerTexts();
  assert.deepEqual(headings.map((text) => text.trim()), [title], "a page has one first-level heading");
  const whole = await page.title();
  assert.ok(whole.startsWith(title), `the window's title is "${whole}"; it should start with "${title}"`);
}
