import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, describe, expect, it } from 'vitest'
import { findingsOf } from './axe.ts'
import { tabTo } from './keyboard.ts'
import { openStage } from './stage.ts'

/** Bringing files, as people do it daily. */

const stage = await openStage()
const ada = await stage.person('Ada Umeh')
const river = await stage.community(ada)
await stage.owner`update space set tools = tools || '{files}' where id = ${river.id}`

let folders = 0
/** A folder of its own, open before somebody, with what stands in it already. */
async function folder(
  look: Parameters<typeof stage.as>[1] = {},
  there: Record<string, string> = {},
): Promise<{ page: Page; url: string; id: number }> {
  const { url, id } = (await ada.post(`${river.path}/files/folders`, { name: `Folder ${++folders}` })).json()
  for (const [name, words] of Object.entries(there))
    await ada.upload(`${river.path}/files`, { folder: String(id) }, [
      { name, type: 'text/plain', bytes: Buffer.from(words) },
    ])
  const page = await stage.as(ada, look)
  await page.goto(url)
  if (look.scripts !== false) await page.locator('[data-part="panel"]:not([hidden])').waitFor({ state: 'attached' })
  return { page, url, id }
}
const choose = (page: Page, files: string | { name: string; mimeType: string; buffer: Buffer }[]) =>
  page.locator('[data-field="files"]').setInputFiles(files)
const text = (name: string, words = name) => ({ name, mimeType: 'text/plain', buffer: Buffer.from(words) })
const names = async (url: string): Promise<string[]> =>
  (await ada.json(url)).json().entries.map(({ name }: { name: string }) => name)
const sum = (page: Page, words: string) => page.locator('[data-part="sum"]', { hasText: words }).waitFor()
const row = (page: Page, name: string) => page.locator('.coming li', { hasText: name })

/** What the browser would have been given by somebody who drops or pastes. */
async function hand(page: Page, event: 'drop' | 'paste', files: { name: string; type: string; words: string }[]) {
  await page.evaluate(
    ({ event, files }) => {
      const data = new DataTransfer()
      for (const { name, type, words } of files) data.items.add(new File([words], name, { type }))
      const what =
        event === 'drop'
          ? new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true })
          : new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true })
      document.querySelector('h1')!.dispatchEvent(what)
    },
    { event, files },
  )
}

describe('files', () => {
  it('many at once: each has its line, all are there, the list shows them and nobody loses what was chosen', async () => {
    const { page, url } = await folder({}, { 'first.txt': 'one' })
    await page.getByRole('checkbox', { name: 'Choose first.txt' }).check()
    await choose(page, [...Array.from({ length: 7 }, (_, i) => text(`note ${i + 1}.txt`)), text('.DS_Store')])
    await page.getByText('Left out: .DS_Store').waitFor()
    await sum(page, 'All is there: 7 of 7')
    expect(await page.locator('#spoken').textContent()).toBe('All is there: 7 of 7')
    expect(await names(url)).toHaveLength(8)
    await page.locator('.shelf .name', { hasText: 'note 7.txt' }).waitFor()
    await page.getByText('The files here take 73 bytes.').waitFor()
    expect(await page.getByRole('checkbox', { name: 'Choose first.txt' }).isChecked()).toBe(true)
    const link = row(page, 'note 3.txt').getByRole('link', { name: 'note 3.txt' })
    await link.click()
    await page.getByRole('heading', { level: 1, name: 'note 3.txt' }).waitFor()
  })

  it('a folder, dropped or chosen, is made as it was; a file dropped or pasted comes too', async () => {
    const { page, url } = await folder()
    await hand(page, 'drop', [{ name: 'dropped.txt', type: 'text/plain', words: 'dropped' }])
    await sum(page, 'All is there: 1 of 1')
    await hand(page, 'paste', [{ name: 'image.png', type: 'image/png', words: 'pasted' }])
    await sum(page, 'All is there: 2 of 2')
    // As a chosen folder says it.
    await page.evaluate(() => {
      const field = document.querySelector<HTMLInputElement>('[data-field="folder"]')!
      const files = ['Trip/Day 1/a.txt', 'Trip/Day 1/b.txt', 'Trip/c.txt'].map((path) => {
        const file = new File([path], path.split('/').at(-1)!)
        Object.defineProperty(file, 'webkitRelativePath', { value: path })
        return file
      })
      Object.defineProperty(field, 'files', { value: files, configurable: true })
      field.dispatchEvent(new Event('change'))
    })
    await sum(page, 'All is there: 5 of 5')
    expect(await names(url)).toEqual([
      'Trip',
      'dropped.txt',
      expect.stringMatching(/^Photo \d{4}-\d\d-\d\d \d\d\.\d\d\.\d\d\.png$/),
    ])
    await page.locator('.shelf').getByRole('link', { name: 'Trip', exact: true }).click()
    await page.getByRole('link', { name: 'Day 1', exact: true }).waitFor()
  })

  it('a name that is taken is asked about once for all', async () => {
    const { page, url } = await folder({}, { 'a.txt': 'old', 'b.txt': 'old' })
    stage.forgive(/^422 POST .*\/uploads$/)
    await choose(page, [text('a.txt', 'new'), text('b.txt', 'new'), text('c.txt')])
    await page.getByText('Names that are here already: 2.').waitFor()
    expect(await findingsOf(page)).toEqual([])
    await page.getByRole('button', { name: 'Keep both' }).click()
    await sum(page, 'All is there: 3 of 3')
    expect(await names(url)).toEqual(['a (2).txt', 'a.txt', 'b (2).txt', 'b.txt', 'c.txt'])
    await choose(page, [text('a.txt', 'newest'), text('b.txt', 'newest')])
    await page.getByText('Names that are here already: 2.').waitFor()
    await page.getByRole('button', { name: 'Make new versions' }).click()
    await sum(page, 'All is there: 5 of 5')
    expect(await names(url)).toHaveLength(5)
    await choose(page, [text('a.txt', 'never')])
    await page.getByRole('button', { name: 'Leave them out' }).click()
    await row(page, 'never').waitFor({ state: 'detached' })
    expect(await names(url)).toHaveLength(5)
  })
})

describe('on the way', () => {
  const disk = mkdtempSync(join(tmpdir(), 'copse-uploading-'))
  afterAll(() => rmSync(disk, { recursive: true }))
  /** A file of several parts. */
  function big(name: string): { path: string; bytes: Buffer } {
    const path = join(disk, name)
    const bytes = randomBytes(20_000_000)
    writeFileSync(path, bytes)
    return { path, bytes }
  }
  const same = async (url: string, bytes: Buffer) => {
    const [file] = (await ada.json(url)).json().entries
    const { content } = (await ada.json(file.url)).json()
    expect((await ada.get(content)).rawPayload.equals(bytes)).toBe(true)
  }
  /** Holds back every part after the first, until it is let go. */
  async function slow(page: Page, first = 1): Promise<() => Promise<void>> {
    let parts = 0
    let go = () => {}
    const free = new Promise<void>((done) => (go = done))
    await page.route('**/uploads/*', async (route) => {
      if (route.request().method() === 'PATCH' && ++parts > first) await free
      await route.continue().catch(() => {})
    })
    return async () => {
      go()
      await page.unroute('**/uploads/*')
    }
  }

  it('it can pause, go on, and be given up', async () => {
    const { page, url } = await folder()
    const file = big('film.mp4')
    const free = await slow(page)
    await choose(page, file.path)
    await row(page, 'film.mp4').getByRole('button', { name: 'Pause film.mp4' }).click()
    await row(page, 'film.mp4').getByText('paused').waitFor()
    await free()
    await row(page, 'film.mp4').getByRole('button', { name: 'Go on film.mp4' }).click()
    await sum(page, 'All is there: 1 of 1')
    await same(url, file.bytes)
    const again = await slow(page)
    await choose(page, big('other.mp4').path)
    await row(page, 'other.mp4').getByRole('button', { name: 'Cancel other.mp4' }).click()
    await again()
    await expect.poll(() => row(page, 'other.mp4').count()).toBe(0)
    const left = async () => (await stage.owner`select from upload where item_id is null`).length
    await expect.poll(left).toBe(0)
    expect(await names(url)).toEqual(['film.mp4'])
  })

  it('a lost network is waited for, and it goes on by itself', async () => {
    const { page, url } = await folder()
    stage.forgive(/^failed: /)
    const file = big('offline.bin')
    const free = await slow(page)
    await choose(page, file.path)
    await row(page, 'offline.bin').getByText(/ of /).waitFor()
    await page.context().setOffline(true)
    await free()
    await row(page, 'offline.bin').getByText('no connection').waitFor()
    await page.context().setOffline(false)
    await sum(page, 'All is there: 1 of 1')
    await same(url, file.bytes)
  })

  it('after a closed tab the same file goes on where it was; leaving asks', async () => {
    const { page, url } = await folder()
    const file = big('closed.bin')
    const free = await slow(page)
    await choose(page, file.path)
    await row(page, 'closed.bin').getByText(/ of /).waitFor()
    const at = async () => (await stage.owner`select part from upload where name = 'closed.bin'`)[0] as { part: string }
    await expect.poll(at).toBeDefined()
    const came = async () => stage.site.blobs.length((await at()).part)
    await expect.poll(came).toBeGreaterThan(0)
    let asked = ''
    page.once('dialog', (dialog) => {
      asked = dialog.message()
      void dialog.dismiss()
    })
    await page.getByRole('link', { name: 'River Keepers' }).first().click()
    await expect.poll(() => asked).toMatch(/^Files are still on their way/)
    expect(page.url()).toContain(url)
    page.once('dialog', (dialog) => void dialog.accept())
    await page.reload()
    await free()
    const before = await came()
    const offsets: number[] = []
    page.on('request', (request) => {
      if (request.method() === 'PATCH') offsets.push(Number(request.headers()['upload-offset']))
    })
    await choose(page, file.path)
    await sum(page, 'All is there: 1 of 1')
    expect(offsets[0]).toBeGreaterThanOrEqual(before)
    await same(url, file.bytes)
  })

  it('two tabs with the same file bring it once', async () => {
    const { page, url } = await folder()
    const other = await page.context().newPage()
    await other.goto(url)
    await other.locator('[data-part="panel"]').waitFor({ state: 'attached' })
    const words = 'x'.repeat(200_000)
    const give = (tab: Page) =>
      tab.evaluate((words) => {
        const field = document.querySelector<HTMLInputElement>('[data-field="files"]')!
        const files = [new File([words], 'twice.txt', { lastModified: 1_700_000_000_000 })]
        Object.defineProperty(field, 'files', { value: files, configurable: true })
        field.dispatchEvent(new Event('change'))
      }, words)
    const free = await slow(page, 0)
    await give(page)
    await row(page, 'twice.txt').getByText(/ of /).waitFor()
    await give(other)
    await row(other, 'twice.txt').getByText('goes up in another tab').waitFor()
    await free()
    await Promise.all([sum(page, 'All is there: 1 of 1'), sum(other, 'All is there: 1 of 1')])
    expect(await names(url)).toEqual(['twice.txt'])
  })
})

describe('photos', () => {
  /** A photo as a phone makes it, larger than any screen. */
  async function photo(page: Page): Promise<Buffer> {
    const bytes = await page.evaluate(async () => {
      const canvas = document.createElement('canvas')
      canvas.width = 4000
      canvas.height = 3000
      const pen = canvas.getContext('2d')!
      for (let i = 0; i < 2000; i++) {
        pen.fillStyle = `hsl(${(i * 37) % 360} 60% ${(i * 13) % 100}%)`
        pen.fillRect((i * 997) % 4000, (i * 577) % 3000, 300, 200)
      }
      const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/jpeg', 0.97))
      return [...new Uint8Array(await blob!.arrayBuffer())]
    })
    return Buffer.from(bytes)
  }

  it('travel smaller, or as they are where somebody says so; the browser remembers which', async () => {
    const { page, url } = await folder()
    const buffer = await photo(page)
    await page.getByText('Add files').click()
    await choose(page, [{ name: 'weir.jpg', mimeType: 'image/jpeg', buffer }])
    await sum(page, 'All is there: 1 of 1')
    const [small] = (await ada.json(url)).json().entries
    expect(small.bytes).toBeLessThan(buffer.length / 2)
    await page.getByLabel('Send photos as they are').check()
    await choose(page, [{ name: 'whole.jpg', mimeType: 'image/jpeg', buffer }])
    await sum(page, 'All is there: 2 of 2')
    const whole = (await ada.json(url)).json().entries.find(({ name }: { name: string }) => name === 'whole.jpg')
    expect(whole.bytes).toBe(buffer.length)
    await page.reload()
    expect(await page.locator('[name="originals"]').isChecked()).toBe(true)
  })
})

describe('for everyone', () => {
  it('without a script the form brings them', async () => {
    const { page, url } = await folder({ scripts: false })
    await page.getByLabel('Choose one or several files').setInputFiles([text('plain.txt')])
    await page.getByRole('button', { name: 'Put them here' }).click()
    await page.getByRole('link', { name: 'plain.txt' }).waitFor()
    expect(await names(url)).toEqual(['plain.txt'])
  })

  it('by keys alone', async () => {
    const { page, url } = await folder({}, { 'there.txt': 'x' })
    await tabTo(page.locator('summary', { hasText: 'Add files' }))
    await page.keyboard.press('Enter')
    const chooser = page.waitForEvent('filechooser')
    await tabTo(page.getByRole('button', { name: 'Choose files' }))
    await page.keyboard.press('Enter')
    await (await chooser).setFiles([text('keys.txt')])
    await sum(page, 'All is there: 1 of 1')
    await tabTo(row(page, 'keys.txt').getByRole('link', { name: 'keys.txt' }))
    expect(await names(url)).toEqual(['keys.txt', 'there.txt'])
  })

  it.each([
    [360, false],
    [360, true],
    [1280, false],
  ])('nothing is wrong with what is seen at %i, dark: %s', async (width, dark) => {
    const { page } = await folder({ width, dark, touch: width === 360 })
    stage.forgive(/^413 POST/)
    await page.evaluate(() => {
      const file = new File(['x'], 'too-large.bin')
      Object.defineProperty(file, 'size', { value: 5 * 1024 ** 3 })
      const field = document.querySelector<HTMLInputElement>('[data-field="files"]')!
      Object.defineProperty(field, 'files', { value: [file, new File(['y'], 'fine.txt')], configurable: true })
      field.dispatchEvent(new Event('change'))
    })
    await row(page, 'too-large.bin').getByText('One file may have up to').waitFor()
    await sum(page, '1 of 2 files are there. Not brought: 1')
    expect(await findingsOf(page)).toEqual([])
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true)
    if (width > 360) return
    for (const button of await page.locator('copse-bringing .button:visible').all())
      expect((await button.boundingBox())!.height, (await button.textContent()) ?? undefined).toBeGreaterThanOrEqual(44)
  })

  it('what sends is fetched when somebody begins, not before', async () => {
    const { page } = await folder()
    const scripts = () =>
      page.evaluate(() =>
        performance
          .getEntriesByType('resource')
          .map(({ name }) => name)
          .filter((name) => name.endsWith('.js')),
      )
    await page.waitForLoadState('networkidle')
    const before = await scripts()
    await choose(page, [text('begun.txt')])
    await sum(page, 'All is there: 1 of 1')
    expect((await scripts()).length).toBeGreaterThan(before.length)
  })
})
