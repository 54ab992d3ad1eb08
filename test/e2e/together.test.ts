import { describe, expect, it } from 'vitest'
import { findingsOf } from './axe.ts'
import { tabTo } from './keyboard.ts'
import { Listening } from './listening.ts'
import { openStage, type Page } from './stage.ts'

const stage = await openStage()
const ada = await stage.person('Ada Umeh')
const luc = await stage.person('Luc Marchetti')
const community = await stage.community(ada)
await stage.join(community, luc)
await stage.owner`update space set tools = tools || '{pages}' where id = ${community.id}`
let pages = 0

async function write(text: string): Promise<string> {
  return (await ada.post(`${community.path}/pages`, { title: `Shared ${++pages}`, text })).json().url
}

const editor = (page: Page) => page.locator('.rich .ProseMirror')
const status = (page: Page) => page.locator('[data-status]')
const writers = (page: Page) => page.locator('[data-writers]')
async function open(person: { cookie: string }, path: string, look = {}): Promise<Page> {
  const page = await stage.as(person, look)
  await page.goto(`${path}/edit`)
  await met(page)
  return page
}

/** Waits until the editor shows the shared text. */
const met = (page: Page) => page.locator('copse-page-editor[data-shared]').waitFor()

async function typeAt(page: Page, key: 'Control+Home' | 'Control+End', words: string): Promise<void> {
  await editor(page).focus()
  await page.keyboard.press(key)
  await page.keyboard.type(words)
}

/** The page says from the beginning that what is written is kept; whether these words have come already, the server says. */
const toHaveArrived = (path: string, words: string) =>
  expect.poll(async () => (await ada.get(`${path}/writing`)).body).toContain(words)

describe('two who write one page', () => {
  it('see each other’s words in one paragraph, with names, and save all of it', async () => {
    const path = await write('The river is brown.\n\n* star\n* bullets\n')
    const [one, two] = [await open(ada, path), await open(luc, path)]
    await typeAt(one, 'Control+Home', 'Today ')
    await expect.poll(() => editor(two).textContent()).toContain('Today The river')
    await expect.poll(() => writers(two).textContent()).toBe('Ada Umeh is writing here too.')
    await editor(two).locator('p').first().click()
    await two.keyboard.press('End')
    await two.keyboard.type(' And cold.')
    await expect.poll(() => editor(one).textContent()).toContain('Today The river is brown. And cold.')
    await expect.poll(() => writers(one).textContent()).toBe('Luc Marchetti is writing here too.')
    await expect.poll(() => one.locator('.caret .flag').getAttribute('data-name')).toBe('Luc Marchetti')
    expect(await findingsOf(one)).toEqual([])
    await one.getByRole('button', { name: 'Save' }).click()
    await one.waitForURL((url) => !url.pathname.endsWith('/edit'))
    const { text, authors } = (await ada.json(path)).json()
    expect(text, 'what nobody touched is as it was written').toBe(
      'Today The river is brown. And cold.\n\n* star\n* bullets\n',
    )
    expect(authors.map(({ name }: { name: string }) => name)).toEqual(['Ada Umeh', 'Luc Marchetti'])
    // The other goes on, and saves without a collision.
    await typeAt(two, 'Control+Home', 'Look: ')
    await expect.poll(() => two.locator('input[name="version"]').inputValue()).toBe('2')
    await two.getByRole('button', { name: 'Save' }).click()
    await two.waitForURL((url) => !url.pathname.endsWith('/edit'))
    expect((await ada.json(path)).json().text).toMatch(/^Look: Today/)
  })

  it('see the whole name, also at the end of a line', async () => {
    const path = await write('river '.repeat(60))
    const [one, two] = [await open(ada, path), await open(luc, path)]
    await editor(two).focus()
    for (const key of ['Control+Home', 'End', 'ArrowLeft', 'ArrowLeft']) await two.keyboard.press(key)
    const flag = one.locator('.caret .flag.back')
    await flag.waitFor({ state: 'attached' })
    const [name, room] = [await flag.boundingBox(), await editor(one).boundingBox()]
    expect(name!.width).toBeGreaterThan(40)
    expect(name!.x + name!.width).toBeLessThanOrEqual(room!.x + room!.width)
  })

  it('bring together what one wrote without a network', async () => {
    const path = await write('One line.')
    const [one, two] = [await open(ada, path), await open(luc, path)]
    await typeAt(one, 'Control+End', ' Ada.')
    await expect.poll(() => editor(two).textContent()).toContain('Ada.')
    stage.forgive(/ERR_INTERNET_DISCONNECTED/)
    await two.context().setOffline(true)
    await typeAt(two, 'Control+Home', 'Luc, far away. ')
    await expect.poll(() => status(two).textContent()).toMatch(/^Offline\. What you write stays in this tab/)
    await typeAt(one, 'Control+End', ' Ada again.')
    await two.context().setOffline(false)
    for (const page of [one, two])
      await expect.poll(() => editor(page).textContent()).toBe('Luc, far away. One line. Ada. Ada again.')
  })

  it('lose nothing of a tab that was closed without a network', async () => {
    const path = await write('Kept.')
    const two = await open(luc, path)
    stage.forgive(/ERR_INTERNET_DISCONNECTED/)
    await two.context().setOffline(true)
    // What a page says while it is closed would get past the browser's own “offline”.
    await two.evaluate(() => {
      window.fetch = () => Promise.reject(new TypeError('offline'))
      // Nor does it keep a new line from being opened while it is closed.
      window.WebSocket = class extends EventTarget {
        static readonly OPEN = 1
        static readonly CONNECTING = 0
      } as never
    })
    await expect.poll(() => status(two).textContent()).toMatch(/^Offline/)
    await typeAt(two, 'Control+End', ' Written in the tunnel.')
    await two.goto('about:blank').catch(() => {})
    const one = await open(ada, path)
    expect(await editor(one).textContent()).toBe('Kept.')
    await two.context().setOffline(false)
    await two.goto(`${path}/edit`)
    await met(two)
    await expect.poll(() => editor(one).textContent()).toBe('Kept. Written in the tunnel.')
  })

  it('miss nothing that was too much for the line, though it is not there at first', async () => {
    const path = await write('One.')
    const [one, two] = [await open(ada, path), await open(luc, path)]
    let asked = 0
    stage.forgive(/503/)
    await two.route('**/writing?after=*', (route) => (asked++ < 2 ? route.fulfill({ status: 503 }) : route.continue()))
    await editor(one).focus()
    await one.keyboard.insertText(`${'much '.repeat(25_000)}`)
    await expect.poll(() => asked, { timeout: 10_000 }).toBeGreaterThan(0)
    // What comes after the hole must not hide it.
    await one.keyboard.type('end')
    await new Promise((go) => setTimeout(go, 700))
    await two.getByRole('button', { name: 'Save' }).click()
    await two.waitForURL((url) => !url.pathname.endsWith('/edit'))
    const { text } = (await ada.json(path)).json()
    const { unsaved } = (await ada.json(`${path}/writing`)).json()
    expect(text.includes('much') || unsaved, 'saved, or known not to be').toBe(true)
  })

  it('find again what somebody left unsaved, and whose it is', async () => {
    const path = await write('Begun.')
    const two = await open(luc, path)
    await typeAt(two, 'Control+End', ' And left.')
    await expect.poll(() => status(two).textContent()).toMatch(/kept here until somebody saves/)
    await toHaveArrived(path, 'And left.')
    await two.goto(path)
    const one = await open(ada, path)
    expect(await one.locator('#unsaved').textContent()).toBe('There is writing that is not saved yet')
    expect(await one.locator('main').textContent()).toContain('Luc Marchetti wrote here')
    expect(await editor(one).textContent()).toBe('Begun. And left.')
    await one.getByRole('link', { name: 'See what is not saved' }).click()
    await one.getByRole('heading', { name: 'Not saved yet' }).waitFor()
    await one.waitForLoadState('networkidle')
    expect(await findingsOf(one)).toEqual([])
  })

  it('keep what one pressed for the next letter while another writes', async () => {
    const path = await write('River\n\nBank\n')
    const [one, two] = [await open(ada, path), await open(luc, path)]
    await editor(one).focus()
    await one.keyboard.press('Control+Home')
    await one.keyboard.press('Control+b')
    await typeAt(two, 'Control+End', ' is high')
    await expect.poll(() => editor(one).textContent()).toContain('is high')
    await one.keyboard.type('The')
    await one.keyboard.press('Control+b')
    await two.keyboard.type(' today')
    await expect.poll(() => editor(one).textContent()).toContain('is high today')
    await one.keyboard.type(' old ')
    await expect.poll(() => editor(one).locator('p').first().innerHTML()).toBe('<strong>The</strong> old River')
  })

  it('undo what one wrote oneself, and nothing else', async () => {
    const path = await write('Start.')
    const [one, two] = [await open(ada, path), await open(luc, path)]
    await typeAt(one, 'Control+End', ' Ada.')
    await expect.poll(() => editor(two).textContent()).toBe('Start. Ada.')
    await typeAt(two, 'Control+Home', 'Luc. ')
    await expect.poll(() => editor(one).textContent()).toBe('Luc. Start. Ada.')
    await editor(one).focus()
    // Slow typing is several steps: more of them than there can be.
    for (let i = 0; i < 8; i++) await one.keyboard.press('Control+z')
    for (const page of [one, two]) await expect.poll(() => editor(page).textContent()).toBe('Luc. Start.')
  })

  it('keep links of pictures and strong links by title, and say plainly when one may not write any more', async () => {
    const path = await write('**See [[Jars]] now** and [![A jar](/x.png)](https://example.org/).\n\nEnd.')
    const [one, two] = [await open(ada, path), await open(luc, path)]
    await typeAt(one, 'Control+End', ' Ada.')
    await expect.poll(() => editor(two).textContent()).toContain('End. Ada.')
    await stage.owner`update membership set ended_at = now() where person_id = ${luc.id}`
    stage.forgive(/404|403/)
    await expect.poll(() => status(two).textContent()).toMatch(/^You can no longer change this page/)
    expect(await editor(two).getAttribute('contenteditable')).toBe('false')
    expect(await editor(two).textContent()).toContain('End. Ada.')
    await one.getByRole('button', { name: 'Save' }).click()
    await one.waitForURL((url) => !url.pathname.endsWith('/edit'))
    expect((await ada.json(path)).json().text).toBe(
      '**See [[Jars]] now** and [![A jar](/x.png)](https://example.org/).\n\nEnd. Ada.\n',
    )
    await stage.owner`update membership set ended_at = null where person_id = ${luc.id}`
  })

  it('see what came by another way, and neither is lost', async () => {
    const path = await write('First.\n\nSecond.')
    const one = await open(ada, path)
    await typeAt(one, 'Control+Home', 'Ada. ')
    await expect.poll(async () => (await luc.get(`${path}/writing`)).body).toMatch(/Ada\. ?<span/)
    await luc.post(`${path}/edit`, { title: 'Renamed', text: 'First, by Luc.\n\nSecond.\n\nThird.', version: 1 })
    await expect.poll(() => editor(one).textContent()).toContain('Third.')
    expect(await editor(one).textContent()).toContain('Ada. First.')
    expect(await editor(one).locator('.callout').textContent()).toMatch(
      /Luc Marchetti changed this too.*First, by Luc\./,
    )
    await expect.poll(() => one.locator('input[name="title"]').inputValue()).toBe('Renamed')
    expect(await one.locator('input[name="version"]').inputValue()).toBe('2')
  })

  it('do all of it by keys alone, and hear who is there', async () => {
    const path = await write('The river is brown.')
    const one = await stage.as(ada)
    const heard = await Listening.to(one)
    await one.goto(path)
    await tabTo(one.getByRole('link', { name: 'Edit this page' }))
    await one.keyboard.press('Enter')
    await met(one)
    const two = await open(luc, path)
    await tabTo(editor(one))
    await one.keyboard.press('Control+End')
    await one.keyboard.type(' And cold.')
    await expect.poll(() => editor(two).textContent()).toContain('And cold.')
    await typeAt(two, 'Control+Home', 'Look: ')
    await expect.poll(() => editor(one).textContent()).toContain('Look: The river')
    await expect.poll(() => writers(one).textContent()).toBe('Luc Marchetti is writing here too.')
    await heard.after('somebody came', () => Promise.resolve())
    const said = heard.lines.filter((line) => line.includes('is writing here too'))
    expect(said, 'said once').toEqual(['  - says “Luc Marchetti is writing here too.”'])
    // What the other does neither moves the focus nor the cursor.
    await one.keyboard.type(' Here.')
    await one.keyboard.press('Control+z')
    await expect.poll(() => editor(one).textContent()).toContain('Look: The river')
    await one.keyboard.type(' Still.')
    await expect.poll(() => editor(two).textContent()).toMatch(/^Look: The river is brown\. .*Still\.$/)
    await tabTo(one.getByRole('button', { name: 'Save' }))
    await one.keyboard.press('Enter')
    await one.waitForURL((url) => !url.pathname.endsWith('/edit'))
    expect((await ada.json(path)).json().text).toMatch(/^Look: The river is brown\. .*Still\.$/m)
    // What the other leaves behind is found, put aside and taken up again.
    await typeAt(two, 'Control+End', ' Left.')
    await toHaveArrived(path, 'Left.')
    await two.goto(path)
    await stage.owner`update shared_text set changed_at = now() - interval '2 minutes'`
    await one.goto(`${path}/edit`)
    await met(one)
    for (const target of [
      one.getByRole('link', { name: 'See what is not saved' }),
      one.getByRole('button', { name: 'Put this aside' }),
    ]) {
      await tabTo(target)
      await one.keyboard.press('Enter')
    }
    const summary = one.locator('main summary').filter({ hasText: 'Luc Marchetti' })
    await tabTo(summary)
    await one.keyboard.press('Enter')
    await tabTo(one.getByRole('button', { name: 'Bring this back' }))
    await one.keyboard.press('Enter')
    await met(one)
    await expect.poll(() => editor(one).textContent()).toMatch(/Left\.$/)
  })

  it('write alone where a network lets no line through, calmly, and lose nothing', async () => {
    const path = await write('One line.')
    const two = await open(luc, path)
    const one = await stage.as(ada)
    const heard = await Listening.to(one)
    // A proxy that does not know WebSockets: none is ever open.
    await one.addInitScript(() => {
      class Refused extends EventTarget {
        static OPEN = 1
        readyState = 0
        constructor() {
          super()
          setTimeout(() => {
            this.readyState = 3
            for (const kind of ['error', 'close']) this.dispatchEvent(new Event(kind))
          }, 50)
        }
        send() {}
        close() {}
      }
      Object.assign(window, { WebSocket: Refused })
    })
    await one.goto(`${path}/edit`)
    await met(one)
    await typeAt(one, 'Control+End', ' Ada, at once.')
    await typeAt(two, 'Control+Home', 'Luc. ')
    const alone = 'Others cannot be reached. You are writing alone.'
    await expect.poll(() => writers(one).textContent(), { timeout: 20_000 }).toBe(alone)
    expect(await one.locator('copse-page-editor[data-shared]').count()).toBe(0)
    await one.keyboard.type(' And later.')
    expect(await editor(one).textContent()).toBe('One line. Ada, at once. And later.')
    await heard.after('wrote on', () => Promise.resolve())
    expect(
      heard.lines.filter((line) => line.includes('says')),
      'once, and no alarm',
    ).toEqual([`  - says “${alone}”`])
    await expect.poll(() => status(one).textContent()).toMatch(/^Draft: only you see it/)
    expect(await writers(one).textContent(), 'and stays there').toBe(alone)
    await one.getByRole('button', { name: 'Save' }).click()
    await one.waitForURL((url) => !url.pathname.endsWith('/edit'))
    expect((await ada.json(path)).json().text.trim()).toBe('One line. Ada, at once. And later.')
    await expect.poll(() => editor(two).textContent()).toContain('And later.')
    const words = (await editor(two).textContent()) ?? ''
    expect(words).toContain('Luc. ')
    await two.getByRole('button', { name: 'Save' }).click()
    await two.waitForURL((url) => !url.pathname.endsWith('/edit'))
    const kept = (await ada.json(path)).json().text
    for (const part of ['Luc.', 'One line.', 'Ada, at once.', 'And later.']) expect(kept).toContain(part)
  })
})
