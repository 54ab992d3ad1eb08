import sharp from 'sharp'
import { afterEach, describe, expect, it } from 'vitest'
import { type Person, testSite } from '../../../test/site.ts'

const world = await testSite({ env: { COPSE_LARGEST_FILE_MB: '1' } })
const host = await world.person('Ada Umeh')
const member = await world.person('Luc Marchetti')
const outsider = await world.person('Noor Bakri')
const community = await world.community(host)
await world.join(community, member)
const attachments = `${community.path}/attachments`
const json = { accept: 'application/json' }

afterEach(() => {
  expect(world.mistakes.splice(0)).toEqual([])
})

const file = (name: string, bytes: Buffer | string, type = 'text/plain') => ({ name, type, bytes: Buffer.from(bytes) })
const picture = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: '#4a6b4c' } })
const attach = async (what: ReturnType<typeof file>, by = member) =>
  (await by.upload(attachments, {}, [what], json)).json()
/** Sends it with a message of a new discussion. */
async function send(what: ReturnType<typeof file>, by = member): Promise<{ path: string; url: string }> {
  const { id } = await attach(what, by)
  const { path } = await world.discussion(community, by, 'With a file', { attachments: [id] })
  return { path, url: (await by.json(path)).json().messages[0].attachments[0].url }
}

describe('a picture', () => {
  it('is re-encoded, made smaller, and loses what its camera wrote', async () => {
    const bytes = await picture(3000, 1500)
      .withExif({ IFD0: { Copyright: 'Secret meadow', Artist: 'Luc' } })
      .png()
      .toBuffer()
    expect(bytes.includes('Secret meadow')).toBe(true)
    const card = await attach(file('Meadow.PNG', bytes, 'image/png'))
    expect(card).toMatchObject({ name: 'Meadow.webp', type: 'image/webp', width: 2000, height: 1000 })
    const answer = await member.get(card.url)
    const kept = await sharp(answer.rawPayload).metadata()
    expect([kept.format, kept.exif, kept.width]).toEqual(['webp', undefined, 2000])
    expect(answer.rawPayload.includes('Secret meadow')).toBe(false)
    expect(answer.headers['content-disposition']).toMatch(/^inline/)
    expect(answer.headers['content-type']).toBe('image/webp')
  })

  it('comes with a form that has no script, described in words', async () => {
    const bytes = await picture(20, 10).jpeg().toBuffer()
    const { path } = await world.discussion(community, host)
    const fields = { text: 'See.', alt: 'A jar of brown water' }
    const sent = await member.upload(`${path}/messages`, fields, [file('jar.jpg', bytes, 'image/jpeg')])
    expect(sent.statusCode).toBe(303)
    expect((await host.get(path)).body).toContain('alt="A jar of brown water" width="20" height="10"')
  })

  it('that is none is refused by its name, and the words stay', async () => {
    const { path } = await world.discussion(community, host)
    const lie = file('holiday.png', 'just words', 'image/png')
    const answer = await member.upload(`${path}/messages`, { text: 'My words.' }, [lie])
    expect(answer.statusCode).toBe(422)
    expect(answer.body).toContain('holiday.png cannot be read as a picture.')
    expect(answer.body).toContain('>My words.</textarea>')
    const broken = file('half.png', (await picture(50, 50).png().toBuffer()).subarray(0, 60), 'image/png')
    expect((await member.upload(attachments, {}, [broken], json)).json().errors.files).toContain('half.png')
    expect((await host.json(path)).json().messageCount).toBe(1)
  })

  it('that would unpack to a monster is refused at once', async () => {
    const bytes = await sharp({
      create: { width: 15_000, height: 15_000, channels: 3, background: 'black' },
      limitInputPixels: false,
    })
      .png({ compressionLevel: 9 })
      .toBuffer()
    expect(bytes.length).toBeLessThan(1_000_000)
    const begun = performance.now()
    const answer = await member.upload(attachments, {}, [file('bomb.png', bytes, 'image/png')], json)
    expect(answer.statusCode).toBe(422)
    expect(performance.now() - begun).toBeLessThan(2000)
  })
})

describe('any other file', () => {
  it.each([
    ['drawing.svg', '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>', 'image/svg+xml'],
    ['page.html', '<!DOCTYPE html><script>alert(1)</script>', 'text/html'],
    ['page.webp', '<!DOCTYPE html><script>alert(1)</script>', 'text/html'],
    ['table.csv', '=1+1', 'text/csv'],
  ])('like %s is only ever kept, never shown', async (name, bytes, type) => {
    const { url } = await send(file(name, bytes, type))
    const answer = await host.get(url)
    expect(answer.statusCode).toBe(200)
    expect(answer.headers['content-type']).toBe('application/octet-stream')
    expect(answer.headers['content-disposition']).toMatch(/^attachment; /)
    expect(answer.headers['content-security-policy']).toMatch(/^sandbox; default-src 'none'/)
    expect(answer.headers['x-content-type-options']).toBe('nosniff')
    expect(answer.body).toBe(bytes)
  })

  it('keeps its name in any script, without folders and tricks', async () => {
    const { url } = await send(file('../../Protokoll “Fluß” (2) 川’.txt', 'x'))
    const { headers } = await host.get(url)
    const said = /filename\*=UTF-8''([\w.%-]+)$/.exec(String(headers['content-disposition']))?.[1]
    expect(decodeURIComponent(said!)).toBe('Protokoll “Fluß” (2) 川’.txt')
    expect((await attach(file('cod\u202etxt.exe', 'x'))).name).toBe('codtxt.exe')
    expect((await attach(file(`${'long'.repeat(80)}`, await picture(9, 9).png().toBuffer()))).name).toMatch(/\.webp$/)
    expect((await attach(file(`${'🌿'.repeat(150)}x`, 'x'))).id).toEqual(expect.any(Number))
  })

  it('is not sent again while one has it', async () => {
    const { url } = await send(file('notes.txt', 'Ten jars.'))
    const { etag } = (await host.get(url)).headers
    const again = await host.get(url, { 'if-none-match': etag as string })
    expect([again.statusCode, again.body]).toEqual([304, ''])
    expect((await outsider.get(url, { 'if-none-match': etag as string })).statusCode).toBe(404)
  })

  it('that is too large is refused in words', async () => {
    const big = file('big.bin', Buffer.alloc(1024 * 1024 + 1), 'application/octet-stream')
    const answer = await member.upload(attachments, {}, [big], json)
    expect([answer.statusCode, answer.json().code]).toEqual([413, 'too-large'])
    const most = file('most.bin', Buffer.alloc(1024 * 1024), 'application/octet-stream')
    expect((await member.upload(attachments, {}, [most], json)).statusCode).toBe(201)
  })

  it('is not even read from someone who may not send it', async () => {
    const secret = file('flood.txt', `flood ${Math.random()}`)
    const { createHash } = await import('node:crypto')
    const hash = createHash('sha256').update(secret.bytes).digest('hex')
    for (const person of [outsider, world.nobody])
      expect((await person.upload(attachments, {}, [secret], json)).statusCode).toBe(404)
    expect((await world.nobody.upload('/me/picture', {}, [secret], json)).statusCode).toBe(401)
    expect(await world.site.blobs.has(hash)).toBe(false)
    await attach(secret)
    expect(await world.site.blobs.has(hash)).toBe(true)
  })
})

describe('a file in a draft', () => {
  it('is seen, described and taken out by its person alone', async () => {
    const { id, url } = await attach(file('notes.txt', 'Ten jars.'))
    expect((await member.get(url)).statusCode).toBe(200)
    expect((await host.get(url)).statusCode).toBe(404)
    for (const person of [host, outsider]) {
      expect((await person.post(`${attachments}/${id}`, { alt: 'Mine' })).statusCode).toBe(404)
      expect((await person.post(`${attachments}/${id}/removal`)).statusCode).toBe(404)
    }
    expect((await member.post(`${attachments}/${id}`, { alt: 'The count' })).statusCode).toBe(200)
    expect((await member.post(`${attachments}/${id}/removal`)).statusCode).toBe(200)
    expect((await member.get(url)).statusCode).toBe(404)
  })

  it('cannot be sent by someone else, nor in two messages', async () => {
    const { id } = await attach(file('notes.txt', 'Ten jars.'))
    const files = async (by: Person) => {
      const { path } = await world.discussion(community, by, 'With a file', { attachments: [id] })
      return (await by.json(path)).json().messages[0].attachments.length
    }
    expect([await files(host), await files(member), await files(member)]).toEqual([0, 1, 0])
  })

  it('cannot be described or taken out once it is sent', async () => {
    const { url } = await send(file('notes.txt', 'Ten jars.'))
    const id = /attachments\/(\d+)/.exec(url)![1]
    expect((await member.post(`${attachments}/${id}/removal`)).statusCode).toBe(404)
    expect((await host.get(url)).statusCode).toBe(200)
  })
})

describe('a file that was sent', () => {
  it('goes when its message goes, and comes back with it', async () => {
    const { path, url } = await send(file('notes.txt', 'Ten jars.'))
    await member.post(`${path}/messages/1/removal`)
    for (const person of [host, member]) expect((await person.get(url)).statusCode).toBe(404)
    expect((await host.json(path)).json().messages[0].attachments).toEqual([])
    await member.post(`${path}/messages/1/restoration`)
    expect((await host.get(url)).statusCode).toBe(200)
  })

  it('goes when its discussion goes', async () => {
    const { path, url } = await send(file('notes.txt', 'Ten jars.'))
    await host.post(`${path}/removal`)
    expect((await host.get(url)).statusCode).toBe(404)
  })

  it('is not found through another community', async () => {
    const { url } = await send(file('notes.txt', 'Ten jars.'))
    const seeds = await world.community(member, 'Seed Savers')
    expect((await member.get(url.replace(community.path, seeds.path))).statusCode).toBe(404)
  })
})

describe('a draft', () => {
  const keep = (person: Person, place: string, text: string, version: number) =>
    person.post(`/drafts/${place}`, { text, version })

  it('is kept for oneself alone and waits where one was writing', async () => {
    const it = await world.discussion(community, host)
    const kept = await keep(member, `item:${it.id}`, 'Half a thought', 0)
    expect(kept.json()).toMatchObject({ fields: { text: 'Half a thought' }, version: 1 })
    expect((await member.json(`/drafts/item:${it.id}`)).json().draft.fields.text).toBe('Half a thought')
    expect((await host.json(`/drafts/item:${it.id}`)).json()).toEqual({ draft: null })
    expect((await member.get(it.path)).body).toContain('>Half a thought</textarea>')
    expect((await host.get(it.path)).body).not.toContain('Half a thought')
  })

  it('is never overwritten by another tab that did not know it', async () => {
    const { id } = await world.discussion(community, host)
    await keep(member, `item:${id}`, 'From the phone', 0)
    const other = await keep(member, `item:${id}`, 'From the laptop', 0)
    expect([other.statusCode, other.json().code]).toEqual([409, 'draft-elsewhere'])
    expect((await keep(member, `item:${id}`, 'From the phone', 0)).statusCode).toBe(200)
    const { version } = (await member.json(`/drafts/item:${id}`)).json().draft
    expect((await keep(member, `item:${id}`, 'From the laptop', version)).statusCode).toBe(200)
    expect((await host.post(`/drafts/item:${id}`, { text: 'My own', version: 0 })).statusCode).toBe(200)
  })

  it('goes when it is sent, or given up', async () => {
    const it = await world.discussion(community, host)
    const left = async (place: string) => (await member.json(`/drafts/${place}`)).json().draft
    await keep(member, `item:${it.id}`, 'Reply', 0)
    await member.post(`${it.path}/messages`, { text: 'Reply' })
    expect(await left(`item:${it.id}`)).toBeNull()
    await keep(member, `new:${community.id}`, 'Opening', 0)
    await world.discussion(community, member)
    expect(await left(`new:${community.id}`)).toBeNull()
    await keep(member, `item:${it.id}`, 'Never mind', 0)
    await member.post(`/drafts/item:${it.id}/ending`)
    expect(await left(`item:${it.id}`)).toBeNull()
  })

  it('needs a place that there can be', async () => {
    expect((await keep(member, 'elsewhere:1', 'x', 0)).statusCode).toBe(404)
  })
})

describe('what helps to write', () => {
  it('shows how a text will look, made safe', async () => {
    const preview = await member.post(`${community.path}/preview`, { text: '*So* <script>alert(1)</script>' })
    expect(preview.json().html).toBe('<p><em>So</em> &lt;script&gt;alert(1)&lt;/script&gt;</p>')
  })

  it('completes names of the community’s people, signs taken as they are', async () => {
    const names = async (q: string) =>
      (await member.json(`${community.path}/names?q=${encodeURIComponent(q)}`))
        .json()
        .names.map(({ name }: { name: string }) => name)
    expect(await names('ad')).toEqual(['Ada Umeh'])
    expect(await names('marc')).toEqual(['Luc Marchetti'])
    expect(await names('noor')).toEqual([])
    expect(await names('%')).toEqual([])
    expect(await names('_')).toEqual([])
    expect((await member.json(`${community.path}/names`)).statusCode).toBe(400)
  })

  it('completes names and titles whose accents were not typed, or were', async () => {
    const zoe = await world.person('Zoé Ångström')
    await world.join(community, zoe)
    await world.discussion(community, zoe, 'Été: l’eau [brune] du gué')
    const offered = async (what: 'names' | 'titles', q: string) =>
      (await member.json(`${community.path}/${what}?q=${encodeURIComponent(q)}`)).json()[what].length
    for (const q of ['zoe', 'Zoé', 'ang', 'Ångström']) expect(await offered('names', q), q).toBe(1)
    for (const q of ['ete', 'Été', 'eau', 'gue', 'brune du', 'l’eau'])
      expect(await offered('titles', q), q).toBe(q === 'brune du' ? 0 : 1)
    for (const q of ['(', '[', '\\', '.*', '⸨', '%', 'x'.repeat(60)]) {
      expect(await offered('titles', q), q).toBe(0)
      expect(await offered('names', q), q).toBe(0)
    }
  })

  it('offers titles of the community alone, last talked about first, at most eight, none that is gone', async () => {
    const seeds = await world.community(host, 'Seed Savers')
    await world.discussion(seeds, host, 'Heron of the seeds')
    const made = []
    for (let i = 1; i <= 10; i++) made.push(await world.discussion(community, host, `Heron number ${i}`))
    await host.post(`${made[9]!.path}/removal`)
    await member.post(`${made[0]!.path}/messages`, { text: 'It is back.' })
    const titles = async (by = member) =>
      (await by.json(`${community.path}/titles?q=her`)).json().titles?.map((one: { title: string }) => one.title)
    expect(await titles()).toEqual([1, 9, 8, 7, 6, 5, 4, 3].map((i) => `Heron number ${i}`))
    expect(await titles(outsider)).toBeUndefined()
    const {
      titles: [{ url }],
    } = (await member.json(`${community.path}/titles?q=heron+number+9`)).json()
    expect(url).toBe(made[8]!.path)
  })
})
