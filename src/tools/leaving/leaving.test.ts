import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { afterEach, describe, expect, it } from 'vitest'
import yauzl from 'yauzl'
import { type Person, testSite } from '../../../test/site.ts'
import { workersOf } from '../../../test/workers.ts'
import { erasedPeople } from '../../platform/backup/erased.ts'
import { forgetAgain } from '../../spine/people/forgetting.ts'
import { fileName } from './gather.ts'

const world = await testSite()
const workers = await workersOf(world)
const ada = await world.person('Ada Umeh')
const river = await world.community(ada)

afterEach(() => {
  expect(world.mistakes.splice(0)).toEqual([])
})

/** Columns that say whose a row is, and are in the copy. */
const copied = new Set(
  `passkey.person_id identity.person_id second_step.person_id key_event.person_id activity.actor_id ask.asked_by ask.person_id attachment.person_id audit.actor_id audit.person_id draft.person_id
  follow.person_id follow_space.person_id follow_tag.person_id hearing.person_id invitation.made_by invitation.person_id
  item.author_id item_revision.person_id join_request.person_id login.person_id membership.person_id message.author_id
  moving_answer.person_id notification.person_id profile.person_id profile_field.person_id reaction.person_id
  reading.person_id revision.author_id saved.person_id session.person_id summary.person_id summary_revision.person_id thread_reading.person_id
  token.person_id weekly.person_id welcome_sound.person_id welcome_step.person_id report.reporter_id report.settled_by host_note.person_id
  host_note.by_id host_note_reply.author_id block.person_id emergency.person_id
  page_revision.author_id page_revision_hand.person_id page_suggestion.author_id page_steward.person_id page_own.person_id page_wish.person_id page_import.person_id publication.by
  gap_wish.person_id gap_taker.person_id file_version.by_id outside_link.person_id
  action.owner_id action_step.person_id
  answer.person_id answer_need.person_id event_part.person_id event_change.person_id
  event_reminding.person_id office_question.person_id calendar_own.person_id minutes.person_id attendance.person_id
  outside_calendar.person_id attendance.by_id looking_back.person_id spoken.person_id spoken.by_id buddy.person_id buddy.buddy_id
  birthday.person_id key_day.person_id quiet_time.person_id thanks.to_id
  date_reply.person_id date_wanted.person_id
  incoming_hook.person_id outgoing_hook.person_id journey_guide.person_id journey_member.person_id journey_done.person_id journey_reflection.person_id
  greet_first.person_id`.split(/\s+/),
)

/** The others, and why they are not. */
const elsewhere: Record<string, string> = {
  ...Object.fromEntries(
    `acceptance.person_id closure.person_id moving.person_id passage.person_id pin.person_id split.person_id item.removed_by
    membership.ended_by message.removed_by summary.removed_by invitation.claims join_request.answered_by greeting.greeted_by
    space.created_by host_note.ended_by page.changed_by page_suggestion.settled_by gap_answer.person_id outside_sharing.by_id action.closed_by action_step.to_id date_question.closed_by journey_member.by_id`
      .split(/\s+/)
      .map((name) => [name, 'something done, which activity and audit tell of']),
  ),
  'welcoming.welcomer_id': 'whom hosts ask to be there for newcomers',
  'waiting_list.person_id': 'what follows from the answers',
  'journey_answered.person_id': 'what follows from joining: the answers themselves are copied',
  'dav_lock.person_id': 'what a program holds for an hour at most',
  ...Object.fromEntries(
    'device.person_id half_session.person_id key_link.person_id provider_trip.person_id recovery_code.person_id'
      .split(' ')
      .map((name) => [name, 'what of a secret is kept, to know it again']),
  ),
  'asking_rest.person_id': 'goes by itself within days',
  'block.blocked_id': 'what others keep to themselves',
  'report.person_id': 'what others reported, which whom it is about never sees',
  'data_saver.person_id': 'how pages look to one',
  'feed.person_id': 'an address, worth nothing elsewhere',
  'greeting.person_id': 'a note of hosts among themselves',
  'idempotency.person_id': 'goes by itself within days',
  'invitation_report.made_by': 'addresses of others',
  'mail.person_id': 'letters that one got',
  'mention.person_id': 'words of others',
  'notification.actor_id': 'what others were told',
  'operator_letter.person_id': 'what operators want to hear, not people',
  'one_time.person_id': 'a link that works once',
  'read_at_once.person_id': 'is in what was read',
  'search_doc.author_id': 'made of words that are there',
  'search_person.person_id': 'made of the introduction',
  'shared_hand.person_id': 'what is not saved yet: it goes with the next save',
  'tail.last_by': 'made of messages',
  'takeout.person_id': 'the copy itself',
  'upload.person_id': 'what is on its way: it becomes a file, or goes within days',
}

async function member(name = 'Ines Ferreira'): Promise<Person> {
  const person = await world.person(name)
  await world.join(river, person)
  return person
}

async function gathered(person: Person) {
  await expect.poll(async () => (await person.json('/me/data')).json().state, { timeout: 10_000 }).toBe('ready')
  return (await person.json('/me/data')).json()
}

async function entriesOf(archive: Buffer): Promise<Map<string, Buffer>> {
  const zip = await yauzl.fromBufferPromise(archive)
  const entries = new Map<string, Buffer>()
  for await (const entry of zip.eachEntry())
    entries.set(entry.fileName, await buffer(await zip.openReadStreamPromise(entry)))
  return entries
}

describe('a copy of everything', () => {
  it('holds words, files and data of mine, also from places I have left, and nothing of others', async () => {
    const ines = await member()
    const it_ = await world.discussion(river, ines, 'Brown water', { text: 'It is clay, says <b>nobody</b>.' })
    await ada.post(`${it_.path}/messages`, { text: 'A secret of mine.' })
    const sent = await ines.upload(`${river.path}/attachments`, {}, [
      { name: '../a plan.txt', type: 'text/plain', bytes: Buffer.from('dig here') },
    ])
    const [file] = await world.owner<{ id: number }[]>`select id from attachment where person_id = ${ines.id}`
    expect(sent.statusCode).toBe(303)
    await ines.post(`${it_.path}/messages`, { text: 'With a plan.', attachments: [file!.id] })
    await ines.post(`${river.path}/leaving`)
    await ines.post('/me/shown-reading', { shown: true })
    await ines.post('/me/data')
    const shown = await gathered(ines)
    expect(shown).toMatchObject({ state: 'ready', done: 3, total: 3, archive: '/me/data/archive' })
    const answer = await ines.get('/me/data/archive')
    expect(answer.headers['content-disposition']).toMatch(/^attachment; filename="[\w-]+\.zip"$/)
    const entries = await entriesOf(answer.rawPayload)
    expect([...entries.keys()]).toEqual(
      expect.arrayContaining([
        'index.html',
        'look.css',
        'data/card.json',
        'data/communities.json',
        `data/words/left-${river.id}.json`,
      ]),
    )
    expect([...entries.keys()].filter((name) => name.includes('..') || name.startsWith('/'))).toEqual([])
    const words = JSON.parse(String(entries.get(`data/words/left-${river.id}.json`)))
    expect(words.map((word: { source: string }) => word.source)).toEqual([
      'It is clay, says <b>nobody</b>.',
      'With a plan.',
    ])
    expect([...entries].filter(([name]) => name.startsWith('files/')).map(([, bytes]) => String(bytes))).toEqual([
      'dig here',
    ])
    const page = String(entries.get(`words/left-${river.id}.html`))
    expect(page).toContain('says &lt;b&gt;nobody&lt;/b&gt;')
    const all = [...entries.values()].map(String).join()
    expect(all).not.toContain('A secret of mine')
    expect(all).not.toContain('River Keepers')
    expect(JSON.parse(String(entries.get('data/card.json')))[0]).toMatchObject({
      handle: ines.handle,
      email: ines.email,
    })
    expect(JSON.parse(String(entries.get('data/profile.json')))).toMatchObject([{ shows_reading: true }])
  })

  it('of a host does not hold who reported, nor what they wrote', async () => {
    const ines = await member()
    const luc = await member()
    await luc.post(`${river.path}/reports`, { person: ines.handle, kind: 'hurts', words: 'She shouted at me.' })
    const [row] = (await ada.json(`${river.path}/reports`)).json().reports
    await ada.post(`${river.path}/reports/${row.id}/settling`, { step: 'done', answer: 'We spoke with her.' })
    await ada.post('/me/data')
    await gathered(ada)
    const entries = await entriesOf((await ada.get('/me/data/archive')).rawPayload)
    const [settled] = JSON.parse(String(entries.get('data/reports-settled.json')))
    expect(Object.keys(settled).sort()).toEqual(['answer', 'id', 'outcome', 'settledAt'])
    expect(settled).toMatchObject({ outcome: 'done', answer: 'We spoke with her.' })
    expect([...entries.values()].map(String).join()).not.toContain('She shouted')
  })

  it('names files so that they stay in their folder', () => {
    for (const name of ['../../etc/passwd', '/etc/passwd', '..', 'C:\\a\u0000b', '.profile'])
      expect(fileName({ id: 7, name })).toMatch(/^7-[^/\\\u0000.][^/\\\u0000]*$/)
  })

  it('is nobody else’s, and gone when it is thrown away', async () => {
    const [ines, luc] = [await member(), await member('Luc Marchetti')]
    await ines.post('/me/data')
    await gathered(ines)
    expect((await luc.json('/me/data')).json()).toMatchObject({ state: 'none', archive: null })
    expect((await luc.json('/me/data/archive')).statusCode).toBe(404)
    expect((await ines.json('/me/data/archive')).statusCode).toBe(200)
    await ines.submit('/me/data/removal')
    expect((await ines.json('/me/data/archive')).statusCode).toBe(404)
    expect((await ines.json('/me/data')).json().state).toBe('none')
  })

  it('is made once, however often the button is pressed', async () => {
    const ines = await member()
    await Promise.all([ines.post('/me/data'), ines.post('/me/data'), ines.submit('/me/data')])
    await gathered(ines)
    const letters = await workers.jobs`select from mail where person_id = ${ines.id} and kind = 'data-ready'`
    expect(letters.length).toBe(1)
  })

  it('has every table that knows of a person, or says why not', async () => {
    const columns = await world.owner<{ name: string }[]>`
      select c.conrelid::regclass || '.' || a.attname as name from pg_constraint c
      join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]
      where c.contype = 'f' and c.confrelid = 'person'::regclass order by 1`
    expect(columns.map(({ name }) => name).filter((name) => !copied.has(name) && !(name in elsewhere))).toEqual([])
  })
})

describe('being forgotten', () => {
  const forget = (person: Person, words: 'take' | 'leave') =>
    person.post('/me/forgetting', { words, handle: person.handle })
  const gone = (person: Person) =>
    expect
      .poll(
        async () =>
          (await world.owner`select from erasure where person_id = ${person.id} and done_at is not null`).length,
        { timeout: 10_000 },
      )
      .toBe(1)

  async function talk(ines: Person) {
    const begun = await world.discussion(river, ada, 'Eels')
    const { number } = (await ines.post(`${begun.path}/messages`, { text: 'Eels sleep in winter.' })).json()
    await ada.post(`${begun.path}/messages`, {
      text: `> **Ines** wrote ([#${number}](${begun.path}/messages/${number})):\n>\n> Eels sleep in winter.\n\nThanks @${ines.handle}, so they do.`,
    })
    await ines.post(`${begun.path}/messages/1/reactions`, { kind: 'thanks' })
    const alone = await world.discussion(river, ines, 'Only mine')
    const both = await world.discussion(river, ines, 'Ours', { text: 'My opening.' })
    await ada.post(`${both.path}/messages`, { text: 'My answer.' })
    return { begun, number, alone, both }
  }

  it('takes words, name, quotations and mentions away, and leaves what others wrote', async () => {
    const ines = await member()
    const { begun, number, alone, both } = await talk(ines)
    await ines.post(`${begun.path}/messages/${number}/edit`, { text: 'Eels sleep, all winter.', version: 1 })
    expect((await forget(ines, 'take')).statusCode).toBe(200)
    expect((await ines.json('/me')).statusCode).toBe(401)
    await gone(ines)
    const { messages } = (await ada.json(begun.path)).json()
    expect(messages.map((one: { html: string; removed: boolean }) => [one.removed, one.html])).toEqual([
      [false, expect.any(String)],
      [true, ''],
      [false, '<blockquote>\n<p>…</p>\n</blockquote>\n<p>Thanks Someone who left, so they do.</p>'],
    ])
    expect(messages[0].reactions).toEqual({})
    expect(messages[1]).toMatchObject({ author: { name: 'Someone who left', picture: null }, mayRestore: false })
    expect((await ada.post(`${begun.path}/messages/${number}/restoration`)).statusCode).toBe(404)
    expect((await ada.json(alone.path)).statusCode).toBe(404)
    const ours = (await ada.json(both.path)).json()
    expect(ours).toMatchObject({ title: 'Ours' })
    expect(ours.messages.map((one: { html: string }) => one.html)).toEqual(['', '<p>My answer.</p>'])
    expect((await ada.json('/search?q=winter')).json().results).toEqual([])
    const { members } = (await ada.json(`${river.path}/members`)).json()
    expect(members.map((one: { id: number }) => one.id)).not.toContain(ines.id)
    expect((await ada.json(`/people/${ines.handle}`)).statusCode).toBe(404)
  })

  it('leaves no trace of name, address or words in any table', async () => {
    const ines = await member('Quillfeather Zazou')
    const { begun, number } = await talk(ines)
    await ines.post(`${begun.path}/messages/${number}/edit`, { text: 'Wintersleepers, once.', version: 1 })
    await ines.post(`${begun.path}/messages/${number}/edit`, { text: 'Nothing of it.', version: 2 })
    await ines.post('/me/profile', { about: 'Wintersleepers and eels.' })
    await forget(ines, 'take')
    await gone(ines)
    const tables = await world.owner<{ name: string }[]>`
      select c.oid::regclass::text as name from pg_class c where c.relnamespace = 'copse'::regnamespace and c.relkind = 'r'`
    const traces: string[] = []
    for (const { name } of tables) {
      // Words of a place, without who said them, are swept with the others that nobody says any more.
      if (name === 'search_word') continue
      const rows = await world.owner.unsafe(`select from ${name} t where t::text ~* $1`, [
        `quillfeather|wintersleep|${ines.email.replaceAll('.', '\\.')}|sleep in winter`,
      ])
      if (rows.length) traces.push(name)
    }
    // The letter that confirms it is under way, to its address alone.
    expect(traces).toEqual(['mail'])
    expect(await world.owner`select kind from mail where address = ${ines.email}`).toMatchObject([
      { kind: 'forgotten' },
    ])
  })

  it('can leave the words, without the name', async () => {
    const ines = await member()
    const { begun, alone } = await talk(ines)
    await forget(ines, 'leave')
    await gone(ines)
    const { messages } = (await ada.json(begun.path)).json()
    expect(messages[1]).toMatchObject({
      removed: false,
      html: '<p>Eels sleep in winter.</p>',
      author: { name: 'Someone who left' },
    })
    expect(messages[2].html).not.toContain(ines.handle)
    expect((await ada.json(alone.path)).json().title).toBe('Only mine')
  })

  it('asks for one’s handle, and for a host who stays', async () => {
    const host = await world.person('Only Host')
    const place = await world.community(host)
    const luc = await world.person('Luc Marchetti')
    await world.join(place, luc)
    const wrong = await luc.submit('/me/forgetting', { words: 'take', handle: 'ada' })
    expect([wrong.statusCode, wrong.body.includes('aria-invalid')]).toEqual([422, true])
    expect((await host.json('/me/forgetting')).json().hostedAlone).toMatchObject([{ slug: place.slug }])
    expect((await forget(host, 'take')).statusCode).toBe(422)
    expect((await host.json('/me')).statusCode).toBe(200)
    await host.post(`${place.path}/hosting`, { handle: luc.handle })
    expect((await forget(host, 'take')).statusCode).toBe(200)
    await gone(host)
    expect((await luc.json(place.path)).statusCode).toBe(200)
  })

  it('finds mentions made under an earlier handle, and takes no handle that anybody could have', async () => {
    const [ines, taken] = [await member('Old Handle'), await member('Squatter')]
    const begun = await world.discussion(river, ada, 'Names')
    await ada.post(`${begun.path}/messages`, { text: `Well said, @${ines.handle}, and @ada_nobody.` })
    const card = { name: ines.name, handle: 'renamed_one', lang: 'en', timeZone: 'Europe/Paris' }
    expect((await ines.post('/me', card)).statusCode).toBe(200)
    await ada.post(`${begun.path}/messages`, { text: 'And you, @renamed\\_one?' })
    for (const handle of [`gone-${ines.id}`, 'gone-fishing'])
      expect((await taken.post('/me', { ...card, handle })).statusCode).toBe(422)
    await ines.post('/me/forgetting', { words: 'leave', handle: 'renamed_one' })
    await gone(ines)
    const { messages } = (await ada.json(begun.path)).json()
    expect(messages.slice(1).map((one: { html: string }) => one.html)).toEqual([
      '<p>Well said, Someone who left, and @ada_nobody.</p>',
      '<p>And you, Someone who left?</p>',
    ])
  })

  it('takes along a community with a circle in which nobody else ever was, and closes one with a former member', async () => {
    const host = await world.person('Only Host')
    const [alone, left] = [await world.community(host), await world.community(host, 'Left behind')]
    expect(
      (await host.post(`${alone.path}/circles`, { name: 'Inner', purpose: 'x', visibility: 'hidden' })).statusCode,
    ).toBe(201)
    const luc = await world.person('Luc Marchetti')
    await world.join(left, luc)
    await luc.post(`${left.path}/leaving`)
    await forget(host, 'take')
    await gone(host)
    expect(await world.owner`select from space where id = ${alone.id} or parent_id = ${alone.id}`).toHaveLength(0)
    expect(await world.owner`select from space where id = ${left.id} and closed_at is not null`).toHaveLength(1)
  })

  it('takes one’s face from the disk, unless somebody else has the same', async () => {
    const ines = await member()
    const bytes = readFileSync(join(import.meta.dirname, '../../../test/e2e/jars.png'))
    await ines.upload('/me/picture', {}, [{ field: 'picture', name: 'me.png', type: 'image/png', bytes }])
    const { picture } = (await ines.json('/me')).json()
    expect((await world.nobody.get(`/pictures/${picture}`)).statusCode).toBe(200)
    await forget(ines, 'take')
    await expect.poll(async () => (await world.nobody.get(`/pictures/${picture}`)).statusCode).toBe(404)
  })

  it('asks first whether it is you, as fetching the copy does, and never a token', async () => {
    const ines = await member()
    const { token } = (await ines.post('/me/tokens', { name: 'Everything', write: true })).json()
    const program = { authorization: `Bearer ${token}`, cookie: '' }
    const mine = { words: 'take', handle: ines.handle }
    expect((await ines.post('/me/forgetting', mine, program)).statusCode).toBe(403)
    expect((await ines.json('/me/data/archive', program)).json().code).toBe('by-hand-only')
    await world.owner`update session set confirmed_at = now() - interval '11 minutes' where person_id = ${ines.id}`
    expect((await ines.post('/me/forgetting', mine)).json().code).toBe('confirm-first')
    expect((await ines.get('/me/data/archive')).headers.location).toBe('/me/confirm?to=%2Fme%2Fdata')
    expect((await ines.json('/me')).statusCode).toBe(200)
  })

  it('takes a community along in which nobody else ever was', async () => {
    const host = await world.person('Only Host')
    const place = await world.community(host)
    await world.discussion(place, host)
    await forget(host, 'leave')
    await gone(host)
    expect(await world.owner`select from space where id = ${place.id}`).toHaveLength(0)
  })

  it('is written on a list outside the database, and done again after a restore', async () => {
    const ines = await member('Restored Person')
    const { begun, number } = await talk(ines)
    await forget(ines, 'take')
    await gone(ines)
    const listed = await erasedPeople(join(world.site.config.dataDir, 'erased'))
    expect(listed).toContainEqual(expect.objectContaining({ id: ines.id, leaveWords: false }))
    expect(readFileSync(join(world.site.config.dataDir, 'erased'), 'utf8')).not.toContain(ines.handle)
    // As if an older backup had brought them back.
    await world.owner`update person set handle = ${ines.handle}, name = ${ines.name} where id = ${ines.id}`
    await world.owner`update message set source = 'Eels sleep.', html = 'Eels sleep.', removed_at = null where item_id = ${begun.id} and number = ${number}`
    await world.owner`delete from erasure where person_id = ${ines.id}`
    await forgetAgain(world.owner, listed)
    await forgetAgain(world.owner, [...listed, { id: 999_999, leaveWords: true }])
    await gone(ines)
    expect((await ada.json(begun.path)).json().messages[1]).toMatchObject({ removed: true, html: '' })
  })

  it('reads a list of which the last line was cut off', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'copse-test-'))
    const { writeFileSync } = await import('node:fs')
    writeFileSync(join(folder, 'erased'), '7 2026-01-01T00:00:00Z\n8 2026-01-01T00:00:00Z words-left\nnonsense\n9')
    expect(await erasedPeople(join(folder, 'erased'))).toMatchObject([
      { id: 7, leaveWords: false },
      { id: 8, leaveWords: true },
    ])
    rmSync(folder, { recursive: true })
    expect(await erasedPeople(join(folder, 'none'))).toEqual([])
  })
})
