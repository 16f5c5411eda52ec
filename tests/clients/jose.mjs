// SPDX-License-Identifier: GPL-3.0-or-later
// Tokens of an issuer, made by the npm package jose and sent to a running server.
//   node tests/clients/jose.mjs keys FILE           writes FILE (public key set) and FILE.private
//   node tests/clients/jose.mjs post FILE URL ISSUER CLIENT_ID   posts a point with each kind of token
// The server runs with jwt.issuer = ISSUER, jwt.audience = CLIENT_ID, jwt.jwks = FILE.
import { readFileSync, writeFileSync } from 'node:fs';
import { SignJWT, exportJWK, generateKeyPair, importJWK } from 'jose';

const [command, file, url, issuer, client] = process.argv.slice(2);

if (command === 'keys') {
  const shown = [];
  const secret = [];
  for (const alg of ['RS256', 'ES256']) {
    const pair = await generateKeyPair(alg, { extractable: true });
    shown.push({ ...(await exportJWK(pair.publicKey)), kid: alg, alg, use: 'sig' });
    secret.push({ ...(await exportJWK(pair.privateKey)), kid: alg, alg });
  }
  writeFileSync(file, JSON.stringify({ keys: shown }));
  writeFileSync(`${file}.private`, JSON.stringify(secret), { mode: 0o600 });
} else if (command === 'post') {
  let wrong = 0;
  const send = async (name, token, expected) => {
    const answer = await fetch(`${url}/api/v1/telemetry`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify({
        timestamp: new Date().toISOString(), node_id: 'jose', node_type: 'satellite', snr_db: 1,
      }),
    });
    const good = answer.status === expected;
    wrong += good ? 0 : 1;
    console.log(`${good ? 'ok  ' : 'FAIL'} ${name}: ${answer.status}`);
  };
  for (const jwk of JSON.parse(readFileSync(`${file}.private`, 'utf8'))) {
    const key = await importJWK(jwk, jwk.alg);
    const token = (claims, end = '5m') => new SignJWT({ token_use: 'access', scope: 'write', ...claims })
      .setProtectedHeader({ alg: jwk.alg, kid: jwk.kid }).setIssuer(issuer).setSubject('ada')
      .setIssuedAt().setExpirationTime(end).sign(key);
    await send(`${jwk.alg} with client_id`, await token({ client_id: client }), 200);
    await send(`${jwk.alg} with aud`, await token({ aud: ['other', client] }), 200);
    await send(`${jwk.alg} of another client`, await token({ client_id: 'other' }), 401);
    await send(`${jwk.alg} without scope`, await token({ client_id: client, scope: 'read' }), 403);
    await send(`${jwk.alg} expired`, await token({ client_id: client }, '-5m'), 401);
  }
  process.exit(wrong === 0 ? 0 : 1);
} else {
  console.error('usage: jose.mjs keys FILE | post FILE URL ISSUER CLIENT_ID');
  process.exit(2);
}
