// An administrator lets a person in by a one-time link, and out again.

import assert from "node:assert/strict";
import { axe, expectTitle, journey, saphan, signIn } from "../harness/journey.mjs";

const LOGIN = "suda";
const PASSWORD = "paper boat orchard";

/** Knocks at the door with login and password. */
async function knock(page) {
  await page.goto("/sign-in");
  await page.locator("#f-login").fill(LOGIN);
  await page.locator("#f-password").fill(PASSWORD);
  await page.locator('form[action="/sign-in"] button').click();
}

/** Invites a person and gives the one-time link. */
async function invite(page) {
  await page.goto("/people");
  await axe(page);
  await page.locator("#f-name").fill("Suda Sample");
  await page.locator("#f-login").fill(LOGIN);
  await page.locator("#f-role").selectOption("field-worker");
  await page.locator("#f-lang").selectOption("en");
  await page.locator('form[action="/people"] button').click();
  const link = await page.locator("#one-time-link").inputValue();
  await axe(page);
  return link;
}

/** Opens the link, chooses a password, and is in. */
async function accept(page, link) {
  await page.goto(link);
  await axe(page);
  await page.locator("#f-password").fill(PASSWORD);
  await page.locator("#f-again").fill("something else");
  await page.locator('form[action^="/welcome/"] button').click();
  await page.locator("#f-again-problem").waitFor();
  await page.locator("#f-password").fill(PASSWORD);
  await page.locator("#f-again").fill(PASSWORD);
  await page.locator('form[action^="/welcome/"] button').click();
  await page.waitForURL(`${saphan.address}/`);
}

journey("an administrator invites a person and stops their access", { locale: "en-GB" }, async (page) => {
  await signIn(page, "administrator");
  const link = await invite(page);

  const device = await page.context().browser().newContext({ baseURL: saphan.address, locale: "en-GB" });
  const theirs = await device.newPage();
  await accept(theirs, link);
  assert.ok((await theirs.locator("h1").innerText()).includes("Suda Sample"));
  await theirs.locator("details.menu").last().locator("summary").click();
  await theirs.locator('form[action="/sign-out"] button').click();
  await theirs.waitForURL(/\/sign-in/);
  assert.equal((await theirs.goto(link)).status(), 404, "the link works once");
  await knock(theirs);
  await theirs.waitForURL(`${saphan.address}/`);

  await page.goto("/people");
  await page.locator(".lines a", { hasText: "Suda Sample" }).click();
  await expectTitle(page, "Suda Sample");
  await axe(page);
  await page.locator('form[action$="/disable"] button').click();
  await page.locator('form[action$="/enable"]').waitFor();
  await axe(page);
  await theirs.goto("/records");
  assert.equal(new URL(theirs.url()).pathname, "/sign-in", "the open session ended");
  await knock(theirs);
  await theirs.locator(".problems").waitFor();
});
