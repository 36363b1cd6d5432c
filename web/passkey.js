// Passkeys: asks the browser for one and hands its answer to the server with an ordinary form. Without this file the forms that need it
// stay hidden and everything else works. Nothing here decides anything.
"use strict";

const hex = (buffer) => Array.from(new Uint8Array(buffer), (byte) => byte.toString(16).padStart(2, "0")).join("");
const text = (value) => new TextEncoder().encode(value);
const bytes = (value) => Uint8Array.from(value.match(/../g) || [], (pair) => parseInt(pair, 16));

// A fresh challenge is fetched when the button is pressed: the page may have stood open for long.
async function ask(form) {
  const body = new URLSearchParams({ csrf: form.elements.csrf.value });
  const response = await fetch(form.dataset.begin, { method: "POST", body, credentials: "same-origin" });
  if (!response.ok) throw new Error(String(response.status));
  return response.json();
}

async function shown(form) {
  const { challenge, party } = await ask(form);
  const publicKey = { challenge: text(challenge), rpId: party, userVerification: "required", timeout: 240000 };
  const { rawId, response } = await navigator.credentials.get({ publicKey });
  return {
    credential: hex(rawId),
    user: hex(response.userHandle || new ArrayBuffer(0)),
    client: hex(response.clientDataJSON),
    authenticator: hex(response.authenticatorData),
    signature: hex(response.signature),
  };
}

async function made(form) {
  const { challenge, party, user, login, name, known } = form.dataset;
  const publicKey = {
    challenge: text(challenge),
    rp: { id: party, name: "Saphan" },
    user: { id: text(user), name: login, displayName: name },
    // ES256, Ed25519 and, for older computers, RS256.
    pubKeyCredParams: [-7, -8, -257].map((alg) => ({ type: "public-key", alg })),
    excludeCredentials: known.split(" ").filter(Boolean).map((id) => ({ type: "public-key", id: bytes(id) })),
    authenticatorSelection: { residentKey: "required", requireResidentKey: true, userVerification: "required" },
    attestation: "none",
    timeout: 240000,
  };
  const { response } = await navigator.credentials.create({ publicKey });
  return { client: hex(response.clientDataJSON), attestation: hex(response.attestationObject) };
}

async function go(form, button) {
  const status = form.querySelector("[role=status]");
  status.textContent = "";
  button.disabled = true;
  try {
    const answer = await (form.dataset.passkey === "make" ? made(form) : shown(form));
    for (const [name, value] of Object.entries(answer)) form.elements[name].value = value;
    form.submit();
  } catch (_) {
    // Cancelled, timed out, none there: browsers do not say which, so that no page learns who has one.
    button.disabled = false;
    status.textContent = form.dataset.failed;
  }
}

if (window.PublicKeyCredential && navigator.credentials) {
  for (const form of document.querySelectorAll("form[data-passkey]")) {
    const button = form.querySelector("button");
    button.addEventListener("click", () => go(form, button));
    form.hidden = false;
    for (const one of document.querySelectorAll("[data-no-passkey]")) one.hidden = true;
  }
}
