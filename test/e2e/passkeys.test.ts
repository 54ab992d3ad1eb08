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
  return { cdp, id: await authenticator(cdp, true) }
}

/** @param asks whether it asks its person for a finger */
async function authenticator(cdp: CDPSession, asks: boolean): Promise<string> {
  const { authenticatorId } = await cdp.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: asks,
      isUserVerified: asks,
      automaticPresenceSimulation: true,
    },
  })
  return authenticatorId
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
  // The same passkey on a device that asks nobody.
  const { credentials } = await cdp.send('WebAuthn.getCredentials', { authenticatorId: id })
  await cdp.send('WebAuthn.removeVirtualAuthenticator', { authenticatorId: id })
  const plain = await authenticator(cdp, false)
  await cdp.send('WebAuthn.addCredential', { authenticatorId: plain, credential: credentials[0]! })
  await signInAnew(page)
  await heading(page, 'Now the code').waitFor()
  const [passkey] = (await sana.json('/me/keys')).json().passkeys
  const other = await stage.person('Noor Bakri')
  for (const path of [`/me/passkeys/${passkey.id}/ending`, `/me/passkeys/${passkey.id}`])
    expect((await other.post(path, { name: 'Mine' })).statusCode).toBe(404)
  expect((await sana.post(`/me/passkeys/${passkey.id}/ending`)).statusCode).toBe(200)
  stage.forgive(/422 POST \/sign-in\/passkey/)
  await signInAnew(page)
  await page.getByText('We do not know this passkey').waitFor()
})
