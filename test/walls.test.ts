import { describe, expect, it } from 'vitest'
import { hashOf } from '../src/spine/people/credential.ts'
import { testSite } from './site.ts'

/** The second wall: row security, asked by direct SQL as `copse_app`, with no handler in between. */

const world = await testSite()
const { app } = world.site.database
const ada = await world.person('Ada Umeh')
const luc = await world.person('Luc Marchetti')
const rosa = await world.person('Rosa Lindell')
const tamsin = await world.person('Tamsin Reeve')
const noor = await world.person('Noor Bakri')
const rivers = await world.community(ada, 'River Keepers')
const seeds = await world.community(noor, 'Seed Savers')
await world.join(rivers, luc)
await world.join(rivers, tamsin)
await world.join(rivers, rosa, 'guest', { until: new Date(Date.now() - 1000) })
const talk = await world.discussion(rivers, luc, undefined, { tags: 'watter' })
await ada.post(`${talk.path}/messages`, { text: `A jar test, @${luc.handle}.` })
await ada.post(`${talk.path}/messages/1/reactions`, { on: 'thanks' })
await luc.post(`${talk.path}/messages/1/edit`, { text: 'After every rain.', version: 1 })
await ada.post(`${rivers.path}/invitations`, { uses: 3 })
await ada.post(`${rivers.path}/tags/watter`, { name: 'water' })
await ada.post(`${talk.path}/pin`, { on: true })
const ended = await world.discussion(rivers, luc, 'Ended')
await luc.post(`${ended.path}/closure`, { reason: 'Done.' })
await luc.post(`${talk.path}/saving`, { on: true })
await luc.post(`${rivers.path}/tags/water/follow`, { level: 'muted' })
await luc.post(`${rivers.path}/following`, { level: 'follow' })
await luc.post(`/drafts/item:${talk.id}`, { text: 'I have begun to write' })
await ada.post(`${rivers.path}/members/${tamsin.handle}/ending`)
await ada.upload(`${rivers.path}/attachments`, {}, [
  { name: 'note.txt', type: 'text/plain', bytes: Buffer.from('a note') },
])

/** What of a table someone sees, having entered with all their spaces. */
async function seen(who: { cookie: string } | null, table: string): Promise<number> {
  const sql = await app.reserve()
  try {
    await sql`begin`
    await sql`select enter(${who ? hashOf(who.cookie.slice('copse='.length)) : null}, null, true)`
    const [row] = await sql<[{ n: number }]>`select count(*)::int n from ${sql(table)}`
    return row.n
  } finally {
    await sql`rollback`
    sql.release()
  }
}

/** Runs a statement as someone and says what became of it: how many rows, or the error's code. */
async function tried(who: { cookie: string } | null, statement: string): Promise<number | string> {
  const sql = await app.reserve()
  try {
    await sql`begin`
    await sql`select enter(${who ? hashOf(who.cookie.slice('copse='.length)) : null}, null, true)`
    return (await sql.unsafe(statement)).count
  } catch (error) {
    return (error as { code: string }).code
  } finally {
    await sql`rollback`
    sql.release()
  }
}

const DENIED = '42501'

describe('what belongs to the people of a space', () => {
  const tables = [
    'space',
    'membership',
    'item',
    'tail',
    'message',
    'reaction',
    'revision',
    'mention',
    'activity',
    'audit',
    'discussion',
    'pin',
    'closure',
    'tag',
    'tag_alias',
  ]

  it.each(tables)('%s: its people see rows, others see none of them', async (table) => {
    const all = (await world.owner<[{ n: number }]>`select count(*)::int n from ${world.owner(table)}`)[0].n
    expect(all).toBeGreaterThan(0)
    expect(await seen(luc, table)).toBeGreaterThan(0)
    const noors = table === 'space' || table === 'membership' || table === 'activity' ? 1 : 0
    expect(await seen(noor, table)).toBe(noors)
    expect(await seen(tamsin, table), 'someone whose membership has ended').toBe(0)
    expect(await seen(rosa, table), 'a guest past the date').toBe(0)
    expect(await seen(null, table), 'nobody').toBe(0)
  })

  it('nobody writes into a space that is not theirs, or carries rows over to another', async () => {
    const message = `insert into message (space_id, item_id, number, modseq, author_id, lang, source, html) values (${rivers.id}, ${talk.id}, 99, 99, ${noor.id}, 'en', 'x', 'x')`
    expect(await tried(noor, message)).toBe(DENIED)
    expect(await tried(null, message)).toBe(DENIED)
    expect(await tried(rosa, message)).toBe(DENIED)
    expect(await tried(noor, `update message set html = 'x'`)).toBe(0)
    expect(await tried(noor, 'delete from message')).toBe(0)
    expect(await tried(luc, `update item set space_id = ${seeds.id}`)).toBe(DENIED)
  })

  it('pins and tags are the hosts’, closures the hosts’ and the author’s, and end what is said', async () => {
    const pin = `insert into pin (item_id, space_id, person_id) values (${ended.id}, ${rivers.id}, ${luc.id})`
    expect([await tried(luc, pin), await tried(ada, pin), await tried(noor, pin)]).toEqual([DENIED, 1, DENIED])
    expect([await tried(luc, 'delete from pin'), await tried(ada, 'delete from pin')]).toEqual([0, 1])
    const close = (who: { id: number }) =>
      `insert into closure (item_id, space_id, person_id, reason) values (${talk.id}, ${rivers.id}, ${who.id}, 'x')`
    expect([await tried(ada, close(ada)), await tried(luc, close(luc)), await tried(noor, close(noor))]).toEqual([
      1,
      1,
      DENIED,
    ])
    expect(await tried(ada, close(luc)), 'in another’s name').toBe(DENIED)
    expect(await tried(noor, 'delete from closure')).toBe(0)
    const message = `insert into message (space_id, item_id, number, modseq, author_id, lang, source, html) values (${rivers.id}, ${ended.id}, 99, 99, ${luc.id}, 'en', 'x', 'x')`
    expect(await tried(luc, message)).toBe('CP003')
    const describe = `update tag set description = 'x'`
    expect([await tried(luc, describe), await tried(ada, describe), await tried(noor, describe)]).toEqual([0, 1, 0])
    expect(await tried(ada, 'update tag set count = 99')).toBe(DENIED)
    expect(await tried(luc, `select rename_tag(${rivers.id}, 'water', 'x')`)).toBe(DENIED)
    expect(await tried(noor, `select rename_tag(${rivers.id}, 'water', 'x')`)).toBe(DENIED)
    expect(await tried(ada, `select rename_tag(${rivers.id}, 'water', 'x')`)).toBe(1)
    const similar = `select from similar_items('discussion', 'brown water', 5)`
    expect([await tried(luc, similar), await tried(noor, similar), await tried(null, similar)]).toEqual([1, 0, 0])
  })

  it('a space that is closed is read, not written', async () => {
    await world.owner`update space set closed_at = now() where id = ${rivers.id}`
    expect(await seen(luc, 'message')).toBe(3)
    expect(await tried(luc, `update message set html = 'x'`)).toBe(0)
    await world.owner`update space set closed_at = null where id = ${rivers.id}`
  })

  it('members do not change the space or standings', async () => {
    expect(await tried(luc, `update space set name = 'Mine'`)).toBe(0)
    expect(await tried(luc, `update membership set standing = 'host' where person_id = ${luc.id}`)).toBe(0)
    expect(
      await tried(
        luc,
        `insert into membership (space_id, person_id, standing) values (${seeds.id}, ${luc.id}, 'member')`,
      ),
    ).toBe(DENIED)
    expect(await tried(ada, `update space set name = 'Ours' where id = ${rivers.id}`)).toBe(1)
  })

  it('what hosts did cannot be unsaid', async () => {
    expect(await tried(ada, 'delete from audit')).toBe(DENIED)
    expect(await tried(ada, `update audit set verb = 'nothing'`)).toBe(DENIED)
  })
})

describe('what belongs to the hosts', () => {
  it('invitations are seen by hosts and by whoever made them', async () => {
    expect(await seen(ada, 'invitation')).toBe(1)
    expect(await seen(luc, 'invitation')).toBe(0)
    expect(await seen(noor, 'invitation')).toBe(0)
    expect(await tried(luc, `insert into invitation (space_id, made_by) values (${rivers.id}, ${luc.id})`)).toBe(DENIED)
    await world.owner`update space set members_invite = true where id = ${rivers.id}`
    expect(await tried(luc, `insert into invitation (space_id, made_by) values (${rivers.id}, ${luc.id})`)).toBe(1)
    await world.owner`update space set members_invite = false where id = ${rivers.id}`
  })
})

describe('what is one’s own', () => {
  it.each(['draft', 'reading', 'follow', 'follow_tag', 'follow_space', 'saved', 'idempotency', 'feed', 'read_at_once'])(
    '%s is seen by nobody else, not even a host',
    async (table) => {
      const mine = `select from ${table} where person_id = ${luc.id}`
      if (table === 'idempotency')
        await luc.post(`${talk.path}/messages`, { text: 'Again' }, { 'idempotency-key': 'once' })
      if (table === 'feed') await luc.post('/me/feeds')
      if (table === 'read_at_once')
        await world.owner`insert into read_at_once (person_id, marks) values (${luc.id}, '[]')`
      expect(await tried(luc, mine)).toBeGreaterThan(0)
      expect(await tried(ada, mine)).toBe(0)
      expect(await tried(null, mine)).toBe(0)
      expect(await tried(ada, `delete from ${table} where person_id = ${luc.id}`)).toBe(0)
    },
  )

  it('a mark or an address is set for oneself alone, and nothing is seen through the function that notes', async () => {
    expect(await tried(luc, `insert into feed (person_id, space_id) values (${ada.id}, ${rivers.id})`)).toBe(DENIED)
    expect(await tried(luc, `insert into reading (person_id, item_id, number) values (${ada.id}, ${talk.id}, 1)`)).toBe(
      DENIED,
    )
    const note = `select from note_seen(array[${talk.id}]::bigint[], array[1], array[9])`
    expect(await tried(noor, note)).toBe(0)
    expect(await tried(null, note)).toBe(0)
  })

  it('a file in a draft is seen by its person alone', async () => {
    expect(await seen(ada, 'attachment')).toBe(1)
    expect(await seen(luc, 'attachment')).toBe(0)
    expect(await seen(noor, 'attachment')).toBe(0)
  })

  it('a file of a message is its author’s to change, whoever brought it', async () => {
    const [{ id }] = await world.owner<[{ id: number }]>`
      insert into attachment (space_id, person_id, message_id, blob, name, type, bytes)
      select space_id, ${tamsin.id}, id, 'x', 'x', 'x', 1 from message where item_id = ${talk.id} and number = 1 returning id`
    const change = `update attachment set alt = 'Mine' where id = ${id}`
    const remove = `delete from attachment where id = ${id}`
    for (const statement of [change, remove]) {
      expect(await tried(luc, statement)).toBe(1)
      for (const person of [ada, tamsin, rosa, noor, null]) expect(await tried(person, statement)).toBe(0)
    }
    await world.owner`delete from attachment where id = ${id}`
  })

  it('a card is changed by oneself, and how one’s time is kept is seen by oneself', async () => {
    expect(await tried(ada, `select from profile where person_id = ${ada.id}`)).toBe(1)
    expect(await tried(luc, `select from profile where person_id = ${ada.id}`)).toBe(0)
    expect(await tried(noor, `update person set name = 'X' where id = ${ada.id}`)).toBe(0)
    expect(await tried(ada, `update person set name = 'Ada' where id = ${ada.id}`)).toBe(1)
  })
})

describe('what one tells of oneself', () => {
  const fields = `select from profile_field where person_id = ${ada.id}`
  const sound = `select from welcome_sound where person_id = ${ada.id}`

  it('is seen by those who share a space, field by field, and what is hidden by oneself alone', async () => {
    await ada.post('/me/profile', { does: 'I teach.', place: 'Millbridge', hidden: ['place', 'clock'] })
    expect(await tried(ada, fields)).toBe(3)
    expect(await tried(luc, fields)).toBe(1)
    expect(await tried(luc, `${fields} and name in ('place', 'clock')`)).toBe(0)
    for (const stranger of [noor, tamsin, rosa, null]) expect(await tried(stranger, fields)).toBe(0)
  })

  it('is not shown by those who have left', async () => {
    await tamsin.post('/me/profile', { does: 'I drained.' })
    expect(await tried(ada, `select from profile_field where person_id = ${tamsin.id}`)).toBe(0)
  })

  it('is changed by oneself alone', async () => {
    const add = `insert into profile_field (person_id, name, value) values (${ada.id}, 'pronouns', '"she"')`
    expect(await tried(luc, add)).toBe(DENIED)
    expect(await tried(ada, add)).toBe(1)
    expect(await tried(luc, `update profile_field set shown = true where person_id = ${ada.id}`)).toBe(0)
    expect(await tried(luc, `delete from profile_field where person_id = ${ada.id}`)).toBe(0)
    expect(await tried(ada, `update profile_field set person_id = ${luc.id} where name = 'does'`)).toBe(DENIED)
  })

  it('is heard by those who may read the written word', async () => {
    const keep = (shown: boolean) =>
      world.owner`insert into profile_field values (${ada.id}, 'welcome', '"Come in."', ${shown})
        on conflict (person_id, name) do update set shown = excluded.shown`
    await world.owner`insert into welcome_sound (person_id, blob, type, bytes) values (${ada.id}, 'x', 'audio/wav', 1)`
    expect(await tried(luc, sound), 'spoken, not written').toBe(0)
    await keep(true)
    expect(await tried(luc, sound)).toBe(1)
    for (const stranger of [noor, tamsin, null]) expect(await tried(stranger, sound)).toBe(0)
    await keep(false)
    expect([await tried(luc, sound), await tried(ada, sound)]).toEqual([0, 1])
    expect(await tried(luc, `update welcome_sound set blob = 'y'`)).toBe(0)
  })

  it('is not found by the function that finds who may know', async () => {
    const find = `select from people_who_know(${rivers.id}, 'teach', 'teaching', 3, '{}')`
    expect(await tried(luc, find)).toBe(1)
    expect(await tried(noor, find)).toBe(0)
    await world.owner`update profile_field set shown = false where person_id = ${ada.id} and name = 'does'`
    expect(await tried(luc, find)).toBe(0)
  })
})

describe('what is between two', () => {
  const asked = `select from ask where item_id = ${talk.id}`
  const add = (who: Asked, by: Asked) =>
    `insert into ask (item_id, space_id, person_id, asked_by) values (${talk.id}, ${rivers.id}, ${who.id}, ${by.id})`
  type Asked = { id: number }

  it('who asked whom is seen by the two, not by others of the space', async () => {
    const mei = await world.person('Mei Zhao')
    await world.join(rivers, mei)
    await world.owner.unsafe(add(mei, luc))
    for (const [who, sees] of [
      [luc, 1],
      [mei, 1],
      [ada, 0],
      [noor, 0],
      [null, 0],
    ] as const)
      expect(await tried(who, asked)).toBe(sees)
    const answer = `update ask set answer = 'not-now', answered_at = now() where item_id = ${talk.id}`
    expect(await tried(luc, answer), 'the answer is for who was asked').toBe(0)
    expect(await tried(ada, answer)).toBe(0)
    expect(await tried(mei, `update ask set asked_by = ${ada.id}`)).toBe(DENIED)
    expect(await tried(mei, answer)).toBe(1)
    expect(await tried(luc, 'delete from ask')).toBe(DENIED)
  })

  it('only the author asks, in their own name, people of the space', async () => {
    expect(await tried(luc, add(ada, luc))).toBe(1)
    expect(await tried(luc, add(noor, luc))).toBe(DENIED)
    expect(await tried(luc, add(tamsin, luc))).toBe(DENIED)
    expect(await tried(luc, add(luc, ada))).toBe(DENIED)
    expect(await tried(ada, add(luc, ada))).toBe(DENIED)
    expect(await tried(noor, add(ada, noor))).toBe(DENIED)
  })
})

describe('what nobody may touch', () => {
  it.each(['login', 'session', 'token', 'one_time', 'tries', 'mail'])('%s', async (table) => {
    expect(await tried(ada, `select from ${table}`)).toBe(DENIED)
  })

  it('the schema, the roles and the jobs', async () => {
    expect(await tried(ada, 'create table copse.mine (id int)')).toBe(DENIED)
    expect(await tried(ada, 'set role copse_owner')).toBe(DENIED)
    expect(await tried(ada, 'select from graphile_worker._private_jobs')).toBe(DENIED)
    expect(await tried(ada, 'alter table copse.message disable row level security')).toBe(DENIED)
  })
})

describe('the owner and the jobs', () => {
  it('the owner sees everything through its own policy, so that a backup is whole', async () => {
    const [row] = await world.owner<[{ n: number; bypass: boolean }]>`
      select (select count(*)::int from message) n, rolbypassrls or rolsuper as bypass from pg_roles where rolname = 'copse_owner'`
    expect(row.n).toBeGreaterThan(1)
    expect(row.bypass).toBe(false)
  })

  it('one transaction’s person does not stay for the next on the same connection', async () => {
    const sql = await app.reserve()
    try {
      await sql`begin`
      await sql`select enter(${hashOf(luc.cookie.slice('copse='.length))}, null, true)`
      await sql`commit`
      await sql`begin`
      expect((await sql`select from message`).count).toBe(0)
      await sql`rollback`
    } finally {
      sql.release()
    }
  })

  it('a route of one space is given that space alone', async () => {
    await world.join(seeds, luc)
    const sql = await app.reserve()
    try {
      await sql`begin`
      await sql`select enter(${hashOf(luc.cookie.slice('copse='.length))}, ${seeds.slug})`
      expect((await sql`select from message`).count).toBe(0)
      expect((await sql`select from space`).count).toBe(1)
      await sql`rollback`
    } finally {
      sql.release()
    }
  })
})

describe('what is between few', async () => {
  const { id: warning } = (
    await ada.post(`${rivers.path}/notes`, {
      person: luc.handle,
      kind: 'warning',
      agreement: 'Be kind',
      words: 'Please.',
    })
  ).json()
  await luc.post(`/me/notes/${warning}/replies`, { words: 'I will.' })
  const sana = await world.person('Sana Petit')
  await world.join(rivers, sana)
  await sana.post(`${rivers.path}/reports`, { item: talk.id, kind: 'hurts', words: 'It is aimed at me.' })
  await luc.post(`/people/${ada.handle}/block`, { on: true })
  await app`select note_emergency(${luc.id}, 'operator.link')`
  const everyone = [ada, luc, sana, tamsin, noor, null]
  const see = (table: string) => Promise.all(everyone.map((who) => seen(who, table)))

  it('is seen by nobody else: notes and their answers, reports, blocks, what the operator did', async () => {
    expect(await see('host_note')).toEqual([1, 1, 0, 0, 0, 0])
    expect(await see('host_note_reply')).toEqual([1, 1, 0, 0, 0, 0])
    expect(await see('report'), 'never by whom it is about').toEqual([1, 0, 1, 0, 0, 0])
    expect(await see('block'), 'never by who is blocked').toEqual([0, 1, 0, 0, 0, 0])
    expect(await see('emergency')).toEqual([0, 1, 0, 0, 0, 0])
  })

  it('is written by nobody else, nor in another’s name', async () => {
    const note = `insert into host_note (space_id, person_id, kind, by_id, agreement, words) values (${rivers.id}, ${sana.id}, 'warning', ${ada.id}, 'x', 'x')`
    const reply = (who: { id: number }) =>
      `insert into host_note_reply (note_id, author_id, words) values (${warning}, ${who.id}, 'x')`
    const report = (by: { id: number }, about: { id: number }) =>
      `insert into report (space_id, item_id, person_id, reporter_id, kind) values (${rivers.id}, ${ended.id}, ${about.id}, ${by.id}, 'hurts')`
    const block = `insert into block (person_id, blocked_id) values (${luc.id}, ${sana.id})`
    expect(await Promise.all([ada, luc, noor].map((who) => tried(who, note)))).toEqual([DENIED, DENIED, DENIED])
    expect(await Promise.all([ada, luc, sana, noor].map((who) => tried(who, reply(who))))).toEqual([
      1,
      1,
      DENIED,
      DENIED,
    ])
    expect(await tried(luc, reply(ada))).toBe(DENIED)
    expect(await tried(sana, report(sana, luc))).toBe(1)
    expect(await tried(sana, report(ada, luc)), 'in another’s name').toBe(DENIED)
    expect(await tried(sana, report(sana, ada)), 'about someone whose thing it is not').toBe(DENIED)
    expect(await tried(noor, report(noor, luc))).toBe(DENIED)
    const settle = (by: { id: number }) =>
      `update report set outcome = 'kept', answer = 'x', settled_by = ${by.id}, settled_at = now()`
    expect([await tried(ada, settle(ada)), await tried(luc, settle(luc)), await tried(noor, settle(noor))]).toEqual([
      1, 0, 0,
    ])
    expect(await tried(sana, settle(sana)), 'not even who reported').toBe(DENIED)
    expect(await tried(ada, settle(luc))).toBe(DENIED)
    expect([await tried(luc, block), await tried(sana, block), await tried(sana, 'delete from block')]).toEqual([
      1,
      DENIED,
      0,
    ])
    expect(await tried(luc, `insert into emergency (person_id, verb) values (${luc.id}, 'operator.link')`)).toBe(DENIED)
    expect(await tried(luc, 'delete from emergency')).toBe(DENIED)
    // A command writes it in nobody's name; what someone sends does not.
    const wrote = `do $$ begin
      perform note_emergency(${ada.id}, 'operator.link');
      if exists (select from emergency where person_id = ${ada.id}) then raise 'it did'; end if;
    end $$`
    expect(await tried(ada, wrote)).not.toBe('P0001')
    expect(await tried(null, wrote.replace('if exists', 'if not exists')), 'nobody reads it').toBe('P0001')
    expect(await tried(luc, `select tended_in(${rivers.id}, ${ada.id})`)).toBe(DENIED)
  })

  it('a suspension shuts every table of the space, also in their name behind the scenes', async () => {
    const until = new Date(Date.now() + 3 * 86_400_000).toISOString()
    await ada.post(`${rivers.path}/notes`, {
      person: sana.handle,
      kind: 'suspension',
      agreement: 'x',
      words: 'x',
      until,
    })
    for (const table of ['space', 'membership', 'item', 'message', 'tail', 'activity', 'audit'])
      expect(await seen(sana, table), table).toBe(0)
    const sql = await app.reserve()
    await sql`begin`
    await sql`select enter_as(${sana.id})`
    const [row] = await sql<[{ reads: string; writes: string; n: number }]>`
      select current_setting('copse.reads') reads, current_setting('copse.writes') writes, (select count(*)::int from message) n`
    await sql`rollback`
    sql.release()
    expect(row).toEqual({ reads: '', writes: '', n: 0 })
    expect(await tried(sana, `update membership set ended_at = null where person_id = ${sana.id}`)).toBe(0)
    expect(await tried(ada, `update membership set ended_at = null where person_id = ${sana.id}`)).toBe('CP013')
    // What hosts wrote to them they read from outside.
    expect(await seen(sana, 'host_note')).toBe(1)
  })
})
