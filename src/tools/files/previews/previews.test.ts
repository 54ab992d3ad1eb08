import { readdirSync, readFileSync } from 'node:fs'
import sharp from 'sharp'
import { afterEach, describe, expect, it } from 'vitest'
import { docx } from '../../../../seeds/shelf/office.ts'
import { packed } from '../../../../seeds/shelf/packed.ts'
import { pdf } from '../../../../seeds/shelf/pdf.ts'
import { brook, wav } from '../../../../seeds/shelf/sound.ts'
import { type Person, testSite } from '../../../../test/site.ts'
import { workersOf } from '../../../../test/workers.ts'

const world = await testSite()
const workers = await workersOf(world)
const ada = await world.person('Ada Umeh')
const luc = await world.person('Luc Marchetti')
const noor = await world.person('Noor Bakri')
const river = await world.community(ada)
await world.join(river, luc)
await world.owner`update space set tools = tools || '{files}' where id = ${river.id}`
const here = `${river.path}/files`

afterEach(() => {
  expect(world.mistakes.splice(0)).toEqual([])
})

const asProgram = { accept: 'application/json' }

async function put(name: string, bytes: Buffer | string, fields: Record<string, string> = {}) {
  const files = [{ name, type: 'application/octet-stream', bytes: Buffer.from(bytes) }]
  const answer = await luc.upload(here, fields, files, asProgram)
  expect([answer.statusCode, answer.body]).toEqual([201, expect.any(String)])
  return answer.json().files[0] as { id: number; url: string }
}

/** A file, once it was looked at. */
async function seen(url: string, by: Person = luc) {
  const read = async () => (await by.json(url)).json()
  await expect.poll(async () => (await read()).preview, { timeout: 20_000 }).not.toBe('waiting')
  return read()
}

const html = async (url: string, by: Person = luc) => (await by.get(url)).body
interface Found {
  title: { text: string }[]
}
const search = async (by: Person, words: string) => {
  const { results } = (await by.json(`/search?q=${encodeURIComponent(words)}`)).json()
  return (results as Found[]).map(({ title }) => title.map(({ text }) => text).join(''))
}

const drawing = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: '#4a6b4c' } })

describe('pictures', () => {
  it('are shown to who may read, small in the list and larger on their page', async () => {
    const { url } = await put('eel.png', await drawing(900, 600).png().toBuffer())
    const it = await seen(url)
    expect(it).toMatchObject({ type: 'image/png', width: 900, height: 600, preview: 'made' })
    const view = it.pictures.find(({ size }: { size: string }) => size === 'view')
    const picture = await luc.get(view.url)
    expect(picture.headers).toMatchObject({ 'content-type': 'image/webp', 'x-content-type-options': 'nosniff' })
    expect((await noor.get(view.url)).statusCode).toBe(404)
    expect(await html(url)).toContain(`<img src="${view.url}"`)
    const listed = (await luc.json(here)).json().entries.find(({ name }: { name: string }) => name === 'eel.png')
    expect((await luc.get(listed.thumb)).statusCode).toBe(200)
    expect(await html(here)).toContain(`<img src="${listed.thumb}"`)
  })

  it('come only on demand for who saves data: by the browser’s word, or one’s own', async () => {
    const { url } = await put('heron.png', await drawing(300, 200).png().toBuffer())
    await seen(url)
    const thumb = /<img src="[^"]*thumb/
    const asked = await luc.get(here, { 'save-data': 'on' })
    expect(asked.body).not.toMatch(thumb)
    expect((await luc.get(url, { 'save-data': 'on' })).body).toContain('<details class="on-tap">')
    expect(await html(url)).not.toContain('<details class="on-tap">')
    await luc.post('/me/data-saver', { saves: true })
    expect((await luc.json('/me')).json().savesData).toBe(true)
    expect(await html(url)).toContain('<details class="on-tap">')
    expect(await html(here)).not.toMatch(thumb)
    expect(await html(url, ada)).not.toContain('<details class="on-tap">')
    await luc.post('/me/data-saver', {})
    expect(await html(here)).toMatch(thumb)
  })

  it('lose where they were taken before anyone sees them, unless it is kept on purpose', async () => {
    const exif = { IFD0: { Make: 'Reed' }, IFD3: { GPSLatitude: '48/1 12/1 0/1', GPSProcessingMethod: 'MANUAL' } }
    const photo = await drawing(60, 40).withExifMerge(exif).jpeg().toBuffer()
    const bytes = async (url: string) => (await luc.get((await luc.json(url)).json().content)).rawPayload
    const { url } = await put('bank.jpg', photo)
    expect((await bytes(url)).includes('MANUAL')).toBe(false)
    expect((await bytes(url)).includes('Reed')).toBe(true)
    expect((await luc.json(url)).json().keepsPlace).toBe(false)
    const kept = await put('gauge.jpg', photo, { keepPlace: 'true' })
    expect(await bytes(kept.url)).toEqual(photo)
    expect((await luc.json(kept.url)).json().keepsPlace).toBe(true)
    // What has none does not say that it keeps it.
    expect((await luc.json((await put('a.txt', 'x', { keepPlace: 'true' })).url)).json().keepsPlace).toBe(false)
  })
})

describe('documents', () => {
  it('a PDF is shown page by page and read aloud', async () => {
    const pages = Array.from({ length: 3 }, (_, i) => [{ text: `The lamprey of page ${i + 1}`, x: 60, y: 700 }])
    const { url } = await put('report.pdf', pdf('Report', pages))
    expect(await seen(url)).toMatchObject({
      pageCount: 3,
      preview: 'made',
      words: expect.stringContaining('lamprey of page 3'),
    })
    const shown = await html(url)
    expect(shown.match(/<figcaption/g)).toHaveLength(3)
    expect(shown).toContain('The lamprey of page 2')
  })

  it('a table has header cells, whatever separates its cells', async () => {
    const rows = Array.from({ length: 260 }, (_, i) => `${i};"a ""quoted"" ; one";<b>`).join('\n')
    const { url } = await put('levels.csv', `day;note;mark\n${rows}`)
    await seen(url)
    const shown = await html(url)
    expect(shown).toContain('<th scope="col">note</th>')
    expect(shown).toContain('<td>a &quot;quoted&quot; ; one</td>')
    expect(shown).toContain('<td>&lt;b&gt;</td>')
    expect(shown.match(/<td class="number">/g)).toHaveLength(200)
  })

  it('Markdown means what it says, and nothing more', async () => {
    const { url } = await put('notes.md', '# Boards\n\n- *two* out\n\n<script>alert(1)</script>')
    await seen(url)
    const shown = await html(url)
    expect(shown).toContain('<em>two</em> out')
    expect(shown).not.toContain('<script>alert')
  })

  it('an archive says what is in it, an office document how it begins', async () => {
    const { url } = await put('photos.zip', await packed({ 'weir/<i>.txt': 'x' }))
    await seen(url)
    expect(await html(url)).toContain('<li>weir/&lt;i&gt;.txt</li>')
    const letter = await put(
      'letter.docx',
      await docx(Array.from({ length: 90 }, (_, i) => `Paragraph ${i} of the letter.`)),
    )
    expect((await seen(letter.url)).type).toMatch(/wordprocessingml/)
    expect(await html(letter.url)).toContain('Paragraph 3 of the letter.')
  })

  it('an archive with very many long names, and signs that no name has, says as much as is kept', async () => {
    const names = Array.from({ length: 2_500 }, (_, i) => [`a\u0000\u0007${i}${'x'.repeat(600)}`, ''])
    const { url } = await put('long.zip', await packed(Object.fromEntries(names)))
    const it = await seen(url)
    expect(it).toMatchObject({ type: 'application/zip', preview: 'made' })
    expect(it.words).toMatch(/^a0x/)
  })

  it('what is broken, or asks for a password, says so in words', async () => {
    const { url } = await put('broken.pdf', '%PDF-1.7\nthat was all')
    expect(await seen(url)).toMatchObject({ preview: 'failed', trouble: 'broken' })
    expect(await html(url)).toContain('it seems damaged')
  })
})

describe('sound and film', () => {
  it('are played in parts, and fetched only then', async () => {
    const { url } = await put('brook.wav', wav(2, 8000, brook))
    expect(await seen(url)).toMatchObject({ seconds: 2, preview: 'none' })
    const shown = await html(url)
    const [, source] = /<audio[^>]*preload="none"[^>]*><source src="([^"]+)" type="audio\/wav">/.exec(shown)!
    const part = await luc.get(source!, { range: 'bytes=0-3' })
    expect([part.statusCode, part.body, part.headers['content-type']]).toEqual([206, 'RIFF', 'audio/wav'])
  })

  it('captions of the same name beside a film become its track', async () => {
    const film = Buffer.concat([
      Buffer.from('\0\0\0\x14ftypisom\0\0\0\0isom', 'latin1'),
      Buffer.from('\0\0\0\x08mdat', 'latin1'),
    ])
    const { url } = await put('pass.mp4', film)
    expect(await html(url)).toContain('pass.vtt')
    const captions = await put('Pass.fr.vtt', 'WEBVTT\n\n00:00.000 --> 00:02.000\nUne anguille')
    await put('pass.notes.txt', 'not this one')
    await put('passage.vtt', 'WEBVTT\n\n00:00.000 --> 00:02.000\nNor this')
    const { captions: found } = (await luc.json(url)).json()
    expect(found).toMatchObject([{ name: 'Pass.fr.vtt' }])
    expect((await luc.get(found[0].url)).headers['content-type']).toBe('text/vtt')
    expect(await html(url)).toContain(`<track kind="captions" src="${found[0].url}"`)
    expect(await seen(captions.url)).toMatchObject({ words: 'Une anguille' })
  })
})

describe('words in files', () => {
  it('are found by who may read, in the language of the file; with its newest version, and no more when it is gone', async () => {
    const { url } = await put('minutes.txt', 'We spoke of brooklimes at length.')
    await seen(url)
    expect(await search(ada, 'brooklime')).toEqual(['minutes.txt'])
    expect(await search(noor, 'brooklime')).toEqual([])
    const changed = await luc.upload(
      `${url}/versions`,
      { why: 'corrected' },
      [{ name: 'x', type: 'text/plain', bytes: Buffer.from('We spoke of hornworts.') }],
      asProgram,
    )
    expect(changed.statusCode).toBe(201)
    await seen(url)
    expect(await search(ada, 'brooklime')).toEqual([])
    expect(await search(ada, 'hornwort')).toEqual(['minutes.txt'])
    await luc.post(`${url}/versions/1/restoration`, {})
    expect(await search(ada, 'brooklime')).toEqual(['minutes.txt'])
    await luc.post(`${url}/edit`, { lang: 'fr' })
    expect(await search(ada, 'brooklimes')).toEqual(['minutes.txt'])
    await luc.post(`${url}/removal`, {})
    expect(await search(ada, 'brooklimes')).toEqual([])
  })

  it('of a copy, too; and where there are more of them than can be kept', async () => {
    const many = Array.from({ length: 90_000 }, (_, i) => `w${i.toString(36)}ord`).join(' ')
    const { url, id } = await put('words.txt', `sedgewarbler ${many}`)
    expect((await seen(url)).preview).toBe('made')
    expect(await search(ada, 'sedgewarbler')).toEqual(['words.txt'])
    expect((await luc.post(`${here}/moving`, { entries: [id], copy: true })).statusCode).toBe(200)
    await expect.poll(() => search(ada, 'sedgewarbler')).toHaveLength(2)
  })
})

/** The processes that look at files for this one. */
function lookers(): number[] {
  return readdirSync('/proc').flatMap((pid) => {
    try {
      const [, parent] = /^\d+ \(.*\) \S (\d+)/.exec(readFileSync(`/proc/${pid}/stat`, 'utf8')) ?? []
      const said = Number(parent) === process.pid ? readFileSync(`/proc/${pid}/cmdline`, 'utf8') : ''
      return said.includes('previews-child.js') ? [Number(pid)] : []
    } catch {
      return []
    }
  })
}

describe('the job', () => {
  it('whose process is killed each time says so of that file, and looks at the next', async () => {
    const large = await drawing(5000, 5000).png().toBuffer()
    const { url } = await put('doomed.png', large)
    const state = async () => {
      for (const pid of lookers()) process.kill(pid, 'SIGKILL')
      return (await luc.json(url)).json().preview
    }
    await expect.poll(state, { timeout: 20_000, interval: 5 }).toBe('failed')
    expect((await luc.json(url)).json()).toMatchObject({ trouble: 'too-hard', pictures: [] })
    expect(await html(url)).toContain('took too long')
    const next = await put('spared.png', large)
    expect((await seen(next.url)).preview).toBe('made')
  })

  it('ends where the database refuses what was found', async () => {
    await world.owner`alter table file_version add constraint odd check (words <> 'refuse me') not valid`
    const { url } = await put('refused.txt', 'refuse me')
    expect(await seen(url)).toMatchObject({ preview: 'failed', trouble: 'broken', type: 'text/plain' })
    expect(world.mistakes.splice(0)).toEqual([expect.stringMatching(/^preview\.refused/)])
    await world.owner`alter table file_version drop constraint odd`
  })

  it('takes up what was waiting without one, once', async () => {
    const { url, id } = await put('late.txt', 'goosander')
    await seen(url)
    await world.owner`update file_version set preview = 'waiting', words = null, at = now() - interval '1 hour' where item_id = ${id}`
    expect((await luc.get(url)).body).toContain('<copse-awaiting data-part="seen">')
    await workers.jobs`select late_previews()`
    expect((await seen(url)).words).toBe('goosander')
  })

  it('is asked for by the workers alone', async () => {
    for (const asked of [
      world.site.database.app`select * from preview_wanted(1, 1)`,
      world.site.database.app`select keep_preview(1, 1, '{}', '[]')`,
    ])
      await expect(asked).rejects.toMatchObject({ code: '42501' })
  })
})
