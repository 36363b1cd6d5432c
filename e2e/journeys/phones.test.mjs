// Somebody sets up a phone and shuts it out again: what they see can be read by everybody.

import { axe, expectNoSidewaysScroll, journey, shot, signIn } from "../harness/journey.mjs";

journey("a field worker sets up a phone and shuts it out", { screen: "phone", locale: "th-TH" }, async (page) => {
  await signIn(page, "field-worker");
  await page.goto("/devices");
  await axe(page);
  await page.locator('main form[action="/devices"] input[type="text"]').fill("My own phone");
  await page.locator('main form[action="/devices"] button').click();
  await page.locator("main svg").first().waitFor();
  await expectNoSidewaysScroll(page);
  await axe(page);
  await shot(page, "device");
  await page.goto("/devices");
  await axe(page);
  await page.locator('main a[href$="/revoke"]').first().click();
  await axe(page);
});
