// The harness itself, proven on pages and programs made up here: it sees faults, and it does not see faults that are not there.

import assert from "node:assert/strict";
import { chmod, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import test, { after, before } from "node:test";
import { axe, expectNothingCoversFocus, expectTitle, launch, shot } from "./journey.mjs";
import { startServer } from "./server.mjs";

const GOOD = `<!doctype html><html lang="th"><head><title>หน้าแรก · สะพาน</title><meta name="viewport" content="width=device-width">
  </head><body><main><h1>หน้าแรก</h1><p>ยินดีต้อนรับ</p></main></body></html>`;
const FAULTY = `<!doctype html><html><head><title>x</title></head><body><h1>a</h1><h1>b</h1><img src="data:,">
  <div style="width:900px">wide</div></body></html>`;

let browser;
let folder;

before(async () => {
  browser = await launch();
  folder = await mkdtemp(join(tmpdir(), "saphan-harness-"));
});

after(async () => {
  await browser.close();
  await rm(folder, { recursive: true, force: true });
});

async function open(html, screen = { width: 360, height: 780 }) {
  const page = await browser.newPage({ viewport: screen });
  await page.goto(`data:text/html;charset=utf-8,${encodeURIComponent(html)}`);
  return page;
}

/** A program that stands in for the binary. */
async function program(name, script) {
  const path = join(folder, name);
  await writeFile(path, `#!/usr/bin/env node\n${script}`);
  await chmod(path, 0o755);
  return path;
}

test("the audit passes a good page", async () => {
  await axe(await open(GOOD));
});

test("the audit names the faults of a bad page and where they are", async () => {
  const refusal = await axe(await open(FAULTY)).then(() => "", (error) => error.message);
  for (const part of ["image-alt (critical)", "html-has-lang (serious)", "    img\n"]) assert.ok(refusal.includes(part), refusal);
});

test("what hides under a bar while it has the focus is found, and a page that keeps clear of the bar passes", async () => {
  const page = (style) => `<!doctype html><html lang="en"><head><title>x</title><style>${style} input { display: block; height: 40px; }
    #bar { position: fixed; bottom: 0; height: 120px; width: 100%; background: #fff; }</style></head><body>
    ${"<input>".repeat(40)}<div id="bar">bar</div></body></html>`;
  await assert.rejects(expectNothingCoversFocus(await open(page(""))), /input\S* +lies under div\S* bar/);
  await expectNothingCoversFocus(await open(page("html { scroll-padding-bottom: 140px; } body { padding-bottom: 140px; }")));
});

test("a page is pictured at both widths and left as it was", async () => {
  const page = await open(GOOD, { width: 500, height: 400 });
  const files = await shot(page, "harness-good");
  // A PNG's width stands in its header, at byte 16.
  const widths = await Promise.all(files.map(async (file) => (await readFile(file)).readUInt32BE(16)));
  assert.deepEqual(widths, [360, 1280]);
  assert.deepEqual(page.viewportSize(), { width: 500, height: 400 });
});

test("a page wider than a phone is refused, naming what sticks out", async () => {
  const page = await open(FAULTY.replace("<head>", '<head><meta name="viewport" content="width=device-width">'));
  await assert.rejects(shot(page, "harness-wide"), /wide on a screen of 360 px; sticking out: .*div/);
});

test("a page has one heading, and its title starts with it", async () => {
  await expectTitle(await open(GOOD), "หน้าแรก");
  await assert.rejects(expectTitle(await open(GOOD), "อื่น"), /one first-level heading/);
  await assert.rejects(expectTitle(await open(FAULTY), "a"), /one first-level heading/);
});

test("a server's address and logins are read, and it is stopped when asked", async () => {
  const script = `console.log("filling"); console.log('ready {"address":"http://127.0.0.1:1","logins":[]}');
    setInterval(() => {}, 1000);`;
  const server = await startServer(await program("obedient", script));
  await server.stop();
  const { provider, ...ready } = server.ready;
  assert.deepEqual(ready, { address: "http://127.0.0.1:1", logins: [] });
  assert.match(provider, /^http:\/\/localhost:\d+$/, "an identity provider stands beside it");
});

test("a server that does not start says why", async () => {
  const dying = await program("dying", 'console.error("the data folder is in use"); process.exitCode = 3;');
  await assert.rejects(startServer(dying), /did not start: it ended with code 3\nthe data folder is in use/);
  await assert.rejects(startServer(join(folder, "absent")), /did not start: .*ENOENT/);
});
