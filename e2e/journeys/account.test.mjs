// Somebody looks after their own account: where they are signed in, codes of their phone, and getting rid of both again.

import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import { axe, expectNoSidewaysScroll, journey, named, saphan, shot, signIn } from "../harness/journey.mjs";

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

/** An authenticator of the browser's own, with a finger that always fits. */
async function authenticator(page) {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send("WebAuthn.enable");
  const options = { protocol: "ctap2", transport: "internal", hasResidentKey: true, hasUserVerification: true, isUserVerified: true, automaticPresenceSimulation: true };
  const { authenticatorId } = await devtools.send("WebAuthn.addVirtualAuthenticator", { options });
  return { devtools, authenticatorId };
}

journey("somebody adds a passkey, signs in with it, and removes it", { screen: "phone", locale: "th-TH", refusals: [422] }, async (page) => {
  // Passkeys are bound to a name, and a number is none.
  const { devtools, authenticatorId } = await authenticator(page);
  await page.context().clearCookies();
  await page.goto(`${named}/sign-in`);
  await page.locator("#f-login").fill(person().login);
  await page.locator("#f-password").fill(person().password);
  await page.locator('form[action="/sign-in"] button').click();
  await page.waitForURL((url) => !url.pathname.startsWith("/sign-in"));
  await page.goto(`${named}/account/passkeys`);
  await look(page, "passkey-begin");
  await page.locator("#f-name").fill("โทรศัพท์สีน้ำเงิน");
  await page.locator("#f-present").fill(person().password);
  await page.locator('form[action="/account/passkeys"] button').click();
  const make = page.locator("form[data-passkey] button");
  await make.waitFor();
  await look(page, "passkey-make");
  await make.click();
  await page.waitForURL("**/account?said=passkey-added");
  await look(page, "passkey-added");

  await page.context().clearCookies();
  await page.goto(`${named}/sign-in?to=/account`);
  await look(page, "passkey-door");
  const use = page.locator("form[data-passkey] button");
  await devtools.send("WebAuthn.setUserVerified", { authenticatorId, isUserVerified: false });
  await use.click();
  await page.locator("form[data-passkey] [role=status]:not(:empty)").waitFor();
  await look(page, "passkey-door-failed");
  await devtools.send("WebAuthn.setUserVerified", { authenticatorId, isUserVerified: true });
  await use.click();
  await page.waitForURL((url) => url.pathname === "/account");

  await page.locator('a[href$="/remove"]').click();
  await look(page, "passkey-remove");
  await page.locator("#f-present").fill(person().password);
  await page.locator('form[action$="/remove"] button').click();
  await page.waitForURL("**/account?said=passkey-removed");
  await page.context().clearCookies();
  await page.goto(`${named}/sign-in`);
  await use.click();
  await page.locator(".problems").waitFor();
  await look(page, "passkey-refused");
});

journey("somebody who is forced to sign in shows an empty page", { screen: "phone", locale: "th-TH" }, async (page) => {
  await signIn(page, "partner");
  await page.goto("/account/duress");
  await look(page, "duress-begin");
  await page.locator("#f-present").fill(person().password);
  await page.locator('button[value="look"]').click();
  await page.locator("#f-password").waitFor();
  await page.locator("#f-present").fill(person().password);
  await page.locator("#f-password").fill("quiet harbour lamp");
  await page.locator("#f-again").fill("quiet harbour lamp");
  await page.locator('button[value="save"]').click();
  await page.locator('button[value="remove"]').waitFor();
  await look(page, "duress-saved");

  await page.context().clearCookies();
  await page.goto("/sign-in");
  await page.locator("#f-login").fill(person().login);
  await page.locator("#f-password").fill("quiet harbour lamp");
  await page.locator('form[action="/sign-in"] button').click();
  await page.waitForURL((url) => url.pathname === "/");
  await look(page, "duress-home");
  assert.equal(await page.locator('main a[href], nav a[href="/account"]').count(), 0);

  await signIn(page, "partner");
  await page.goto("/account/duress");
  await page.locator("#f-present").fill(person().password);
  await page.locator('button[value="look"]').click();
  await page.locator("#f-present-remove").fill(person().password);
  await page.locator('button[value="remove"]').click();
  await page.locator(".notice.good").waitFor();
});
