// Somebody looks after their own account: where they are signed in, codes of their phone, and getting rid of both again.

import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import { axe, expectNoSidewaysScroll, journey, saphan, shot, signIn } from "../harness/journey.mjs";

const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/** What an authenticator shows for a secret, some steps of half a minute from now (RFC 6238). */
function code(secret, steps = 0) {
  const bits = [...secret.replaceAll(" ", "")].map((sign) => ALPHABET.indexOf(sign).toString(2).padStart(5, "0")).join("");
  const key = Buffer.from(bits.match(/.{8}/g).map((byte) => parseInt(byte, 2)));
  const step = Buffer.alloc(8);
  step.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000) + steps));
  const mac = createHmac("sha1", key).update(step).digest();
  const number = mac.readUInt32BE(mac[19] & 15) & 0x7fffffff;
  return String(number % 1_000_000).padStart(6, "0");
}

/** Looks at a page as everybody must be able to. */
async function look(page, name) {
  await expectNoSidewaysScroll(page);
  await axe(page);
  await shot(page, name);
}

const person = () => saphan.logins.find(({ role }) => role === "partner");

/** Types login and password without waiting for where they lead. */
async function knock(page) {
  await page.context().clearCookies();
  await page.goto("/sign-in");
  await page.locator("#f-login").fill(person().login);
  await page.locator("#f-password").fill(person().password);
  await page.locator('form[action="/sign-in"] button').click();
}

journey("somebody ends a session that they forgot", { screen: "phone", locale: "th-TH" }, async (page) => {
  await signIn(page, "partner");
  await signIn(page, "partner");
  await page.locator(".who details").last().locator("summary").click();
  await page.locator('.who a[href="/account"]').click();
  await page.waitForURL("**/account");
  await look(page, "account");
  const others = page.locator('form[action$="/end"]');
  const before = await others.count();
  assert.ok(before > 0, "the session before this one is there");
  await others.first().locator("button").click();
  await page.waitForURL("**/account?said=session-ended");
  assert.equal(await others.count(), before - 1);
});

journey("somebody sets up codes, signs in with one, and turns them off again", { screen: "phone", locale: "th-TH", refusals: [422] }, async (page) => {
  await signIn(page, "partner");
  await page.goto("/account/code");
  await look(page, "code-begin");
  await page.locator("#f-present").fill(person().password);
  await page.locator('form[action="/account/code"] button').click();
  await page.locator("main svg").first().waitFor();
  await look(page, "code-set-up");
  const secret = await page.locator("#code-secret").inputValue();
  await page.locator("#f-code").fill(code(secret));
  await page.locator('form[action="/account/code/confirm"] button').click();
  await page.locator("main ol code").first().waitFor();
  const recovery = await page.locator("main ol code").allInnerTexts();
  assert.equal(recovery.length, 10);
  await look(page, "code-recovery");

  await knock(page);
  await page.locator('form[action="/sign-in/code"]').waitFor();
  await look(page, "code-enter");
  await page.locator("#f-code").fill("000000");
  await page.locator('form[action="/sign-in/code"] button').click();
  await page.locator(".problems").waitFor();
  await axe(page);
  // The step of the code that confirmed is used up; the next one is already good.
  await page.locator("#f-code").fill(code(secret, 1));
  await page.locator('form[action="/sign-in/code"] button').click();
  await page.waitForURL((url) => !url.pathname.startsWith("/sign-in"));

  await page.goto("/account/code/off");
  await look(page, "code-off");
  await page.locator("#f-present").fill(person().password);
  await page.locator("#f-code").fill(recovery[0].toLowerCase());
  await page.locator('form[action="/account/code/off"] button').click();
  await page.waitForURL("**/account?said=code-off");
  await signIn(page, "partner");
});
