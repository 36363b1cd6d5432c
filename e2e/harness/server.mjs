// Starts and stops the Saphan under test. Owns the one line that the binary and the journeys agree on:
//   ready {"address":"http://127.0.0.1:PORT","logins":[{"login":"…","password":"…","role":"…"}]}

import { spawn } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { startProvider } from "./provider.mjs";

/** How long a server may take to fill its demo data and answer, in milliseconds. */
const PATIENCE = 120_000;

/** How long it may take to stop when asked, in milliseconds, before it is made to. */
const GRACE = 10_000;

/** How much of its log is shown when it does not start, in characters. */
const LOG_SHOWN = 4_000;

/**
 * Starts `saphan demo` on a free port with its data in a temporary folder, and beside it an identity provider.
 * @param {string} binary path of the saphan binary
 * @returns {Promise<{ready: {address: string, logins: {login: string, password: string, role: string}[], provider: string}, stop: () => Promise<void>}>}
 */
export async function startServer(binary) {
  const folder = await mkdtemp(join(tmpdir(), "saphan-e2e-"));
  const provider = await startProvider();
  const secret = join(folder, "provider-secret");
  await writeFile(secret, provider.client.secret);
  const signIn = ["--sign-in-issuer", provider.issuer, "--sign-in-client-id", provider.client.id, "--sign-in-secret-file", secret];
  const options = ["demo", "--data", join(folder, "data"), "--listen", "127.0.0.1:0", "--ready-json", ...signIn];
  const child = spawn(binary, options, { stdio: ["ignore", "pipe", "pipe"] });
  const gone = new Promise((resolve) => {
    child.once("error", (error) => resolve(error.message));
    child.once("close", (code, signal) => resolve(`it ended with ${signal ?? `code ${code}`}`));
  });
  const log = collect(child.stderr);
  const stop = () => {
    provider.stop();
    return stopServer(child, gone, folder);
  };
  const failure = new Promise((resolve) => setTimeout(resolve, PATIENCE, "it did not get ready in time").unref());
  const outcome = await Promise.race([readyLine(child.stdout), gone, failure]);
  if (typeof outcome === "string") {
    await stop();
    throw new Error(`${binary} did not start: ${outcome}\n${log()}`);
  }
  await provider.serve(outcome.address);
  return { ready: { ...outcome, provider: provider.issuer }, stop };
}

/** Resolves to what the `ready` line says; never, when there is none. */
function readyLine(output) {
  return new Promise((resolve) => {
    createInterface({ input: output }).on("line", (line) => {
      if (line.startsWith("ready ")) resolve(JSON.parse(line.slice("ready ".length)));
    });
  });
}

/** Keeps the end of a stream, to show when something went wrong. */
function collect(stream) {
  let text = "";
  stream.setEncoding("utf8").on("data", (chunk) => {
    text = (text + chunk).slice(-LOG_SHOWN);
  });
  return () => text;
}

async function stopServer(child, gone, folder) {
  const running = () => child.pid !== undefined && child.exitCode === null && child.signalCode === null;
  if (running()) {
    child.kill("SIGTERM");
    const impatient = setTimeout(() => child.kill("SIGKILL"), GRACE);
    await gone;
    clearTimeout(impatient);
  }
  await rm(folder, { recursive: true, force: true });
}
