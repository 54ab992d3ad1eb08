import { join } from 'node:path'
import type { Locator, Page } from 'playwright-core'
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { root } from '../setup.ts'
import { findingsOf } from './axe.ts'
import { isFocused } from './hands.ts'
import { tabTo } from './keyboard.ts'
import { sticksOut } from './overflow.ts'
import { type Look, openStage } from './stage.ts'

const stage = await openStage()
const ada = await stage.person('Ada Umeh')
const ines = await stage.person('Ines Carvalhal')
const community = await stage.community(ada)
await stage.join(community, ines)
const jars = join(root, 'test/e2e/jars.png')

/** A discussion in which Ines has answered, opened by Ada. */
async function open(look: Look = {}): Promise<{ page: Page; path: string }> {
  const { path } = await stage.discussion(community, ada, 'Brown water after rain')
  await ines.post(`${path}/messages`, { text: 'It is *soil* from the field.\n\nTwo jars tell: one above, one below.' })
  const page = await stage.as(ada, look)
  await page.goto(path)
  return { page, path }
}

const text = (page: Page) => page.locator('[data-text]')
const tool = (page: Page, name: string) => page.getByRole('toolbar').getByRole('button', { name, exact: true })
const send = (page: Page) => page.locator('copse-composer').getByRole('button', { name: 'Reply' })
const said = async (path: string, number: number) => (await ada.json(`${path}/messages/${number}`)).json()
const value = (page: Page) => text(page).inputValue()

/** Writes as fingers do, once everything that comes with writing is there. */
async function type(page: Page, words: string): Promise<void> {
  await text(page).focus()
  await page.locator('.offers').waitFor({ state: 'attached' })
  await page.keyboard.type(words)
}

async function choose(page: Page, files: Parameters<Locator['setInputFiles']>[0]): Promise<void> {
  await page.locator('copse-composer input[type="file"]').setInputFiles(files)
}

/** Holds back what comes with writing. @returns what lets it come */
async function late(page: Page): Promise<() => void> {
  let arrive = () => {}
  const coming = new Promise<void>((resolve) => {
    arrive = resolve
  })
  await page.route('**/copse-desk-*.js', async (route) => {
    await coming
    await route.continue()
  })
  return arrive
}

/** The files that leave this page, as they are when they do. */
async function whatIsSent(page: Page) {
  await page.evaluate(() => {
    const sent: object[] = []
    Object.assign(window, { sent })
    const send = XMLHttpRequest.prototype.send
    XMLHttpRequest.prototype.send = async function (body) {
      const file = (body as FormData).get('files') as File
      const { width, height } = await createImageBitmap(file).catch(() => ({ width: 0, height: 0 }))
      sent.push({ name: file.name, type: file.type, size: file.size, width, height })
      send.call(this, body)
    }
  })
  return () => page.evaluate(() => (window as unknown as { sent: { size: number }[] }).sent)
}

describe('the toolbar', () => {
  it('is small or large, as was chosen last, and one stop for the Tab key', async () => {
    const { page, path } = await open()
    expect(await tool(page, 'Italic').isVisible()).toBe(false)
    await tabTo(tool(page, 'Bold'))
    await page.keyboard.press('End')
    expect(await isFocused(tool(page, 'More tools'))).toBe(true)
    await page.keyboard.press('Enter')
    await tool(page, 'Table').waitFor()
    expect(await findingsOf(page)).toEqual([])
    await page.keyboard.press('Home')
    for (const name of ['Italic', 'Struck through']) {
      await page.keyboard.press('ArrowRight')
      expect(await isFocused(tool(page, name))).toBe(true)
    }
    await page.keyboard.press('Tab')
    expect(await page.getByRole('toolbar').locator(':focus').count()).toBe(0)
    await page.goto(path)
    await tool(page, 'Fewer tools').click()
    expect(await tool(page, 'Table').isVisible()).toBe(false)
    await page.goto(path)
    expect(await tool(page, 'Table').isVisible()).toBe(false)
  })

  it('writes Markdown around and before what is chosen, takes it away again, and can be undone', async () => {
    const { page } = await open()
    await tool(page, 'More tools').click()
    await type(page, 'one\ntwo')
    await page.keyboard.press('Control+a')
    for (const [name, written] of [
      ['List', '- one\n- two'],
      ['Numbered list', '1. one\n2. two'],
      ['Quotation', '> one\n> two'],
      ['Heading', '## one\n## two'],
      ['Heading', 'one\ntwo'],
      ['Code', '```\none\ntwo\n```\n'],
    ] as const) {
      await tool(page, name).click()
      expect(await value(page), name).toBe(written)
      if (name !== 'Code') await page.keyboard.press('Control+a')
    }
    await page.keyboard.press('Control+z')
    expect(await value(page)).toBe('one\ntwo')
    await page.keyboard.press('Control+a')
    await page.keyboard.type('now')
    await page.keyboard.press('Control+a')
    for (const [key, written] of [
      ['b', '**now**'],
      ['i', '***now***'],
      ['i', '**now**'],
      ['b', 'now'],
      ['k', '[now](https://)'],
    ] as const) {
      await page.keyboard.press(`Control+${key}`)
      expect(await value(page), key).toBe(written)
    }
  })

  it('goes on with a list and ends it; the Tab key leads on', async () => {
    const { page } = await open()
    await type(page, '3. above\nbelow\n\nend\n- a\n')
    expect(await value(page)).toBe('3. above\n4. below\n\nend\n- a\n- ')
    await page.keyboard.press('Tab')
    expect(await isFocused(tool(page, 'Bold'))).toBe(true)
  })

  it('makes a link of an address pasted over words', async () => {
    const { page } = await open()
    await type(page, 'the jar test')
    await page.keyboard.press('Control+a')
    await text(page).evaluate((field) => {
      const clipboardData = new DataTransfer()
      clipboardData.setData('text/plain', 'https://example.org/jars_(1)')
      field.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
    })
    expect(await value(page)).toBe('[the jar test](https://example.org/jars_%281%29)')
  })
})

it('completes titles by keyboard, and shows them as links', async () => {
  const { page, path } = await open()
  const other = await stage.discussion(community, ada, 'Éels [and] weirs')
  await type(page, 'See [[eels')
  const option = page.getByRole('option', { name: 'Éels [and] weirs' })
  await option.waitFor()
  expect(await text(page).getAttribute('aria-activedescendant')).toBe(await option.getAttribute('id'))
  expect(await findingsOf(page)).toEqual([])
  await page.keyboard.press('Enter')
  expect(await value(page)).toBe(`See [Éels \\[and\\] weirs](${other.path}) `)
  await tool(page, 'Preview').click()
  await page.locator('[data-preview]').getByRole('link', { name: 'Éels [and] weirs' }).waitFor()
  await tool(page, 'Go on writing').click()
  await page.keyboard.press('Control+Enter')
  await page.locator('#m3').getByRole('link', { name: 'Éels [and] weirs' }).click()
  await page.getByRole('heading', { level: 1, name: 'Éels [and] weirs' }).waitFor()
  expect((await said(path, 3)).html).toContain(`href="${other.path}"`)
})

describe('a picture', () => {
  it('is made smaller and upright before it is sent', async () => {
    const { page } = await open()
    const noise = { type: 'gaussian' as const, mean: 128, sigma: 30 }
    const image = sharp({ create: { width: 3000, height: 1500, channels: 3, background: 'white', noise } })
    const buffer = await image.withMetadata({ orientation: 6 }).jpeg({ quality: 95 }).toBuffer()
    const sent = await whatIsSent(page)
    await choose(page, { name: 'IMG 1.JPG', mimeType: 'image/jpeg', buffer })
    await page.locator('[data-file]').waitFor()
    const [file] = await sent()
    expect(file).toMatchObject({ name: 'IMG 1.webp', type: 'image/webp', width: 1000, height: 2000 })
    expect(file!.size).toBeLessThan(buffer.length / 2)
  })

  it.each([
    ['small', 'jars.png', 'image/png'],
    ['drawn', 'plan.svg', 'image/svg+xml'],
    ['moving', 'eel.gif', 'image/gif'],
  ])('that is %s is sent as it is', async (_, name, mimeType) => {
    const { page } = await open()
    const sent = await whatIsSent(page)
    const image = sharp({ create: { width: 60, height: 40, channels: 3, background: 'white' } })
    const drawing = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>')
    const made = { png: () => image.png().toBuffer(), gif: () => image.gif().toBuffer(), svg: async () => drawing }
    const buffer = await made[name.slice(-3) as 'png' | 'gif' | 'svg']()
    await choose(page, { name, mimeType, buffer })
    await page.locator('[data-file]').waitFor()
    expect(await sent()).toMatchObject([{ name, type: mimeType, size: buffer.length }])
  })

  it('is not sent without words; then it is asked for, or only decorates', async () => {
    const { page, path } = await open()
    await type(page, 'Look.')
    await choose(page, [jars, jars])
    const rows = page.locator('[data-attached] [data-file]')
    await expect.poll(() => rows.count()).toBe(2)
    await send(page).click()
    const [first, second] = [rows.nth(0), rows.nth(1)]
    const words = first.getByLabel('What does jars.webp show?')
    expect(await isFocused(words)).toBe(true)
    expect(await words.getAttribute('aria-invalid')).toBe('true')
    await first.getByText('Say what jars.webp shows, or that it only decorates.').waitFor()
    expect(await findingsOf(page)).toEqual([])
    expect(await value(page)).toBe('Look.')
    await page.keyboard.insertText('Three jars')
    await tabTo(second.getByLabel('It only decorates'))
    await page.keyboard.press('Space')
    await page.keyboard.press('Control+Enter')
    await tabTo(send(page))
    await page.keyboard.press('Enter')
    await page.locator('#m3').getByRole('img', { name: 'Three jars' }).waitFor()
    expect((await said(path, 3)).attachments.map((file: { alt: string }) => file.alt)).toEqual(['Three jars', ''])
  })

  it('can be cancelled on its way, and tried again when it was lost', async () => {
    stage.forgive(/^failed: POST .*attachments/)
    const { page } = await open()
    await page.route('**/attachments', (route) => new Promise(() => void route))
    await choose(page, jars)
    await send(page).click()
    await page.getByText('jars.png is still on its way.').waitFor()
    const cancel = page.getByRole('button', { name: 'Cancel' })
    expect(await isFocused(cancel)).toBe(true)
    await page.keyboard.press('Enter')
    expect(await page.locator('[data-attached] li').count()).toBe(0)
    expect(await isFocused(text(page))).toBe(true)
    await page.unroute('**/attachments')
    await page.route('**/attachments', (route) => route.abort('connectionfailed'), { times: 1 })
    await choose(page, jars)
    await page.getByText('jars.png could not be sent.').waitFor()
    await page.getByRole('button', { name: 'Try again' }).click()
    await page.locator('[data-file]').waitFor()
  })

  it('is not left behind where what sends it ahead comes late, or not at all', async () => {
    const { page, path } = await open()
    await text(page).evaluate((field: HTMLTextAreaElement) => {
      field.value = 'Look.'
    })
    const arrive = await late(page)
    await choose(page, jars)
    await send(page).click()
    expect(page.url()).toContain(path)
    arrive()
    await page.getByLabel('What does jars.webp show?').fill('Three jars')
    await page.locator('[data-file]').waitFor()
    await send(page).click()
    await page.locator('#m3').getByRole('img', { name: 'Three jars' }).waitFor()
    stage.forgive(/copse-desk/)
    const again = await open()
    await again.page.route('**/copse-desk-*.js', (route) => route.abort('connectionfailed'))
    await choose(again.page, jars)
    await again.page.getByLabel('What the picture shows').waitFor()
    expect(await again.page.locator('[data-plain-files] input[type="file"]').inputValue()).toContain('jars.png')
  })

  it('makes no trouble where the page is left before what sends it ahead has come', async () => {
    const { page } = await open()
    const arrive = await late(page)
    await text(page).focus()
    const asked = page.waitForResponse(/copse-desk/)
    await page.getByRole('navigation', { name: 'River Keepers' }).getByRole('link', { name: 'Talk' }).click()
    await page.getByRole('heading', { name: 'Discussions' }).waitFor()
    arrive()
    await (await asked).finished()
    // By then it has run: nothing of it is heard, and the stage would hear of a mistake.
    await page.evaluate(() => new Promise((run) => setTimeout(run, 200)))
    expect(await page.locator('.offers').count()).toBe(0)
  })

  it('comes back with the draft, and is gone from it when it was taken away', async () => {
    const { page, path } = await open()
    await choose(page, jars)
    await page.getByLabel('What does jars.webp show?').fill('Three jars')
    await type(page, 'Half')
    await page.getByRole('status').getByText('Kept at').waitFor()
    await page.goto(path)
    expect(await page.getByLabel('What does jars.webp show?').inputValue()).toBe('Three jars')
    await page.getByRole('button', { name: 'Take jars.webp away' }).click()
    await page.getByRole('status').getByText('Kept at').waitFor()
    await page.goto(path)
    expect(await page.locator('[data-attached] [data-file]').count()).toBe(0)
    expect(await value(page)).toBe('Half')
  })

  it('of a message is described anew, taken out and joined by another', async () => {
    const { page, path } = await open()
    await choose(page, [jars, jars])
    const shows = page.getByLabel('What does jars.webp show?')
    await shows.nth(1).waitFor()
    for (const i of [0, 1]) await shows.nth(i).fill(`Jar ${i}`)
    await send(page).click()
    await page.locator('#m3 img').nth(1).waitFor()
    await page.goto(`${path}/messages/3/edit`)
    await page.getByRole('button', { name: 'Take jars.webp away' }).first().click()
    await shows.first().fill('The second jar')
    await choose(page, { name: 'notes.txt', mimeType: 'text/plain', buffer: Buffer.from('Ten jars.') })
    await page.locator('[data-file]').getByText('notes.txt').waitFor()
    await page.getByRole('button', { name: 'Keep the change' }).click()
    await page.locator('#m3').getByRole('link', { name: 'notes.txt' }).waitFor()
    const { attachments } = await said(path, 3)
    expect(attachments.map((file: { name: string; alt: string }) => [file.name, file.alt])).toEqual([
      ['jars.webp', 'The second jar'],
      ['notes.txt', ''],
    ])
  })
})

describe('a reply', () => {
  it('begins where one is, below what was written, and says to whom; that can be taken back', async () => {
    const { page, path } = await open()
    await type(page, 'I was there.')
    let loads = 0
    page.on('request', (request) => void (request.isNavigationRequest() && loads++))
    await page.locator('#m2').getByRole('link', { name: 'Reply' }).click()
    const to = page.getByLabel('In reply to Ines Carvalhal, message 2')
    await to.waitFor()
    const quote = `> **Ines Carvalhal** wrote in [#2](${path}/messages/2):\n>\n> It is *soil* from the field.\n>\n> Two jars tell: one above, one below.`
    expect(await value(page)).toBe(`I was there.\n\n${quote}\n\n`)
    expect(await isFocused(text(page))).toBe(true)
    await page.locator('#m2').getByRole('link', { name: 'Reply' }).click()
    expect(await value(page)).toBe(`I was there.\n\n${quote}\n\n`)
    expect(await findingsOf(page)).toEqual([])
    await to.uncheck()
    expect(await to.isVisible()).toBe(false)
    await page.locator('#m1').getByRole('link', { name: 'Reply' }).click()
    expect(loads).toBe(0)
    await page.goto(path)
    expect(await page.getByLabel('In reply to Ada Umeh, message 1').isChecked()).toBe(true)
    await send(page).click()
    await page.locator('#m3').waitFor()
    expect((await said(path, 3)).replyTo).toBe(1)
    expect((await said(path, 3)).html).toContain(`<a href="${path}/messages/2">#2</a>`)
  })

  it('quotes what is selected, by keyboard too', async () => {
    const { page } = await open()
    const select = () =>
      page.locator('#m2 .said').evaluate((part) => {
        getSelection()?.setBaseAndExtent(part.firstChild!.firstChild!, 0, part.querySelector('em')!, 1)
      })
    const quote = page.getByRole('button', { name: 'Quote', exact: true })
    await select()
    await quote.waitFor()
    expect(await page.locator('#spoken').textContent()).toContain('Quote')
    expect(await findingsOf(page)).toEqual([])
    // Where the cursor of a keyboard would be.
    await page.locator('#m2 .number').focus()
    await select()
    await page.keyboard.press('Tab')
    await expect.poll(() => isFocused(quote)).toBe(true)
    await page.keyboard.press('Enter')
    await expect.poll(() => value(page)).toMatch(/messages\/2\):\n>\n> It is \*soil\*\n\n$/)
    expect(await quote.count()).toBe(0)
    await text(page).fill('')
    await select()
    await page.locator('#m2').getByRole('link', { name: 'Reply' }).press('Enter')
    await expect.poll(() => value(page)).toMatch(/> It is \*soil\*\n\n$/)
  })

  it('repeats no long message whole', async () => {
    const { page, path } = await open()
    await ines.post(`${path}/messages`, { text: 'A long story. '.repeat(60) })
    await page.goto(path)
    await page.locator('#m3').getByRole('link', { name: 'Reply' }).click()
    await page.getByLabel('In reply to Ines Carvalhal, message 3').waitFor()
    expect(await value(page)).toBe('')
  })
})

describe('without script', () => {
  it('a picture without words is asked about, and nothing has to be chosen again', async () => {
    stage.forgive(/^422 POST/)
    const { page, path } = await open({ scripts: false, width: 320, height: 640 })
    await text(page).fill('Look.')
    await page.getByText('Add a picture or a file').click()
    await page.getByLabel('Choose files').setInputFiles([jars])
    await send(page).click()
    await page.getByRole('link', { name: 'Say what jars.webp shows, or that it only decorates.' }).click()
    expect(await sticksOut(page)).toEqual([])
    await page.getByLabel('What does jars.webp show?').fill('Three jars')
    await send(page).click()
    await page.locator('#m3').getByRole('img', { name: 'Three jars' }).waitFor()
    await page.goto(`${path}/messages/3/edit`)
    await page.getByLabel('jars.webp', { exact: true }).uncheck()
    await page.getByRole('button', { name: 'Keep the change' }).click()
    await page.locator('#m3').getByText('Look.').waitFor()
    expect(await page.locator('#m3 img').count()).toBe(0)
  })

  it('a reply quotes the whole message', async () => {
    const { page, path } = await open({ scripts: false })
    await page.locator('#m2').getByRole('link', { name: 'Reply' }).click()
    expect(await value(page)).toContain('> Two jars tell: one above, one below.')
    await send(page).click()
    await page.locator('#m3').waitFor()
    expect((await said(path, 3)).replyTo).toBe(2)
  })
})

it('fits on a narrow phone, with every tool, a picture and its words, and the bar covers nothing there', async () => {
  const { page } = await open({ width: 320, height: 640, touch: true })
  const bar = page.locator('.reply-bar')
  await page.evaluate(() => scrollTo(0, 0))
  await bar.getByRole('link', { name: 'Write a reply' }).tap()
  await expect.poll(() => bar.isVisible()).toBe(false)
  await tool(page, 'More tools').tap()
  await choose(page, jars)
  await page.locator('[data-file]').waitFor()
  await send(page).tap()
  expect(await sticksOut(page)).toEqual([])
  for (const dark of [false, true]) {
    await page.emulateMedia({ colorScheme: dark ? 'dark' : 'light' })
    expect(await findingsOf(page)).toEqual([])
  }
})
