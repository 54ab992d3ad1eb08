import { afterEach, describe, expect, it } from 'vitest'
import { type Person, testSite } from '../../../../test/site.ts'
import { siteAddress } from '../../../spine/people/mailing.ts'

const world = await testSite()
const ada = await world.person('Ada Umeh')
const luc = await world.person('Luc Marchetti')
const river = await world.community(ada, 'River Keepers')
await world.owner`update space set tools = tools || '{pages}' where id = ${river.id}`
await world.join(river, luc)
const here = `${river.path}/pages`
const pixel = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
  'base64',
)

afterEach(() => {
  expect(world.mistakes.splice(0)).toEqual([])
})

const write = async (title: string, text: string): Promise<{ id: number; url: string }> =>
  (await ada.post(here, { title, text, tags: 'secret-tag' })).json()

async function fileOf(by: Person, name: string): Promise<{ id: number; url: string; name: string }> {
  const json = { accept: 'application/json' }
  const sent = await by.upload(
    `${river.path}/attachments`,
    { alt: 'A jar' },
    [{ name, type: 'image/png', bytes: pixel }],
    json,
  )
  return sent.json()
}

const publish = async (it: { url: string }, more: object = {}) => {
  const { version } = (await ada.json(`${it.url}/publication`)).json()
  return ada.post(`${it.url}/publication`, { version, licence: 'cc-by-sa-4.0', ...more })
}
const read = (it: { id: number }) => world.nobody.json(`/published/${it.id}`)

describe('a published page', () => {
  it('is read by anyone with its licence, as it was when it was published, until that ends', async () => {
    const page = await write('Jar test', 'Ten jars.')
    expect((await read(page)).statusCode).toBe(404)
    expect((await luc.post(`${page.url}/publication`, { version: 1, licence: 'cc-by-4.0' })).statusCode).toBe(403)
    expect((await read(page)).statusCode).toBe(404)

    expect((await publish(page, { terms: 'Name us.' })).statusCode).toBe(200)
    expect((await read(page)).json()).toMatchObject({
      title: 'Jar test',
      html: '<p>Ten jars.</p>',
      licence: 'cc-by-sa-4.0',
      terms: 'Name us.',
      revision: 1,
      community: null,
    })
    const seen = await world.nobody.get(`/published/${page.id}-jar-test`)
    expect(seen.body).toContain('https://creativecommons.org/licenses/by-sa/4.0/')
    expect(seen.body).toContain('<meta property="og:title" content="Jar test">')
    expect(seen.body).toContain('<meta name="robots" content="noindex">')
    expect(seen.headers['x-robots-tag']).toBe('noindex')
    for (const word of ['Ada', 'Umeh', 'secret-tag', 'River Keepers', river.slug]) expect(seen.body).not.toContain(word)

    // What changes goes out only when it is published again.
    await world.owner`update page_revision set at = at - interval '2 hours' where item_id = ${page.id}`
    await luc.post(`${page.url}/edit`, { title: 'Jar test', text: 'Eleven jars.', version: 1 })
    expect((await read(page)).json().html).toBe('<p>Ten jars.</p>')
    expect((await luc.get(page.url)).body).toContain('What changed since is not published.')
    expect((await luc.json(page.url)).json().published).toMatchObject({ revision: 1 })
    await publish(page)
    expect((await read(page)).json()).toMatchObject({ html: '<p>Eleven jars.</p>', revision: 2 })

    const etag = (await world.nobody.get(`/published/${page.id}`)).headers.etag as string
    expect((await world.nobody.get(`/published/${page.id}`, { 'if-none-match': etag })).statusCode).toBe(304)

    expect((await luc.post(`${page.url}/publication/removal`)).statusCode).toBe(403)
    expect((await ada.post(`${page.url}/publication/removal`)).statusCode).toBe(200)
    expect((await read(page)).statusCode).toBe(404)
    expect((await world.nobody.get(`/published/${page.id}`, { 'if-none-match': etag })).statusCode).toBe(404)
    const log = (await luc.get(`${river.path}/about/log`)).body
    expect(log).toContain('published a page')
    expect(log).toContain('stopped publishing')
  })

  it('shows nothing that leads into the community: other pages, people, files that were not chosen', async () => {
    const [one, two] = [await fileOf(ada, 'one.png'), await fileOf(ada, 'two.png')]
    const open = await write('Open page', 'Read me.')
    const closed = await write('Closed page', 'Not you.')
    const page = await write(
      'Links',
      `[[Open page]] and [[Closed page|the other]], [by address](${closed.url}), @${luc.handle}, [out](https://example.org/x).\n\n![First](${one.url})\n\n![Second](${two.url})\n\n[[Nowhere]]`,
    )
    await publish(open)
    const form = (await ada.get(`${page.url}/publication`)).body
    expect(form).toContain('The text names people: Luc Marchetti')
    await publish(page, { files: [one.id], listed: true })
    const { html } = (await read(page)).json()
    expect(html).toContain(
      `<a href="/published/${open.id}-open-page">Open page</a> and the other, by address, @${luc.handle}`,
    )
    expect(html).toContain('href="https://example.org/x"')
    expect(html).toContain(`src="/published/${page.id}/files/${one.id}/one.webp"`)
    expect(html).toContain('Second')
    for (const word of ['Luc Marchetti', '/people/', river.slug, `files/${two.id}`, 'page-link'])
      expect(html).not.toContain(word)
    expect((await world.nobody.get(`/published/${page.id}`)).headers['x-robots-tag']).toBeUndefined()

    const file = (id: number) => world.nobody.get(`/published/${page.id}/files/${id}/x`)
    expect((await file(one.id)).headers['content-type']).toBe('image/webp')
    expect((await file(two.id)).statusCode).toBe(404)
    expect((await world.nobody.get(`/published/${open.id}/files/${one.id}/x`)).statusCode).toBe(404)
    expect((await world.nobody.get(one.url)).statusCode).not.toBe(200)

    // What is published no more is no link any more.
    await ada.post(`${open.url}/publication/removal`)
    expect((await read(page)).json().html).toContain('<p>Open page and the other')
    await ada.post(`${page.url}/removal`)
    expect((await read(page)).statusCode).toBe(404)
    expect((await file(one.id)).statusCode).toBe(404)
  })

  it('shows no address of the site itself, however it is written', async () => {
    const site = siteAddress(world.site)
    const { host } = new URL(site)
    const [one] = [await fileOf(ada, 'three.png')]
    const closed = await write('Very secret', 'Not you.')
    const page = await write(
      'Ways in',
      [
        `${site}${closed.url} and <${site}${closed.url}>`,
        `[full](${site}${closed.url})`,
        `[other lock](https://${host}${closed.url})`,
        `[dot](http://${host.replace(/^[^:]+/, '$&.')}${closed.url})`,
        `[beside](${closed.id}-very-secret)`,
        `[round](/published/../${closed.url.slice(1)})`,
        `[file](${site}${one.url})`,
        `![shown](${site}${one.url})`,
        `[${closed.url}](${closed.url})`,
        '[out](https://example.org/c/x) [mail](mailto:a@example.org) [here](#s-here)',
      ].join('\n\n'),
    )
    await publish(page, { files: [one.id] })
    const { html } = (await read(page)).json()
    for (const word of ['secret', river.slug, new URL(site).hostname]) expect(html).not.toContain(word)
    for (const word of ['full', 'other lock', 'dot', 'beside', 'round']) expect(html).toContain(`<p>${word}</p>`)
    expect(html).toContain('<p>… and …</p>')
    expect(html.match(/\/published\/\d+\/files\/\d+\/three/g)).toHaveLength(2)
    expect(html).toMatch(/href="https:\/\/example\.org\/c\/x"/)
    expect(html).toContain('href="mailto:a@example.org"')
    expect(html).toContain('href="#s-here"')
  })

  it('says before which addresses of its community everybody will read, and changes no words', async () => {
    const site = siteAddress(world.site)
    const closed = await write('Address only', 'Not you.')
    const page = await write(
      'Says where',
      `Go to \`${closed.url}\` (or \`${site}${closed.url}\`), again \`${closed.url}\`.\n\n    curl ${site}${river.path}/pages\n\nNot ours: \`https://example.org/c/x/pages\`, \`/care/c\`. A [link](${closed.url}).`,
    )
    const { addresses } = (await ada.json(`${page.url}/publication`)).json()
    expect(addresses).toEqual([closed.url, `${site}${closed.url}`, `${site}${river.path}/pages`])
    const form = (await ada.get(`${page.url}/publication`)).body
    expect(form).toContain('3 addresses of this site are in the text')
    expect(form).toContain(`<code class="written">${closed.url}</code>`)
    await publish(page)
    expect((await read(page)).json().html).toContain(`<code>${closed.url}</code>`)
    const plain = await write('Says nothing', `A [link](${closed.url}).`)
    expect((await ada.json(`${plain.url}/publication`)).json().addresses).toEqual([])
    expect((await ada.get(`${plain.url}/publication`)).body).not.toContain('of this site')
  })

  it('is what its host saw: where it changed meanwhile, the form comes again with it', async () => {
    const page = await write('Seen', 'Before.')
    await luc.post(`${page.url}/edit`, { title: 'Seen', text: 'After.', version: 1 })
    const refused = await ada.submit(`${page.url}/publication`, { version: '1', licence: 'cc-by-4.0' })
    expect(refused.statusCode).toBe(422)
    expect(refused.body).toContain('The page changed since you looked at it.')
    expect(refused.body).toContain('name="version" value="2"')
    expect(refused.body).toContain('After.')
    expect((await ada.post(`${page.url}/publication`, { licence: 'cc-by-4.0' })).statusCode).toBe(422)
    expect((await read(page)).statusCode).toBe(404)
  })

  it('can be ended in a closed place, whose name it no longer says; it ends where nobody is left to end it', async () => {
    const place = await world.community(ada, 'Closing Keepers')
    await world.owner`update space set tools = tools || '{pages}', visibility = 'announced' where id = ${place.id}`
    await world.join(place, luc)
    const made = async (title: string) => {
      const it = (await ada.post(`${place.path}/pages`, { title, text: 'Hoo.' })).json()
      await publish(it)
      return it
    }
    const [one, two] = [await made('One'), await made('Two')]
    await world.owner`update space set closed_at = now() where id = ${place.id}`
    expect((await read(one)).json().community).toBe(null)
    expect((await luc.post(`${one.url}/publication/removal`)).statusCode).toBe(403)
    expect((await ada.post(`${one.url}/publication/removal`)).statusCode).toBe(200)
    expect((await read(one)).statusCode).toBe(404)
    expect((await read(two)).statusCode).toBe(200)
    expect((await luc.get(`${place.path}/about/log`)).body).toContain('stopped publishing')

    const rosa = await world.person('Rosa Lind')
    const left = await world.community(rosa, 'Left Keepers')
    await world.owner`update space set tools = tools || '{pages}' where id = ${left.id}`
    const guest = await world.person('Noor Bakri')
    await world.join(left, guest, 'guest', { until: new Date(Date.now() + 86_400_000) })
    const it = (await rosa.post(`${left.path}/pages`, { title: 'Left', text: 'Hoo.' })).json()
    await rosa.post(`${it.url}/publication`, { version: 1, licence: 'cc-by-4.0' })
    expect((await read(it)).statusCode).toBe(200)
    await world.owner`insert into erasure (person_id, leave_words) values (${rosa.id}, true)`
    await world.owner`select forget_person(${rosa.id})`
    expect(await world.owner`select from space where id = ${left.id} and closed_at is not null`).toHaveLength(1)
    expect((await read(it)).statusCode).toBe(404)
  })

  it('runs no script of anybody’s making', async () => {
    const page = await write(
      '"><script>alert(1)</script>',
      '<script>alert(2)</script> [x](javascript:alert(3)) [[<img src=x onerror=alert(4)>]] ![a"onload="b](/c/x/attachments/1/y)',
    )
    await publish(page, { terms: '<img src=x onerror=alert(5)>' })
    const { body } = await world.nobody.get(`/published/${page.id}`)
    expect(body).not.toMatch(/<script>|<img|href="javascript/i)
  })

  it('names the community where anyone may know of it', async () => {
    const open = await world.community(ada, 'Open Keepers')
    await world.owner`update space set tools = tools || '{pages}', visibility = 'announced' where id = ${open.id}`
    const page = (await ada.post(`${open.path}/pages`, { title: 'Owls', text: 'Hoo.' })).json()
    await publish(page)
    expect((await read(page)).json().community).toBe('Open Keepers')
    await world.owner`update space set tools = '{}' where id = ${open.id}`
    expect((await read(page)).statusCode).toBe(404)
  })

  it('is in a list for its people; asked for as often for many as for one', async () => {
    const first = await write('First published', 'x')
    await publish(first)
    const few = await world.statementsOf(() => luc.get(`${here}/published`))
    for (const title of 'abcdef') await publish(await write(`Published ${title}`, 'x'))
    const many = await world.statementsOf(() => luc.get(`${here}/published`))
    expect(many.length).toBe(few.length)
    const { pages } = (await luc.json(`${here}/published`)).json()
    expect(pages[0]).toMatchObject({ title: 'Published f', licence: 'cc-by-sa-4.0', outdated: false })
    expect((await publish(await write('Empty', ''))).statusCode).toBe(422)
  })

  it('is written to by hosts alone, also behind the handlers', async () => {
    const page = await write('Walled', 'x')
    const { asPerson } = await import('../../../spine/request/transaction.ts')
    const insert = (by: Person) =>
      asPerson(
        world.site.database.app,
        by.id,
        river.slug,
        (sql) => sql`
        insert into publication (item_id, space_id, by, licence, number, title, lang, html) values (${page.id}, ${river.id}, ${by.id}, 'reserved', 1, 'x', 'en', '')`,
      )
    await expect(insert(luc)).rejects.toThrow(/row-level security/)
    await insert(ada)
    expect((await read(page)).statusCode).toBe(200)
  })
})
