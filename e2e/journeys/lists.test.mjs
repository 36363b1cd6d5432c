// Two people visit the same person without knowing of each other, and a coordinator decides whose answer holds.

import { axe, expectTitle, journey, signIn } from "../harness/journey.mjs";
import { answer, saveButton } from "../harness/sessions.mjs";

const REGISTER = `
| survey |
| | type | name | label | save_to |
| | text | called | Name? | |
| | text | phone | Phone? | phone |
| settings |
| | form_id | version | form_title |
| | register-person | 1 | Register a person |
| entities |
| | list_name | label |
| | people | \${called} |
`;
const VISIT = `
| survey |
| | type | name | label | save_to |
| | select_one_from_file people.csv | person | Who? | |
| | text | phone | Phone? | phone |
| settings |
| | form_id | version | form_title |
| | visit-person | 1 | Visit a person |
| entities |
| | list_name | entity_id |
| | people | \${person} |
`;

/** Brings a workbook and takes it into use; gives the address of its records. */
async function takeIntoUse(page, name, text) {
  await page.goto("/forms");
  await page.locator("#f-file").setInputFiles({ name, mimeType: "text/markdown", buffer: Buffer.from(text) });
  await page.locator('form[action="/forms"] button').click();
  await page.locator('form[action="/forms/publish"] button').click();
  await page.waitForURL(/\/records\/own-/);
  return new URL(page.url()).pathname;
}

async function save(page) {
  await saveButton(page).click();
  await page.waitForURL(/\/saved/);
}

async function visit(page, phone) {
  await page.getByLabel("Mali (invented)").check();
  await answer(page, "/phone").fill(phone);
}

journey("two answers that contradict each other wait for a person", { locale: "en-GB" }, async (page) => {
  await signIn(page, "coordinator");
  const register = await takeIntoUse(page, "register.md", REGISTER);
  const visits = await takeIntoUse(page, "visit.md", VISIT);
  await page.goto(`${register}/new`);
  await answer(page, "/called").fill("Mali (invented)");
  await answer(page, "/phone").fill("1");
  await save(page);
  // The second person opens the form before the first one sends theirs.
  const other = await page.context().newPage();
  await other.goto(`${visits}/new`);
  await page.goto(`${visits}/new`);
  await visit(page, "2");
  await visit(other, "3");
  await save(page);
  await save(other);
  await other.close();
  await page.goto("/");
  await page.locator(".tasks b", { hasText: "In the list “people”, people said different things of one entry." }).waitFor();
  await axe(page);
  await page.goto("/records");
  await page.locator("main .lines li", { hasText: "people" }).getByText("one needs you").waitFor();
  await axe(page);
  await page.locator('main a[href^="/lists/"]').click();
  await expectTitle(page, "people");
  await axe(page);
  await page.getByRole("link", { name: "Mali (invented)" }).click();
  await page.getByText("Two people said different things").waitFor();
  await axe(page);
  await page.getByRole("button", { name: "Take this one" }).click();
  await page.getByText("The decision was saved").waitFor();
  await page.locator(".timeline", { hasText: "Decided" }).waitFor();
});
