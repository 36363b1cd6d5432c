// An identity provider (OpenID Connect) for the journeys, on another site than Saphan, so that the browser treats the way there and back as it
// would between two servers. It lets in whoever presses its button, always as the same person.

import { createHash, generateKeyPairSync, randomBytes, sign } from "node:crypto";
import { once } from "node:events";
import { createServer } from "node:http";

const CLIENT = { id: "saphan", secret: "a secret of the journeys" };

const written = (value) => Buffer.from(value).toString("base64url");

/**
 * Starts it on a free port. Saphan is reached under a number, it under a name: two sites.
 * @returns {Promise<{issuer: string, client: {id: string, secret: string}, stop: () => void}>}
 */
export async function startProvider() {
  const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const codes = new Map();
  const server = createServer(async (request, response) => {
    const url = new URL(request.url, issuer);
    const json = (value, status = 200) => response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(value));
    switch (url.pathname) {
      case "/.well-known/openid-configuration":
        return json({
          issuer,
          authorization_endpoint: `${issuer}/authorize`,
          token_endpoint: `${issuer}/token`,
          jwks_uri: `${issuer}/keys`,
        });
      case "/keys":
        return json({ keys: [{ ...publicKey.export({ format: "jwk" }), kid: "1", use: "sig" }] });
      case "/authorize":
        response.writeHead(200, { "content-type": "text/html" });
        return response.end(page(url.searchParams));
      case "/let-in":
        return letIn(url.searchParams);
      case "/token":
        return token(new URLSearchParams(await whole(request)), json);
      default:
        return response.writeHead(404).end();
    }

    function letIn(asked) {
      const code = randomBytes(16).toString("hex");
      codes.set(code, asked);
      const back = new URL(asked.get("redirect_uri"));
      back.searchParams.set("code", code);
      back.searchParams.set("state", asked.get("state"));
      return response.writeHead(302, { location: back.href }).end();
    }
  });
  server.listen(0, "localhost");
  await once(server, "listening");
  const issuer = `http://localhost:${server.address().port}`;

  function token(sent, json) {
    const asked = codes.get(sent.get("code"));
    codes.delete(sent.get("code"));
    const proof = createHash("sha256").update(sent.get("code_verifier") ?? "").digest("base64url");
    if (asked?.get("code_challenge") !== proof) return json({ error: "invalid_grant" }, 400);
    const now = Math.floor(Date.now() / 1000);
    const claims = { iss: issuer, sub: "somebody", aud: CLIENT.id, iat: now, exp: now + 300, nonce: asked.get("nonce") };
    const text = `${written(JSON.stringify({ alg: "ES256", kid: "1" }))}.${written(JSON.stringify(claims))}`;
    const signature = sign("sha256", Buffer.from(text), { key: privateKey, dsaEncoding: "ieee-p1363" });
    return json({ token_type: "Bearer", access_token: "unused", id_token: `${text}.${written(signature)}` });
  }

  return { issuer, client: CLIENT, stop: () => server.close() };
}

/** The provider's own page. */
function page(asked) {
  const fields = [...asked].map(([name, value]) => `<input type="hidden" name="${name}" value="${value}">`);
  const form = `<form action="/let-in">${fields.join("")}<button>Let me in</button></form>`;
  return `<!doctype html><html lang="en"><title>Provider</title><link rel="icon" href="data:,"><main><h1>Provider</h1>${form}</main></html>`;
}

async function whole(request) {
  let text = "";
  for await (const chunk of request) text += chunk;
  return text;
}
