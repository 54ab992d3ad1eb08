import { createHash } from 'node:crypto'
import { afterEach, describe, expect, it } from 'vitest'
import { type Community, type Discussion, type Person, testSite } from '../site.ts'

/** Idempotency-Key, used as it is not meant to be: one key has one effect, and tells its answer to one person. */

const world = await testSite()
const { owner } = world
const ada = await world.person('Ada Umeh')
const luc = await world.person('Luc Marchetti')
const noor = await world.person('Noor Bakri')
const rivers = await world.community(ada)
await world.join(rivers, luc)

afterEach(() => {
  expect(world.mistakes.splice(0)).toEqual([])
})

let keys = 0
const freshKey = () => ({ 'idempotency-key': `key-${++keys}` })
const say = (who: Person, at: Discussion, text: string, headers: Record<string, string>) =>
  who.post(`${at.path}/messages`, { text }, headers)
/** What was said there, the opening left out. */
const said = async (at: Discussion) => (await ada.json(at.path)).json().messageCount - 1
const talk = (where: Community = rivers, by = ada) => world.discussion(where, by)
const program = (token: string, key: Record<string, string>) => ({
  cookie: '',
  authorization: `Bearer ${token}`,
  ...key,
})

describe('a key of', () => {
  it('another person opens nothing of theirs', async () => {
    const [at, key] = [await talk(), freshKey()]
    const first = await say(luc, at, 'Mine.', key)
    const second = await say(ada, at, 'Mine.', key)
    expect([first.statusCode, second.statusCode]).toEqual([201, 201])
    expect(second.json().id).not.toBe(first.json().id)
    expect(await said(at)).toBe(2)
    const outsider = await say(noor, at, 'Mine.', key)
    expect([outsider.statusCode, outsider.headers.location]).toEqual([404, undefined])
    const nobody = await say(world.nobody, at, 'Mine.', key)
    expect([nobody.statusCode, nobody.headers.location]).toEqual([404, undefined])
  })

  it('another address, another space or another tool is another key', async () => {
    const key = freshKey()
    const elsewhere = await world.community(ada, 'Seed Savers')
    await world.join(elsewhere, luc)
    const places = [await talk(), await talk(), await talk(elsewhere)]
    for (const at of places) expect((await say(luc, at, 'The same.', key)).statusCode).toBe(201)
    for (const at of places) expect(await said(at)).toBe(1)
    const made = await luc.post(`${rivers.path}/discussions`, { title: 'The same.', text: 'The same.' }, key)
    expect(made.statusCode).toBe(201)
    expect((await luc.post('/me/tokens', { name: 'The same.' }, key)).statusCode).toBe(201)
    expect((await luc.json(made.json().url)).json().title).toBe('The same.')
  })

  it('another body is refused, and takes nothing', async () => {
    const [at, key] = [await talk(), freshKey()]
    await say(luc, at, 'First.', key)
    for (const body of [{ text: 'Second.' }, { text: 'First.', replyTo: 1 }, { text: 'First. ' }, {}, { text: '' }]) {
      const answer = await luc.post(`${at.path}/messages`, body, key)
      expect(answer.statusCode, JSON.stringify(body)).toBe(422)
      expect(answer.headers.location).toBeUndefined()
    }
    expect((await say(luc, at, 'First.', key)).statusCode).toBe(201)
    expect(await said(at)).toBe(1)
  })

  it('other files, or the same under other names, is refused', async () => {
    const key = { ...freshKey(), accept: 'application/json' }
    const bring = (name: string, bytes: string) =>
      luc.upload(`${rivers.path}/attachments`, {}, [{ name, type: 'text/plain', bytes: Buffer.from(bytes) }], key)
    const first = await bring('jars.txt', 'Ten jars.')
    const again = await bring('jars.txt', 'Ten jars.')
    expect([first.statusCode, again.statusCode]).toEqual([201, 201])
    expect([again.json().id, again.headers.location]).toEqual([first.json().id, first.headers.location])
    expect((await bring('jars.txt', 'Nine jars.')).statusCode).toBe(422)
    expect((await bring('lids.txt', 'Ten jars.')).statusCode).toBe(422)
    expect(await owner`select name from attachment where person_id = ${luc.id}`).toMatchObject([{ name: 'jars.txt' }])
  })

  it('who signs out and in again is still theirs, and nobody else’s in the same browser', async () => {
    const maud = await world.person('Maud Tessier')
    await world.join(rivers, maud)
    const password = 'four calm rivers'
    await maud.post('/me/password', { password })
    const [at, key] = [await talk(), freshKey()]
    const first = await say(maud, at, 'Once.', key)
    await maud.post('/sign-out')
    const out = await say(maud, at, 'Once.', key)
    expect([out.statusCode, out.headers.location]).toEqual([404, undefined])
    const signedIn = await world.nobody.post('/sign-in', { email: maud.email, password })
    const cookie = String(signedIn.headers['set-cookie']).split(';')[0]!
    const again = await say(maud, at, 'Once.', { ...key, cookie })
    expect([again.statusCode, again.json()]).toEqual([201, first.json()])
    expect((await say(luc, at, 'Once.', key)).json().id).not.toBe(first.json().id)
    expect(await said(at)).toBe(2)
  })

  it('a person is theirs by session and by token, but not by a token that only reads', async () => {
    const [at, key] = [await talk(), freshKey()]
    const { token } = (await luc.post('/me/tokens', { name: 'Writes', write: true })).json()
    const reader = (await luc.post('/me/tokens', { name: 'Reads' })).json().token
    const first = await say(world.nobody, at, 'Once.', program(token, key))
    const again = await say(luc, at, 'Once.', key)
    expect([first.statusCode, again.statusCode, again.json()]).toEqual([201, 201, first.json()])
    const read = await say(world.nobody, at, 'Once.', program(reader, key))
    expect([read.statusCode, read.json().code, read.headers.location]).toEqual([403, 'token-reads-only', undefined])
    expect(await said(at)).toBe(1)
  })
})

describe('at the same moment', () => {
  it('one does it, by session, by token and by a form; all are told the same', async () => {
    const [at, { 'idempotency-key': name }] = [await talk(), freshKey()]
    const key = { 'idempotency-key': name }
    const { token } = (await luc.post('/me/tokens', { name: 'Writes', write: true })).json()
    const form = () => luc.submit(`${at.path}/messages`, { text: 'At once.', _key: name })
    const asked = [1, 2, 3].flatMap(() => [
      say(luc, at, 'At once.', key),
      say(world.nobody, at, 'At once.', program(token, key)),
      form(),
    ])
    const answers = await Promise.all(asked)
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([201, 201, 303, 201, 201, 303, 201, 201, 303])
    expect(new Set(answers.map(({ headers }) => headers.location)).size).toBe(1)
    expect(await said(at)).toBe(1)
  })

  it('of several texts one is taken, and the others are refused', async () => {
    const [at, key] = [await talk(), freshKey()]
    const answers = await Promise.all([...Array(6).keys()].map((i) => say(luc, at, `Text ${i}.`, key)))
    expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([201, 422, 422, 422, 422, 422])
    expect(await said(at)).toBe(1)
  })

  it('who waits for one that fails does it instead', async () => {
    const at = await talk()
    await brokenOnce(at, async () => {
      const key = freshKey()
      const answers = await Promise.all([1, 2, 3].map(() => say(luc, at, 'At once.', key)))
      // The first fails; of the others one does it, and the last is told so.
      expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([201, 201, 500])
    })
    expect(await said(at)).toBe(1)
  })
})

/** While the work lasts, the first message that anybody posts there breaks in the database. */
async function brokenOnce(at: Discussion, work: () => Promise<void>): Promise<void> {
  await owner.unsafe(`create sequence breaking;
    grant usage on sequence breaking to copse_app;
    create function break_now() returns trigger language plpgsql as $$ begin
      if new.item_id = ${at.id} and nextval('copse.breaking') = 1 then raise exception 'broken on purpose'; end if;
      return new;
    end $$;
    create trigger break_now before insert on message for each row execute function break_now()`)
  try {
    await work()
  } finally {
    await owner.unsafe('drop trigger break_now on message; drop function break_now; drop sequence breaking')
  }
  expect(world.mistakes.splice(0)).toMatchObject([expect.stringContaining('P0001')])
}

describe('whatever a key is, it counts', () => {
  const long = 'x'.repeat(10_000)

  it.each([
    ['one letter', 'k'],
    ['200 letters', 'y'.repeat(200)],
    ['201 letters', 'z'.repeat(201)],
    ['10,000 letters', long],
    ['as long, and another at its end', `${long.slice(1)}y`],
    ['letters of other alphabets', 'clé à côté'],
    ['quotes and commands', `'; drop table idempotency; --`],
    ['spaces and signs', ' %00 \\u0000 {} "" '],
  ])('in a header: %s', async (_what, key) => {
    const at = await talk()
    const headers = { 'idempotency-key': key }
    const answers = [await say(luc, at, 'Once.', headers), await say(luc, at, 'Once.', headers)]
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([201, 201])
    expect(answers[1]!.json()).toEqual(answers[0]!.json())
    expect(await said(at)).toBe(1)
  })

  it.each([
    ['10,000 letters', long],
    ['signs of other alphabets', '鍵🗝️ key'],
    ['a sign that no text can hold', 'a\u0000b\ud800'],
    ['a list', ['a', 'b']],
    ['a number', 7],
    ['an object', { a: 1 }],
  ])('in a body: %s', async (_what, _key) => {
    const at = await talk()
    const send = () => luc.post(`${at.path}/messages`, { text: 'Once.', _key })
    const answers = [await send(), await send()]
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([201, 201])
    expect(await said(at)).toBe(1)
  })

  it('two that differ only far behind are two', async () => {
    const at = await talk()
    for (const end of ['a', 'b']) await say(luc, at, 'Twice.', { 'idempotency-key': long + end })
    expect(await said(at)).toBe(2)
  })

  it('on a page that is only read it does nothing', async () => {
    const [at, key] = [await talk(), freshKey()]
    expect((await luc.json(at.path, key)).json().messageCount).toBe(1)
    await say(ada, at, 'Between.', {})
    expect((await luc.json(at.path, key)).json().messageCount).toBe(2)
    expect((await luc.get(at.path, key)).body).toContain('Between.')
    expect(await owner`select from idempotency where key = ${key['idempotency-key']}`).toHaveLength(0)
  })

  it('what was sent with it cannot be guessed from what is kept', async () => {
    const maud = await world.person('Maud Tessier')
    const body = { password: 'four calm rivers' }
    await maud.post('/me/password', body, freshKey())
    const [kept] = await owner<[{ bodyHash: Buffer }]>`select body_hash from idempotency where person_id = ${maud.id}`
    const guessed = createHash('sha256').update(JSON.stringify([Object.entries(body), []]))
    expect(kept.bodyHash.equals(guessed.digest())).toBe(false)
  })
})

describe('a first request that failed leaves the key free', () => {
  it('after 422, 403 and 404, and once the same is allowed', async () => {
    const key = freshKey()
    const place = await world.community(ada, 'Seed Savers')
    const at = await talk(place)
    expect((await say(noor, at, 'Once.', key)).statusCode).toBe(404)
    await world.join(place, noor, 'guest')
    expect((await say(noor, at, ' ', key)).statusCode).toBe(422)
    expect((await noor.post(`${place.path}/discussions`, { title: 'One', text: 'x' }, key)).statusCode).toBe(403)
    const first = await say(noor, at, 'Once.', key)
    expect([first.statusCode, (await say(noor, at, 'Once.', key)).json()]).toEqual([201, first.json()])
    await world.join(place, noor)
    expect((await noor.post(`${place.path}/discussions`, { title: 'One', text: 'x' }, key)).statusCode).toBe(201)
    expect(await said(at)).toBe(1)
  })

  it('after a mistake of ours, of which nothing stays', async () => {
    const [at, key] = [await talk(), freshKey()]
    await brokenOnce(at, async () => {
      const broken = await say(luc, at, 'Once.', key)
      expect([broken.statusCode, broken.headers.location]).toEqual([500, undefined])
      expect(await owner`select from idempotency where key = ${key['idempotency-key']}`).toHaveLength(0)
    })
    const [first, again] = [await say(luc, at, 'Once.', key), await say(luc, at, 'Once.', key)]
    expect([first.statusCode, first.json().number, again.json()]).toEqual([201, 2, first.json()])
    expect(await said(at)).toBe(1)
  })
})

describe('a retry tells nothing of what one may no longer see', () => {
  /** What was told first, and again once something has happened; and that it is told again when that is undone. */
  async function untold(
    who: Person,
    send: () => ReturnType<Person['post']>,
    meanwhile: (first: { url: string }) => Promise<unknown>,
    submit?: () => ReturnType<Person['post']>,
  ) {
    const first = await send()
    expect(first.statusCode).toBeLessThan(300)
    expect((await send()).json()).toEqual(first.json())
    await meanwhile(first.json())
    for (const answer of [await send(), ...(submit ? [await submit()] : [])]) {
      expect([answer.statusCode, answer.headers.location], who.handle).toEqual([404, undefined])
      expect(answer.body).not.toContain(first.headers.location)
      const { id } = first.json()
      if (id && answer.headers['content-type']?.toString().includes('json')) expect(answer.json().id).toBeUndefined()
    }
    return first.json()
  }

  /** Somebody else hosts it, too: so that whoever began it can leave. */
  async function left(who: Person, path: string): Promise<void> {
    await owner`insert into membership (space_id, person_id, standing) select id, ${ada.id}, 'host' from space where slug = ${path.slice(3)}
      on conflict (space_id, person_id) do update set standing = 'host'`
    expect((await who.post(`${path}/leaving`)).statusCode).toBe(200)
    expect((await who.json(path)).statusCode).toBe(404)
  }

  it('of a community that one began and left', async () => {
    const key = freshKey()
    const body = { name: 'Weir Watch', _key: key['idempotency-key'] }
    const send = () => luc.post('/communities', { name: 'Weir Watch' }, key)
    const { url } = await untold(
      luc,
      send,
      (first) => left(luc, first.url),
      () => luc.submit('/communities', body),
    )
    await owner`update membership set ended_at = null, ended_by = null where person_id = ${luc.id} and space_id = (select id from space where slug = ${url.slice(3)})`
    expect((await send()).json()).toMatchObject({ url })
  })

  it('of a hidden circle that one began and left, though one is still of what is around it', async () => {
    const [key, around] = [freshKey(), await world.community(ada, 'Weir Watch')]
    await world.join(around, luc)
    const body = { name: 'Inner', visibility: 'hidden' }
    await untold(
      luc,
      () => luc.post(`${around.path}/circles`, body, key),
      (first) => left(luc, first.url),
    )
    // Of one that its people may know of, they are told again where its door is.
    const listed = freshKey()
    const send = () => luc.post(`${around.path}/circles`, { name: 'Outer', visibility: 'listed' }, listed)
    const { url } = (await send()).json()
    await owner`insert into membership (space_id, person_id, standing) select id, ${ada.id}, 'host' from space where slug = ${url.slice(3)}`
    await luc.post(`${url}/leaving`)
    expect((await luc.json(`${url}/door`)).statusCode).toBe(200)
    expect((await send()).json()).toMatchObject({ url })
  })

  it.each<[string, (who: Person, place: Community) => Promise<string>]>([
    [
      'a link',
      async (_who, place) => new URL((await ada.post(`${place.path}/invitations`)).json().link, 'http://x').pathname,
    ],
    [
      'an invitation by name',
      async (who, place) => {
        const [made] = await owner<[{ id: number }]>`
          insert into invitation (space_id, made_by, person_id) values (${place.id}, ${ada.id}, ${who.id}) returning id`
        return `/invitations/${made.id}/acceptance`
      },
    ],
    [
      'a free door',
      async (_who, place) => {
        await ada.post(`${place.path}/settings/door`, { visibility: 'announced', joining: 'free' })
        return `${place.path}/door`
      },
    ],
  ])('of a place to which one came by %s, and which one left, or was sent out of', async (_by, way) => {
    for (const end of ['leaving', 'ending', 'suspension', 'date'] as const) {
      const who = await world.person('Maud Tessier')
      const [key, place] = [freshKey(), await world.community(ada, `Weir Watch ${keys}`)]
      const path = await way(who, place)
      await untold(
        who,
        () => who.post(path, {}, key),
        async () => {
          await ada.post(`${place.path}/settings/door`, { visibility: 'hidden' })
          await ended(end, who, place)
        },
      )
    }
  })

  async function ended(how: 'leaving' | 'ending' | 'suspension' | 'date', who: Person, place: Community) {
    if (how === 'leaving') await who.post(`${place.path}/leaving`)
    if (how === 'ending') await ada.post(`${place.path}/members/${who.handle}/ending`)
    if (how === 'date')
      await owner`update membership set standing = 'guest', until = now() - interval '1 minute' where person_id = ${who.id} and space_id = ${place.id}`
    if (how === 'suspension')
      await ada.post(`${place.path}/notes`, {
        person: who.handle,
        kind: how,
        agreement: 'x',
        words: 'x',
        until: new Date(Date.now() + 5 * 86_400_000).toISOString().slice(0, 10),
      })
    expect((await who.json(`${place.path}/members`)).statusCode).toBe(404)
  }

  it('of words in a place that one left, and of files there', async () => {
    const place = await world.community(ada, 'Weir Watch')
    await world.join(place, luc)
    const [at, key, files] = [await talk(place), freshKey(), { ...freshKey(), accept: 'application/json' }]
    const file = { name: 'jars.txt', type: 'text/plain', bytes: Buffer.from('Ten jars.') }
    const bring = () => luc.upload(`${place.path}/attachments`, {}, [file], files)
    expect((await bring()).statusCode).toBe(201)
    await untold(
      luc,
      () => say(luc, at, 'Once.', key),
      () => luc.post(`${place.path}/leaving`),
      () => luc.submit(`${at.path}/messages`, { text: 'Once.', _key: key['idempotency-key'] }),
    )
    expect([(await bring()).statusCode, (await bring()).headers.location]).toEqual([404, undefined])
    expect(await said(at)).toBe(1)
  })

  it('of a discussion that went where one does not belong, though one is still of where it was', async () => {
    const around = await world.community(ada, 'Weir Watch')
    await world.join(around, luc)
    const { url, id } = (await ada.post(`${around.path}/circles`, { name: 'Inner', visibility: 'hidden' })).json()
    const key = freshKey()
    const body = { title: 'Brown water', text: 'Again.' }
    const made = await untold(
      luc,
      () => luc.post(`${around.path}/discussions`, body, key),
      ({ url: at }) => owner`update item set space_id = ${id} where id = ${Number(/\/(\d+)-/.exec(at)![1])}`,
    )
    // In the place itself, and wherever one may follow it to, it is told.
    await owner`update item set space_id = ${around.id} where id = ${Number(/\/(\d+)-/.exec(made.url)![1])}`
    expect((await luc.post(`${around.path}/discussions`, body, key)).json()).toEqual(made)
    expect(url).not.toBe(made.url)
  })
})

describe('old keys', () => {
  it('go after fourteen days, and are theirs until then', async () => {
    const [at, key] = [await talk(), freshKey()]
    const aged = (days: number) =>
      owner`update idempotency set at = now() - make_interval(days => ${days}) where key = ${key['idempotency-key']}`
    const first = await say(luc, at, 'Once a fortnight.', key)
    await aged(13)
    await owner`select sweep()`
    expect((await say(luc, at, 'Once a fortnight.', key)).json()).toEqual(first.json())
    await aged(15)
    await owner`select sweep()`
    expect((await say(luc, at, 'Once a fortnight.', key)).json().number).toBe(first.json().number + 1)
    expect(await said(at)).toBe(2)
  })
})
