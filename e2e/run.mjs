// Runs the journeys: starts one Saphan with demo data, gives its address to node's test runner, and stops it whatever happens.
// Knows nothing of pages; those are the business of journeys/*.test.mjs.
//
//   node run.mjs                          everything
//   node run.mjs journeys/director*       some files
//
// SAPHAN_BIN names the binary (else the one that `cargo build` makes), SAPHAN_CHROMIUM the browser.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { readdir, rm } from "node:fs/promises";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { startServer } from "./harness/server.mjs";
import { SHOTS } from "./harness/shots.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const binary = process.env.SAPHAN_BIN ?? join(here, "../target/debug/saphan");

/** The test files of a folder, in name order. */
async function testsIn(folder) {
  const names = await readdir(join(here, folder)).catch(() => []);
  return names.filter((name) => name.endsWith(".test.mjs")).sort().map((name) => join(here, folder, name));
}

/** Runs test files one after the other, since they share one server; resolves to the runner's exit code. */
async function runTests(files, environment) {
  const options = ["--test", "--test-concurrency=1", "--test-reporter=spec"];
  const runner = spawn(process.execPath, [...options, ...files], { env: { ...process.env, ...environment }, stdio: "inherit" });
  const [code] = await once(runner, "exit");
  return code ?? 1;
}

const asked = process.argv.slice(2);
const files = asked.length > 0 ? asked : [...(await testsIn("harness")), ...(await testsIn("journeys"))];
const needsServer = files.some((file) => relative(here, file).startsWith("journeys"));

await rm(SHOTS, { recursive: true, force: true });
const server = needsServer ? await startServer(binary) : null;
try {
  process.exitCode = await runTests(files, server ? { SAPHAN_E2E: JSON.stringify(server.ready) } : {});
} finally {
  await server?.stop();
}
