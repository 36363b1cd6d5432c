// An identity provider (OpenID Connect) for the journeys: oidc-provider, which the OpenID Foundation certified, on another site than Saphan, so
// that the browser treats the way there and back as it would between two servers. It lets in whoever presses its button, always as the same person.

import { generateKeyPairSync } from "node:crypto";
import { once } from "node:events";
import { createServer } from "node:http";

const CLIENT = { id: "saphan", secret: "a secret of the journeys" };
/** Who is let in. */
const SOMEBODY = "somebody";

/**
 * Starts it on a free port. Saphan is reached under a number, it under a name: two sites. It answers once it serves a Saphan, whose address it
 * must know.
 * @returns {Promise<{issuer: string, client: {id: string, secret: string}, serve: (saphan: string) => Promise<void>, stop: () => void}>}
 */
export async function startProvider() {
  const server = createServer();
  server.listen(0, "localhost");
  await once(server, "listening");
  const issuer = `http://localhost:${server.address().port}`;
  const serve = async (saphan) => {
    const provider = await made(issuer, `${saphan}/sign-in/provider/back`);
    const answer = provider.callback();
    server.on("request", (request, response) => {
      const { pathname } = new URL(request.url, issuer);
      return pathname.startsWith("/asks/") ? ask(provider, request, response) : answer(request, response);
    });
  };
  return { issuer, client: CLIENT, serve, stop: () => server.close() };
}

async function made(issuer, back) {
  // It is silent about what a test provider does not need to hear of, such as its cookies' keys.
  const [warn, info] = [console.warn, console.info];
  console.warn = console.info = () => {};
  try {
    const { default: Provider } = await import("oidc-provider");
    return new Provider(issuer, {
      clients: [
        { client_id: CLIENT.id, client_secret: CLIENT.secret, redirect_uris: [back], id_token_signed_response_alg: "ES256" },
      ],
      jwks: { keys: [generateKeyPairSync("ec", { namedCurve: "P-256" }).privateKey.export({ format: "jwk" })] },
      cookies: { keys: ["the cookies of the journeys"] },
      features: { devInteractions: { enabled: false } },
      findAccount: (_, sub) => ({ accountId: sub, claims: () => ({ sub }) }),
      interactions: { url: (_, interaction) => `/asks/${interaction.uid}` },
      loadExistingGrant: async ({ oidc }) => {
        const grant = new oidc.provider.Grant({ clientId: oidc.client.clientId, accountId: oidc.session.accountId });
        grant.addOIDCScope("openid");
        await grant.save();
        return grant;
      },
    });
  } finally {
    [console.warn, console.info] = [warn, info];
  }
}

/** The provider's own page, and what its button does. */
async function ask(provider, request, response) {
  if (request.method === "POST") {
    return provider.interactionFinished(request, response, { login: { accountId: SOMEBODY } });
  }
  response.writeHead(200, { "content-type": "text/html" });
  const form = '<form method="post"><button>Let me in</button></form>';
  response.end(`<!doctype html><html lang="en"><title>Provider</title><link rel="icon" href="data:,"><main><h1>Provider</h1>${form}</main></html>`);
}
