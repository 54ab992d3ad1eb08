import { createHash, createPrivateKey, sign } from 'node:crypto'
import type { CDPSession, Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { heading } from './hands.ts'
import { openStage } from './stage.ts'

/** Passkeys, with an authenticator that the browser itself plays. */

const stage = await openStage()

/** A device that knows its person by finger. */
async function device(page: Page): Promise<{ cdp: CDPSession; id: string }> {
  // It would answer by itself as soon as the page offers passkeys in the field for the address.
  await page.addInitScript(() => {
    PublicKeyCredential.isConditionalMediationAvailable = async () => false
  })
  const cdp = await page.context().newCDPSession(page)
  await cdp.send('WebAuthn.enable')
  const { authenticatorId } = await cdp.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  })
  return { cdp, id: authenticatorId }
}

/** What a device with this key signs, told what to say. */
function signedBy(
  key: { credentialId: string; privateKey: string; signCount: number },
  { challenge }: { challenge: string },
  more: { origin?: string; host?: string; counter?: number; asked?: boolean },
): string {
  const { origin = 'http://localhost', host = 'localhost', counter = key.signCount + 1, asked = false } = more
  const client = Buffer.from(JSON.stringify({ type: 'webauthn.get', challenge, origin, crossOrigin: false }))
  const count = Buffer.alloc(4)
  count.writeUInt32BE(counter)
  const about = Buffer.concat([sha256(host), Buffer.from([asked ? 5 : 1]), count])
  const privateKey = createPrivateKey({ key: Buffer.from(key.privateKey, 'base64'), format: 'der', type: 'pkcs8' })
  const digest = privateKey.asymmetricKeyType === 'ed25519' ? null : 'sha256'
  const id = Buffer.from(key.credentialId, 'base64').toString('base64url')
  return JSON.stringify({
    id,
    rawId: id,
    type: 'public-key',
    clientExtensionResults: {},
    response: {
      clientDataJSON: client.toString('base64url'),
      authenticatorData: about.toString('base64url'),
      signature: sign(digest, Buffer.concat([about, sha256(client)]), privateKey).toString('base64url'),
    },
  })
}

function sha256(what: string | Buffer): Buffer {
  return createHash('sha256').update(what).digest()
}

async function make(page: Page, name: string): Promise<void> {
  await page.goto('/me/passkeys/new')
  await page.getByLabel('What do you call it?').fill(name)
  await page.getByRole('button', { name: 'Make the passkey' }).click()
  await heading(page, 'Signing in and devices').waitFor()
  await page.getByText(name, { exact: true }).waitFor()
}

async function signInAnew(page: Page): Promise<void> {
  await page.context().clearCookies()
  await page.goto('/sign-in')
  await page.getByRole('button', { name: 'Use a passkey' }).click()
}

const handle = async (page: Page) =>
  (await (await page.request.get('/me', { headers: { accept: 'application/json' } })).json()).handle

it('is made, signs in, and is used once for each challenge', async () => {
  const ada = await stage.person('Ada Umeh')
  const page = await stage.as(ada)
  await device(page)
  await make(page, 'The phone of the mill')
  const sent = page.waitForRequest((request) => request.url().endsWith('/sign-in/passkey'))
  await signInAnew(page)
  const body = (await sent).postData()!
  await page.waitForURL((url) => url.pathname === '/')
  expect(await handle(page)).toBe(ada.handle)
  const [used] = (await ada.json('/me/keys')).json().passkeys
  expect(used).toMatchObject({ name: 'The phone of the mill', usedAt: expect.any(String) })
  // What the browser sent, sent again by somebody who saw it; and changed.
  const credential = new URLSearchParams(body).get('credential')!
  expect((await stage.nobody.post('/sign-in/passkey', { credential })).statusCode).toBe(422)
  const parts = JSON.parse(credential)
  parts.response.signature = parts.response.signature.replace(/^.{8}/, 'AAAAAAAA')
  for (const wrong of [JSON.stringify(parts), '{}', 'null', '[]', '{"id":"x","response":{"clientDataJSON":"e30"}}'])
    expect((await stage.nobody.post('/sign-in/passkey', { credential: wrong })).statusCode).toBe(422)
  // For signing in it was signed, not for confirming.
  expect((await ada.post('/me/confirm/passkey', { credential })).statusCode).toBe(422)
})

it('says that a device has one already, and confirms a grave step', async () => {
  const luc = await stage.person('Luc Marchetti')
  const page = await stage.as(luc)
  await device(page)
  await make(page, 'My laptop')
  await page.goto('/me/passkeys/new')
  await page.getByRole('button', { name: 'Make the passkey' }).click()
  await page.getByText('This device has a passkey of yours already.').waitFor()
  await stage.owner`update session set confirmed_at = now() - interval '11 minutes' where person_id = ${luc.id}`
  await page.goto('/me/code')
  await heading(page, 'Is it you?').waitFor()
  await page.getByRole('button', { name: 'Use a passkey' }).click()
  await heading(page, 'Set up the second step').waitFor()
})

it('counts for both steps where its device asked for a finger, else for one; and for none once removed', async () => {
  const sana = await stage.person('Sana Qureshi')
  const page = await stage.as(sana)
  const { cdp, id } = await device(page)
  await make(page, 'Key on my keyring')
  await stage.owner`insert into second_step (person_id, secret, last_step) values (${sana.id}, '', 0)`
  await signInAnew(page)
  await page.waitForURL((url) => url.pathname === '/')
  const [key] = (await cdp.send('WebAuthn.getCredentials', { authenticatorId: id })).credentials
  const ask = async () => (await stage.nobody.json('/sign-in')).json().passkey
  const signIn = async (more: Parameters<typeof signedBy>[2] = {}) =>
    stage.nobody.post('/sign-in/passkey', { credential: signedBy(key!, await ask(), more) })
  const wrong = [
    { origin: 'http://localhost:81' },
    { origin: 'https://evil.example' },
    { host: 'evil.example' },
    { counter: 1 },
  ]
  for (const more of wrong) expect([more, (await signIn(more)).statusCode]).toEqual([more, 422])
  const plain = await signIn({ counter: key!.signCount + 5 })
  expect([plain.statusCode, plain.json()]).toEqual([200, { url: '/sign-in/code' }])
  expect((await signIn({ counter: key!.signCount + 6, asked: true })).json()).toEqual({ url: '/' })
  // A copy of it that has not heard of what the other did.
  expect((await signIn({ counter: key!.signCount + 6, asked: true })).statusCode).toBe(422)
  const [passkey] = (await sana.json('/me/keys')).json().passkeys
  const other = await stage.person('Noor Bakri')
  for (const path of [`/me/passkeys/${passkey.id}/ending`, `/me/passkeys/${passkey.id}`])
    expect((await other.post(path, { name: 'Mine' })).statusCode).toBe(404)
  expect((await sana.post(`/me/passkeys/${passkey.id}/ending`)).statusCode).toBe(200)
  stage.forgive(/422 POST \/sign-in\/passkey/)
  await signInAnew(page)
  await page.getByText('We do not know this passkey').waitFor()
})
