import { afterEach, describe, expect, it } from 'vitest'
import { type Person, testSite } from '../../../test/site.ts'

const world = await testSite()
const ada = await world.person('Ada Umeh')
const river = await world.community(ada, 'River Keepers')

afterEach(() => {
  expect(world.mistakes.splice(0)).toEqual([])
})

async function member(name: string, lang = 'en'): Promise<Person> {
  const person = await world.person(name, { lang })
  await world.join(river, person)
  return person
}

/** Two who talk, and where. */
async function two() {
  const [luc, sana] = [await member('Luc Marchetti', 'fr'), await member('Sana Halabi')]
  const { url, id } = (await luc.post('/messages', { to: sana.handle, text: 'Did you hear the gate?' })).json()
  return { luc, sana, url: url as string, id: id as number }
}

const tell = () => world.owner`select tell(id, ${world.owner.json(world.site.tells as never)}) from activity`
const newsOf = async (person: Person) => (await person.json('/notifications')).json().notifications
const signs = async (person: Person) => {
  const { body } = await person.get('/saved')
  return { written: !/data-written hidden/.test(body), news: !/data-news hidden/.test(body) }
}

describe('who is written to', () => {
  it('is told so by a reason of its own, and by a sign on every page, until they have read it', async () => {
    const { luc, sana, url, id } = await two()
    await tell()
    expect(await newsOf(sana)).toMatchObject([
      {
        reason: 'wrote-to-you',
        sentence: 'Luc Marchetti wrote to you',
        title: 'Luc Marchetti',
        url: `${url}/messages/1`,
      },
    ])
    expect(await signs(sana)).toEqual({ written: true, news: false })
    expect(await signs(luc)).toEqual({ written: false, news: false })
    const [listed] = (await sana.json('/messages')).json().conversations
    expect(listed).toMatchObject({ unread: 1, last: { own: false, by: 'Luc Marchetti' } })
    // Who reads is told at once that nothing is left, so that the sign goes without a new page.
    const seen = (number: number) => sana.post('/reading', { marks: [{ item: id, number }] })
    expect((await seen(0)).json()).toEqual({ written: true, news: false })
    expect((await seen(1)).json()).toEqual({ written: false, news: false })
    expect(await signs(sana)).toEqual({ written: false, news: false })
    expect((await sana.json('/messages')).json().conversations[0].unread).toBe(0)
    await sana.post(`${url}/messages`, { text: 'I am listening.' })
    await tell()
    expect((await newsOf(luc))[0].sentence).toBe('Sana Halabi vous a écrit')
  })

  it('has one letter until they have been there again', async () => {
    const { luc, sana, url } = await two()
    const letters = async () => {
      await world.owner`update login set changed_at = changed_at where person_id = ${sana.id}`
      const [row] = await world.owner<
        { mails: number[] | null }[]
      >`select mails from queue_letters(${sana.id}, 'example.org')`
      return row!.mails?.length ?? 0
    }
    await sana.post('/me/notifications', { quiet: false })
    await world.owner`insert into hearing (person_id, quiet_from, quiet_to) values (${sana.id}, null, null)
      on conflict (person_id) do update set quiet_from = null, quiet_to = null`
    await tell()
    expect(await letters()).toBe(1)
    await luc.post(`${url}/messages`, { text: 'And there it is again.' })
    await luc.post(`${url}/messages`, { text: 'And again.' })
    await tell()
    expect(await letters()).toBe(0)
    await sana.post(`${url}/reading`, { number: 3 })
    await luc.post(`${url}/messages`, { text: 'A fourth time.' })
    await tell()
    expect(await letters()).toBe(1)
  })

  it('hears nothing of what they muted, or of whom they blocked, and still finds it', async () => {
    const { luc, sana, url } = await two()
    await sana.post(`${url}/follow`, { level: 'muted' })
    await luc.post(`${url}/messages`, { text: 'Louder now.' })
    await tell()
    expect(await newsOf(sana)).toEqual([])
    expect((await sana.json('/messages')).json().conversations).toMatchObject([{ muted: true, unread: 0 }])
    expect((await sana.get(url)).body).toContain('Louder now.')
  })
})

describe('what is said in a conversation', () => {
  it('is found by its people alone, under the others’ names, and leaves by no feed', async () => {
    const { luc, sana } = await two()
    const three = await luc.post('/messages', { to: [sana.handle, ada.handle], text: 'A zibeline at the weir.' })
    const found = async (who: Person) => (await who.json('/search?q=zibeline')).json().results
    expect(await found(sana)).toMatchObject([
      { kind: 'conversation', url: three.json().url, space: { name: 'Ada Umeh, Luc Marchetti' } },
    ])
    expect(await found(await member('Henrik Aune'))).toEqual([])
    const { address } = (await sana.post('/me/feeds', {})).json()
    expect((await world.nobody.get(new URL(address, 'http://x').pathname)).body).not.toContain('zibeline')
    const slug = three.json().url.split('/')[2]
    expect((await sana.post('/me/feeds', { space: slug })).statusCode).toBe(404)
  })

  it('stands on no page of a space, as there is none', async () => {
    const { luc, url } = await two()
    const space = url.split('/').slice(0, 3).join('/')
    for (const path of [
      '',
      '/members',
      '/settings',
      '/circles',
      '/discussions',
      '/search',
      '/door',
      '/leaving',
      '/reports/new?message=1',
    ])
      expect([path, (await luc.json(space + path)).statusCode]).toEqual([path, 404])
    for (const path of ['/invitations', '/discussions', '/settings', '/leaving', '/reports', '/door'])
      expect([path, (await luc.post(space + path, {})).statusCode]).toEqual([path, 404])
    expect((await luc.post(`${url}/pin`, { on: true })).statusCode).toBe(404)
    expect((await luc.json('/')).json().communities).toHaveLength(1)
    expect((await luc.json(`${url}/concern?number=1`)).json()).toMatchObject({ person: null })
  })

  it('takes files, reactions, names and what one keeps, as everywhere', async () => {
    const { luc, sana, url } = await two()
    const file = { field: 'files', name: 'gate.txt', type: 'text/plain', bytes: Buffer.from('creak') }
    const sent = await sana.upload(`${url}/messages`, { text: `Here, @${luc.handle}.` }, [file], {
      accept: 'application/json',
    })
    expect(sent.statusCode).toBe(201)
    const { messages } = (await luc.json(url)).json()
    expect((await luc.get(messages[1].attachments[0].url)).body).toBe('creak')
    expect((await ada.get(messages[1].attachments[0].url)).statusCode).toBe(404)
    expect((await luc.post(`${url}/messages/2/reactions`, { on: 'thanks' })).statusCode).toBe(200)
    await luc.post(`${url}/messages/2/saving`, { on: true })
    expect((await luc.json('/saved')).json().saved).toMatchObject([
      { title: 'Sana Halabi', space: { name: 'Sana Halabi' } },
    ])
    const space = url.split('/').slice(0, 3).join('/')
    expect((await luc.json(`${space}/names?q=sana`)).json().names).toHaveLength(1)
    expect((await ada.json(`${space}/names?q=sana`)).statusCode).toBe(404)
  })
})

describe('the database', () => {
  it('lets nobody read or write a conversation who is not in it, whatever is asked', async () => {
    const { luc, sana, id } = await two()
    const asked = (who: Person) =>
      world.site.database.app.begin(async (sql) => {
        await sql`select enter_as(${who.id}, null)`
        const rows = await sql`select from message where item_id = ${id}`
        const spaces = await sql`select from conversation where item_id = ${id}`
        const moved = await sql`update membership set standing = 'host' where person_id = ${who.id} returning 1`
        return [rows.length, spaces.length, moved.length]
      })
    expect(await asked(luc)).toEqual([1, 1, 0])
    expect(await asked(sana)).toEqual([1, 1, 0])
    expect((await asked(ada)).slice(0, 2)).toEqual([0, 0])
    const begun = (whom: number[]) =>
      world.site.database.app.begin(async (sql) => {
        await sql`select enter_as(${luc.id}, null)`
        await sql`select * from begin_conversation(${whom}::bigint[], 'between-anybody', 'en')`
      })
    const stranger = await world.person('Noor Bakri')
    await expect(begun([stranger.id])).rejects.toMatchObject({ code: 'CP045' })
    await expect(begun([luc.id])).rejects.toMatchObject({ code: 'CP045' })
  })

  it('is asked as often for one conversation as for a hundred', async () => {
    const luc = await member('Luc Marchetti')
    const counted = async () => (await world.statementsOf(() => luc.json('/messages'))).length
    await luc.post('/messages', { to: ada.handle, text: 'One.' })
    await counted()
    const one = await counted()
    await world.owner`do $$ declare place bigint; thing bigint; begin
      for n in 1..100 loop
        insert into space (kind, slug, name, lang, created_by) values ('conversation', 'many-' || n, '–', 'en', 1) returning id into place;
        insert into membership (space_id, person_id, standing) select place, id, 'member' from person where handle like 'luc-%' order by id desc limit 1;
        insert into item (space_id, kind, author_id, title, lang) values (place, 'conversation', 1, '–', 'en') returning id into thing;
        insert into tail (item_id, space_id, kind) values (thing, place, 'conversation');
        insert into conversation (item_id, space_id) values (thing, place);
      end loop; end $$`
    expect(await counted()).toBe(one)
    const first = (await luc.json('/messages')).json()
    expect(first.conversations).toHaveLength(30)
    const all = [first]
    while (all.at(-1).next) all.push((await luc.json(all.at(-1).next)).json())
    const ids = all.flatMap(({ conversations }) => conversations.map(({ id }: { id: number }) => id))
    expect([ids.length, new Set(ids).size]).toEqual([101, 101])
  })
})
