// Somebody links their account to their office's identity provider, comes in by it without a script or with one, and ends the link.

import assert from "node:assert/strict";
import { axe, expectNoSidewaysScroll, journey, saphan, shot, signIn } from "../harness/journey.mjs";

/** Looks at a page as everybody must be able to. */
async function look(page, name) {
  await expectNoSidewaysScroll(page);
  await axe(page);
  await shot(page, name);
}

const person = () => saphan.logins.find(({ role }) => role === "partner");

/** Without a script a page cannot be measured, and is only used. */
const pass = async () => {};

/** Goes to the provider and is let in. It does not let people choose who they are: once it refuses, and then it is asked otherwise. */
async function letIn(page, go) {
  const [button, problems] = [page.getByRole("button", { name: "Let me in" }), page.locator(".problems")];
  await go();
  await button.or(problems).waitFor();
  if (await problems.isVisible()) await go();
  await button.click();
}

async function link(page, look) {
  await signIn(page, "partner");
  await page.goto("/account/provider");
  await look(page, "provider-link");
  await letIn(page, async () => {
    await page.locator("#f-present").fill(person().password);
    await page.locator('form[action="/account/provider"] button').click();
  });
  await page.waitForURL("**/account?said=provider-linked");
  await look(page, "provider-linked");
}

async function comeIn(page, to) {
  await page.context().clearCookies();
  await page.goto(`/sign-in?to=${encodeURIComponent(to)}`);
  await letIn(page, () => page.locator('form[action="/sign-in/provider"] button').click());
  await page.waitForURL((url) => url.pathname === to);
}

async function unlink(page, look) {
  await page.goto("/account/provider/unlink");
  await look(page, "provider-unlink");
  await page.locator("#f-present").fill(person().password);
  await page.locator('form[action="/account/provider/unlink"] button').click();
  await page.waitForURL("**/account?said=provider-unlinked");
}

journey("somebody signs in by their office's provider", { screen: "phone", locale: "th-TH", refusals: [422] }, async (page) => {
  await link(page, look);
  await comeIn(page, "/help");
  await page.goto("/account");
  await look(page, "provider-account");
  await unlink(page, look);
  await page.context().clearCookies();
  await page.goto("/sign-in");
  await look(page, "provider-door");
  await letIn(page, () => page.locator('form[action="/sign-in/provider"] button').click());
  await page.locator(".problems").waitFor();
  await look(page, "provider-refused");
});

journey("the same without a script", { locale: "en-GB", javaScriptEnabled: false }, async (page) => {
  await link(page, pass);
  await comeIn(page, "/help");
  const cookies = await page.context().cookies(saphan.address);
  assert.deepEqual(cookies.filter(({ sameSite }) => sameSite !== "Strict"), [], "every cookie is for our own pages only");
  await unlink(page, pass);
});
