// Somebody who does not sign in: what the door says, in which languages, and how to leave.

import assert from "node:assert/strict";
import { axe, expectNoSidewaysScroll, expectTitle, journey } from "../harness/journey.mjs";

const LANGUAGES = ["en", "th", "my", "km", "lo"];
const DOOR = 'form[action="/sign-in"]';

journey("a stranger reads the sign-in page in five languages", { screen: "phone" }, async (page) => {
  await page.goto("/sign-in");
  const headings = new Set();
  for (const lang of LANGUAGES) {
    await page.locator(`.languages button[value="${lang}"]`).click();
    await page.waitForFunction((code) => document.documentElement.lang === code, lang);
    const heading = await page.locator("h1").innerText();
    headings.add(heading);
    await expectTitle(page, heading);
    assert.equal(await page.locator(`.languages [aria-current]`).getAttribute("value"), lang);
    await expectNoSidewaysScroll(page);
  }
  assert.equal(headings.size, LANGUAGES.length, "each language has words of its own");
  await page.locator('.languages button[value="th"]').click();
  await page.waitForFunction(() => document.documentElement.lang === "th");
  await axe(page);
});

journey("a stranger is sent to the door from every page and told so when the password is wrong", { locale: "en-GB", refusals: [422] }, async (page) => {
  for (const address of ["/", "/records", "/figures", "/audit", "/people"]) {
    await page.goto(address);
    assert.equal(new URL(page.url()).pathname, "/sign-in", address);
  }
  await page.goto("/projects");
  await page.locator(`${DOOR} button`).click();
  assert.equal(await page.locator(".problems li").count(), 2, "both fields are asked for");
  await page.locator('.problems a[href="#f-login"]').click();
  assert.equal(await page.evaluate(() => document.activeElement?.id), "f-login", "a problem leads to its field");

  await page.locator("#f-login").fill("coordinator");
  await page.locator("#f-password").fill("not the password");
  await page.locator(`${DOOR} button`).click();
  await page.locator(".problems").waitFor();
  assert.equal(await page.locator("#f-login").inputValue(), "coordinator", "the login is not asked for again");
  assert.equal(await page.locator("#f-password").inputValue(), "", "a password never comes back");
  await axe(page);
});

journey("a stranger can leave in a hurry", { screen: "phone", javaScriptEnabled: false }, async (page) => {
  await page.goto("/sign-in");
  const exit = page.locator("a[data-exit]");
  assert.ok(await exit.isVisible());
  assert.ok(!(await exit.getAttribute("href")).startsWith("/"), "it leads away from here");
  assert.match(await exit.getAttribute("rel"), /noreferrer/, "and does not tell where from");
});
