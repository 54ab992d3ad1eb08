import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { openStage } from './stage.ts'

const stage = await openStage()
const ada = await stage.person('Ada Umeh')
const community = await stage.community(ada)
const begun = 'What I have seen from the bridge'

async function discussion(): Promise<string> {
  return (await stage.discussion(community, ada)).path
}

async function writing(path: string, page?: Page): Promise<Page> {
  const at = page ?? (await stage.as(ada))
  await at.goto(path)
  return at
}

const text = (page: Page) => page.getByLabel('Your reply')
const status = (page: Page, words: string) => page.getByRole('status').getByText(words).waitFor()
const reply = (page: Page) => page.locator('#reply').getByRole('button', { name: 'Reply' })

async function write(page: Page, words: string): Promise<void> {
  await text(page).fill(words)
}

async function messagesOf(path: string): Promise<string[]> {
  const { messages } = (await ada.json(path)).json()
  return messages.map((one: { html: string }) => one.html)
}

it('comes back after a reload', async () => {
  const page = await writing(await discussion())
  await write(page, begun)
  await status(page, 'Kept at')
  await page.reload()
  expect(await text(page).inputValue()).toBe(begun)
})

it('comes back although the tab was closed at once', async () => {
  const path = await discussion()
  const page = await writing(path)
  await write(page, begun)
  await page.close({ runBeforeUnload: true })
  await expect.poll(async () => (await ada.get(path)).body).toContain(begun)
})

it('comes back after signing out, on another device', async () => {
  const path = await discussion()
  const page = await stage.as(await stage.cast(ada.handle))
  await writing(path, page)
  await write(page, begun)
  await page.goto('/me')
  await page.getByRole('button', { name: 'Sign out', exact: true }).click()
  await page.getByRole('heading', { name: 'Welcome back' }).waitFor()
  const again = await writing(path)
  expect(await text(again).inputValue()).toBe(begun)
})

it('shows both texts when two tabs wrote different ones, and loses neither', async () => {
  stage.forgive(/^409 POST \/drafts/)
  const path = await discussion()
  const here = await writing(path)
  const there = await here.context().newPage()
  await writing(path, there)
  await write(here, 'Written here')
  await status(here, 'Kept at')
  await write(there, 'Written there')
  const panel = there.locator('.other-draft')
  await panel.getByText('Written here').waitFor()
  expect(await text(there).inputValue()).toBe('Written there')
  await panel.getByRole('button', { name: 'Use the other text' }).click()
  expect(await text(there).inputValue()).toBe('Written here')
  await panel.waitFor({ state: 'detached' })
})

it('is kept on the device while there is no network, and on the server after', async () => {
  stage.forgive(/ERR_INTERNET_DISCONNECTED/)
  const path = await discussion()
  const page = await writing(path)
  await page.context().setOffline(true)
  await write(page, begun)
  await status(page, 'No connection. Your text is safe on this device')
  await page.context().setOffline(false)
  await status(page, 'Kept at')
  await page.reload()
  expect(await text(page).inputValue()).toBe(begun)
})

it('stays in place when it is sent without a network, and is then sent once', async () => {
  // The browser's own word on it; nothing of ours is in the console.
  stage.forgive(/^failed: .*ERR_INTERNET_DISCONNECTED/)
  const path = await discussion()
  const page = await writing(path)
  await write(page, begun)
  await page.context().setOffline(true)
  await reply(page).click()
  await page.getByRole('alert').getByText('No connection. Your text is safe').waitFor()
  expect(await text(page).inputValue()).toBe(begun)
  await page.context().setOffline(false)
  await page.locator('.lost').waitFor({ state: 'detached' })
  await reply(page).click()
  await page.locator('#m2').waitFor()
  expect(await messagesOf(path)).toEqual([expect.any(String), `<p>${begun}</p>`])
  expect(await text(page).inputValue()).toBe('')
})

it('is kept when one goes to another page at once, and goes on being kept after coming back', async () => {
  const path = await discussion()
  const page = await writing(path)
  await write(page, begun)
  await page.getByRole('navigation', { name: 'River Keepers' }).getByRole('link', { name: 'Talk' }).click()
  await page.getByRole('heading', { name: 'Discussions' }).waitFor()
  await expect.poll(async () => (await ada.get(path)).body).toContain(`>${begun}</textarea>`)
  await page.goBack()
  await expect.poll(() => text(page).inputValue()).toBe(begun)
  await text(page).press('Control+End')
  await text(page).pressSequentially(', and more')
  await expect.poll(async () => (await ada.get(path)).body).toContain(`>${begun}, and more</textarea>`)
  expect(await page.locator('.other-draft').count()).toBe(0)
})

it('is kept on the device when one was signed out meanwhile, for oneself alone', async () => {
  stage.forgive(/^401 POST \/drafts/)
  const path = await discussion()
  const luc = await stage.person('Luc Marchetti')
  await stage.join(community, luc)
  const session = await stage.cast(ada.handle)
  const page = await stage.as(session)
  await writing(path, page)
  const { hash } = { hash: session.cookie.slice('copse='.length) }
  await stage.owner`delete from session where hash = sha256(${hash}::bytea)`
  await write(page, begun)
  await status(page, 'You are signed out. Your text is safe on this device')
  const signIn = async (cookie: string) => {
    const [name, value] = cookie.split('=') as [string, string]
    await page.context().addCookies([{ name, value, url: stage.address, httpOnly: true, sameSite: 'Lax' }])
    await page.goto(path)
  }
  await signIn(luc.cookie)
  expect(await text(page).inputValue()).toBe('')
  await signIn(ada.cookie)
  await expect.poll(() => text(page).inputValue()).toBe(begun)
  await status(page, 'Kept at')
})

it('is kept when it was sent at once and could not be taken', async () => {
  stage.forgive(/^422 POST/)
  const path = await discussion()
  const page = await writing(path)
  await write(page, 'x'.repeat(60_001))
  await reply(page).click()
  await page.locator('#problems').waitFor()
  await write(page, begun)
  await page.close({ runBeforeUnload: true })
  await expect.poll(async () => (await ada.get(path)).body).toContain(begun)
})

it('is sent once by a double click', async () => {
  const path = await discussion()
  const page = await writing(path)
  await write(page, begun)
  await reply(page).dblclick()
  await page.locator('#m2').waitFor()
  await page.waitForLoadState('networkidle')
  expect(await messagesOf(path)).toHaveLength(2)
})
