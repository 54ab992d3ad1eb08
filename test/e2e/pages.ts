import type { Page } from 'playwright-core'
import { stopPath } from '../../src/spine/letters/stopping.ts'
import { hashOf, newSecret } from '../../src/spine/people/credential.ts'
import { type KeyLink, keyLinkPath } from '../../src/spine/people/key-links.ts'
import { endingPath } from '../../src/spine/people/sessions.ts'
import { oneTimePath } from '../../src/spine/people/signing-in.ts'
import { invitationPath } from '../../src/spine/spaces/invitations.ts'
import type { Person } from '../site.ts'
import { actionsOf } from './actions.ts'
import { beginningOf } from './beginning.ts'
import { calendarOf } from './calendar.ts'
import { conversationsOf } from './conversations.ts'
import { filesOf } from './files.ts'
import { findingOf } from './finding.ts'
import { hooksOf } from './hooks.ts'
import { journeysOf } from './journeys.ts'
import { libraryOf } from './library.ts'
import { roomsOf } from './rooms.ts'
import { shelvesOf } from './shelves.ts'
import type { Stage } from './stage.ts'
import { thanksOf } from './thanks.ts'
import { welcomeOf } from './welcome.ts'

/** One page as someone sees it. */
export interface Visit {
  /** Pattern of the route, as in the list of routes. */
  route: string
  /** Tells it from other visits to the same route. */
  name: string
  path: string
  by?: { cookie: string }
  /** What is done on it first. */
  first?: (page: Page) => Promise<void>
  status?: number
}

/** One without a name has its route's. */
export type UnnamedVisit = Omit<Visit, 'name'> & { name?: string }

/** Addresses that browsers fetch but nobody looks at, and those that lead elsewhere. */
export const withoutPage = new Set([
  '/me/data/archive',
  '/drafts/:place',
  '/recorder',
  '/c/:space/discussions/similar',
  '/c/:space/names',
  '/c/:space/titles',
  '/search/suggestions',
  '/c/:space/search/suggestions',
  '/c/:space/attachments/:attachment/:name',
  '/pictures/:hash',
  '/feeds/:token.atom',
  '/me/feed.atom',
  '/feeds/:token.ics',
  '/c/:space/events/:id/event.ics',
  '/people/:handle/welcome',
  '/join/:token/introduction',
  '/join/:token/introduction/captions',
  '/c/:space/door/introduction',
  '/c/:space/door/introduction/captions',
  '/operating/seen/:token',
  '/c/:space/discussions/:id/messages',
  '/c/:space/pages/:id/messages',
  '/c/:space/pages/:id/messages/:number',
  '/c/:space/links/bookmarks',
  '/c/:space/links/:id/messages',
  '/c/:space/links/:id/messages/:number',
  '/c/:space/gaps/:id/messages',
  '/c/:space/thanks/:id/messages',
  '/c/:space/thanks/:id/messages/:number',
  '/c/:space/rooms/:id/day',
  '/c/:space/rooms/:id/messages',
  '/c/:space/rooms/:id/messages/:number',
  '/c/:space/actions/:id/messages',
  '/c/:space/actions/:id/messages/:number',
  '/c/:space/files/:id/messages',
  '/c/:space/files/:id/messages/:number',
  '/c/:space/files/:id/content/:name',
  '/c/:space/files/:id/pictures/:page/:size',
  '/c/:space/files/:id/versions/:number/content/:name',
  '/c/:space/files/archive',
  '/out/:token/:name',
  '/c/:space/gaps/:id/messages/:number',
  '/c/:space/journeys/:id/messages',
  '/c/:space/journeys/:id/messages/:number',
  '/c/:space/events/:id/messages',
  '/c/:space/events/:id/messages/:number',
  '/c/:space/find/:id/messages',
  '/c/:space/find/:id/messages/:number',
  '/c/:space/conversation/:id/messages',
  '/c/:space/conversation/:id/messages/:number',
  '/messages/:id',
  '/c/:space/pages/:id/markdown',
  '/c/:space/pages/archive.zip',
  '/published/:id/files/:file/:name',
  '/c/:space/discussions/:id/messages/:number',
  // Only there where a site has a provider.
  '/sign-in/provider/back',
])

const RIVER = '/c/river-keepers'

/** A second in which nothing is said, as a WAV file. */
const silence = (() => {
  const head = Buffer.alloc(44)
  head.write('RIFF', 0)
  head.writeUInt32LE(36 + 8000, 4)
  head.write('WAVEfmt ', 8)
  head.writeUInt32LE(16, 16)
  head.writeUInt16LE(1, 20)
  head.writeUInt16LE(1, 22)
  head.writeUInt32LE(8000, 24)
  head.writeUInt32LE(8000, 28)
  head.writeUInt16LE(1, 32)
  head.writeUInt16LE(8, 34)
  head.write('data', 36)
  head.writeUInt32LE(8000, 40)
  return Buffer.concat([head, Buffer.alloc(8000, 128)])
})()

/** Somebody with everything that can open an account, and what leads to the pages about it. */
async function keysOf(stage: Stage, person: Person) {
  const { owner, site } = stage
  await owner`insert into second_step (person_id, secret, last_step) values (${person.id}, '', 0)`
  const [passkey] = await owner<[{ id: number }]>`
    insert into passkey (person_id, credential_id, public_key, counter, name, used_at) values (${person.id}, 'one', '', 0, 'My phone', now()) returning id`
  await owner`insert into identity (person_id, issuer, subject, email) values (${person.id}, 'https://login.example.org', 'petra', 'petra@example.org')`
  await person.post('/me/tokens', { name: 'Our newsletter', write: true })
  await person.post('/me/applications', { name: 'Calendar on my phone', days: 90 })
  const agent = 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Mobile/15E148 Safari/604.1'
  const [session] = await owner<[{ id: number }]>`select open_session(${person.id}, '\\x01', ${agent}) id`
  const [current] = await owner<[{ id: number }]>`select min(id)::bigint id from session where person_id = ${person.id}`
  const link = async (kind: KeyLink) => {
    const [made] = await owner<[{ id: number }]>`
      insert into key_link (kind, person_id, session_id, email, expires_at)
      values (${kind}, ${person.id}, ${current.id}, 'petra@example.net', now() + interval '1 hour') returning id`
    return keyLinkPath(site, kind, made.id)
  }
  const half = newSecret()
  await owner`select begin_half(${person.id}, ${hashOf(half)}, '/')`
  // All pages are opened before this one, which takes longer than ten minutes.
  await owner`update half_session set expires_at = now() + interval '3 hours'`
  return {
    passkey: `/me/passkeys/${passkey.id}`,
    session: endingPath(site, session.id),
    confirm: await link('confirm'),
    address: await link('address'),
    half: { cookie: `copse-half=${half}` },
  }
}

async function wrongCode(page: Page): Promise<void> {
  await page.locator('input[name=code]').fill('000000')
  await page.locator('form[action="/sign-in/code"] button').click()
  await page.locator('#problems').waitFor()
}

/** Every page there is, in the demonstration world: full ones, empty ones, refused forms, ended links. */
export async function everyPage(stage: Stage): Promise<Visit[]> {
  const { owner, site } = stage
  // All read in one language here; and the site is left open to be founded, so that its first page can be seen.
  await owner`update person set lang = 'en'`
  await owner`insert into health (findings) values (${owner.json([
    { check: 'backup', state: 'wrong', says: 'backup-old', values: { hours: 80 } },
    {
      check: 'mail',
      state: 'warning',
      says: 'spf-none',
      values: { domain: 'river.example.org', record: 'v=spf1 a:mail.river.example.org mx ~all' },
    },
    { check: 'mail', state: 'unknown', says: 'dkim-unknown', values: { domain: 'river.example.org' } },
    { check: 'disk', state: 'well', says: 'disk-room', values: { free: '83', all: '271', which: 'data' } },
  ])})`
  await owner`update site set founded_at = null`
  const ada = await stage.cast('ada')
  const bashir = await stage.cast('bashir')
  const luc = await stage.cast('luc')
  const operator = await stage.person('Olive Oduya', { operator: true })
  const newcomer = await stage.person('Nils Anders')
  const founder = await stage.person('Petra Novak')
  const empty = await stage.community(founder, 'Night Walkers')
  const report = (
    await founder.post(`${empty.path}/invitations/addresses`, { addresses: 'maud@example.org, sam@, maud@example.org' })
  ).json().url
  await founder.post(`${empty.path}/invitations`, { note: 'Come and walk with us.', uses: 10, days: 7 })

  const announced = await stage.community(founder, 'Bee Friends')
  await founder.post(`${announced.path}/settings/door`, {
    visibility: 'announced',
    joining: 'request',
    questions: 'Where are your bees?\nWho told you of us?',
  })
  const waiting = await stage.person('Maud Tessier')
  await waiting.post(`${announced.path}/door`, { answer1: 'Behind the mill, two hives.', answer2: 'Luc did.' })

  const discussions = await owner<{ id: number; title: string }[]>`
    select i.id, i.title from item i join space s on s.id = i.space_id where s.slug = 'river-keepers' and i.kind = 'discussion' order by i.id`
  const [edited] = await owner<[{ itemId: number; number: number }]>`
    select item_id, number from message where version > 1 and space_id = (select id from space where slug = 'river-keepers') limit 1`
  const at = (id: number) => `${RIVER}/discussions/${id}`
  // Pictures, an answer, a removed message, two languages, what is new to the reader.
  const richest = discussions.filter(({ title }) => /^(Brown|About that|Mots)/.test(title))
  const brown = at(discussions.find((one) => one.title.startsWith('Brown water'))!.id)
  const finished = discussions.find((one) => one.title.startsWith('Can we open'))!
  const weir = at(finished.id)
  await owner`insert into draft (person_id, place, fields)
    select id, ${`item:${finished.id}`}, '{"text":"The eels are here. I have seen them from the bridge."}' from person where handle = 'bashir' on conflict do nothing`
  const help = at(discussions.find((one) => one.title.startsWith('I lost forty'))!.id)
  const removed = await stage.discussion(empty, founder, 'Said in error')
  await founder.post(`${removed.path}/removal`)
  await founder.upload('/me/welcome', { welcome: 'Come and walk with us.' }, [
    { field: 'recording', name: 'hello.wav', type: 'audio/wav', bytes: silence },
  ])
  const long = await longDiscussion(stage, founder, empty)
  // People have been told of the last weeks.
  await owner`select tell(id, ${owner.json(site.tells)}) from activity where at > now() - interval '40 days'`
  await owner`insert into hearing (person_id, paused_until) select id, current_date + 9 from person where handle = 'luc'`
  const [letter] = await owner<
    [{ id: number }]
  >`select queue_mail('notice', 'maud@example.org', ${founder.id}, 0, 'en', 'localhost') id`
  const [weekly] = await owner<
    [{ id: number }]
  >`select queue_mail('weekly', 'maud@example.org', ${founder.id}, ${empty.id}, 'en', 'localhost') id`
  const gloves = at(discussions.find((one) => one.title.startsWith('Which gloves'))!.id)
  const kept = await stage.discussion(empty, founder, 'Said, changed and summed up')
  await founder.post(`${kept.path}/edit`, { title: 'Said and summed up', tags: 'owls', version: 1 })
  await founder.post(`${kept.path}/summary`, { text: 'Owls, mostly.', version: 0 })
  await founder.post(`${kept.path}/summary/removal`)
  const asking = await askedFor(stage, founder, newcomer)
  const keys = await keysOf(stage, founder)
  const [note] = await owner<[{ id: number }]>`select id from host_note order by id limit 1`
  const [harsh] = await owner<[{ id: number }]>`
    select m.id from message m join item i on i.id = m.item_id where i.title like 'About that photo' and m.number = 1`
  const resting = await stage.person('Rowan Field')
  await stage.join(empty, resting)
  const folded = await stage.discussion(empty, resting, 'Which lamps disturb owls?')
  await founder.post(`/people/${resting.handle}/block`, { on: true })
  const suspension = (
    await founder.post(`${empty.path}/notes`, {
      person: resting.handle,
      kind: 'suspension',
      agreement: 'We walk without lamps',
      words: 'Three nights with a lamp. Take a rest, and write to us.',
      until: new Date(Date.now() + 9 * 86_400_000).toISOString().slice(0, 10),
    })
  ).json().id
  await founder.post('/discussions/reading')

  const [invitation] = await owner<[{ id: number }]>`
    select id from invitation where space_id = ${empty.id} and email is null`
  const [ended] = await owner<[{ id: number }]>`
    insert into invitation (space_id, made_by, note, revoked_at) values (${empty.id}, ${founder.id}, '', now()) returning id`
  const link = async (kind: 'sign-in' | 'password') => {
    const [made] = await site.database.app<
      [{ id: number }]
    >`select * from make_one_time(${kind}, 'ada@copse.example', 60)`
    return oneTimePath(site, kind, made.id)
  }
  const [{ id: firstRun }] = await site.database.app<[{ id: number }]>`select make_first_run() id`
  const author = (await owner<[{ handle: string }]>`select handle::text from person where handle = 'bashir'`)[0].handle
  const refused = (page: Page) =>
    page
      .locator('main form')
      .first()
      .evaluate((form: HTMLFormElement) => {
        form.noValidate = true
        form.requestSubmit()
      })
      .then(() => page.locator('#problems').waitFor())

  const visits: UnnamedVisit[] = [
    ...(await libraryOf(stage, founder, empty)),
    ...(await shelvesOf(stage, founder, empty)),
    ...(await thanksOf(stage, founder, empty)),
    ...(await actionsOf(stage, founder, empty)),
    ...(await roomsOf(stage, founder, empty)),
    ...(await beginningOf(stage, founder, empty)),
    ...(await hooksOf(stage, founder, empty)),
    ...(await conversationsOf(stage, founder, empty)),
    ...(await filesOf(stage, founder, empty)),
    ...(await calendarOf(stage, founder, empty)),
    ...(await findingOf(stage, founder, empty)),
    ...(await journeysOf(stage, founder, empty)),
    ...(await welcomeOf(stage, founder, silence)),
    { route: '/', path: '/', name: 'from the street' },
    { route: '/', path: '/', by: ada },
    { route: '/', path: '/', by: newcomer, name: 'without a community' },
    { route: '/communities/new', path: '/communities/new', by: ada },
    { route: '/c/:space', path: RIVER, by: ada },
    { route: '/c/:space', path: RIVER, by: bashir, name: 'as a member' },
    { route: '/c/:space', path: empty.path, by: founder, name: 'on its first day' },
    { route: '/c/:space/discussions', path: `${RIVER}/discussions`, by: ada },
    { route: '/c/:space/discussions', path: `${RIVER}/discussions?tag=nothing-like-it`, by: ada, name: 'none such' },
    {
      route: '/c/:space/discussions',
      path: `${RIVER}/discussions?intent=story&sort=begun`,
      by: bashir,
      name: 'narrowed',
    },
    { route: '/c/:space/discussions', path: `${RIVER}/discussions?tag=eels`, by: ada, name: 'of a tag' },
    { route: '/c/:space/discussions/new', path: `${RIVER}/discussions/new`, by: ada },
    {
      route: '/c/:space/discussions/new',
      path: `${RIVER}/discussions/new`,
      by: bashir,
      name: 'refused',
      first: refused,
      status: 422,
    },
    ...richest.map(({ id, title }) => ({ route: '/c/:space/discussions/:id', path: at(id), by: ada, name: title })),
    { route: '/c/:space/discussions/:id', path: `${brown}?reply=2`, by: bashir, name: 'with a quotation' },
    { route: '/c/:space/discussions/:id', path: `${long}?page=2`, by: founder, name: 'in the middle of many' },
    { route: '/c/:space/discussions/:id', path: weir, by: bashir, name: 'closed, with words begun' },
    { route: '/c/:space/discussions/:id/closure', path: `${brown}/closure`, by: ada },
    {
      route: '/c/:space/discussions/:id/closure',
      path: `${brown}/closure`,
      by: ada,
      name: 'refused',
      first: refused,
      status: 422,
    },
    { route: '/c/:space/discussions/:id', path: help, by: luc, name: 'asking for help' },
    { route: '/c/:space/discussions/:id', path: help, by: bashir, name: 'asked for help' },
    { route: '/c/:space/discussions/:id/edit', path: `${brown}/edit`, by: ada },
    { route: '/c/:space/discussions/:id/revisions', path: `${kept.path}/revisions`, by: founder },
    { route: '/c/:space/discussions/:id/summary', path: `${weir}/summary`, by: ada },
    { route: '/c/:space/discussions/:id/summary', path: `${weir}/summary`, by: bashir, name: 'who began it' },
    { route: '/c/:space/discussions/:id/summary/revisions', path: `${weir}/summary/revisions`, by: ada },
    { route: '/c/:space/discussions/:id/summary/removal', path: `${kept.path}/summary/removal`, by: founder },
    { route: '/c/:space/discussions/:id', path: gloves, by: ada, name: 'something split off' },
    { route: '/c/:space/discussions/:id', path: weir, by: ada, name: 'with a summary' },
    { route: '/c/:space/discussions/:id/messages/:number/split', path: `${gloves}/messages/2/split`, by: ada },
    { route: '/c/:space/discussions/:id/moving', path: `${kept.path}/moving`, by: founder },
    { route: '/c/:space/discussions/:id/moving', path: `${asking.path}/moving`, by: newcomer, name: 'asked' },
    { route: '/c/:space/discussions/:id', path: asking.path, by: newcomer, name: 'asked for words' },
    { route: '/c/:space/discussions/:id/moving', path: `${asking.path}/moving`, by: founder, name: 'asking' },
    { route: '/c/:space/discussions/:id/removal', path: `${removed.path}/removal`, by: founder },
    { route: '/c/:space/discussions/:id/messages/:number/edit', path: `${long}/messages/1/edit`, by: founder },
    {
      route: '/c/:space/discussions/:id/messages/:number/revisions',
      path: `${at(edited.itemId)}/messages/${edited.number}/revisions`,
      by: ada,
    },
    { route: '/c/:space/tags', path: `${RIVER}/tags`, by: ada },
    { route: '/c/:space/tags', path: `${empty.path}/tags`, by: founder, name: 'none yet' },
    { route: '/c/:space/tags/:tag', path: `${RIVER}/tags/eels`, by: ada },
    { route: '/c/:space/tags/:tag', path: `${RIVER}/tags/eels`, by: bashir, name: 'as a member' },
    { route: '/c/:space/following', path: `${RIVER}/following`, by: ada },
    { route: '/discussions/reading', path: '/discussions/reading', by: founder },
    { route: '/drafts', path: '/drafts', by: bashir },
    { route: '/drafts', path: '/drafts', by: newcomer, name: 'none' },
    { route: '/saved', path: '/saved', by: ada },
    { route: '/saved', path: '/saved', by: newcomer, name: 'none' },
    { route: '/search', path: '/search', by: ada, name: 'nothing asked yet' },
    { route: '/search', path: '/search?q=eel', by: ada, name: 'much found' },
    { route: '/search', path: '/search?q=anguile&sort=newest', by: ada, name: 'forgiven' },
    { route: '/search', path: '/search?q=xylophone+in%3Ariver-keepers', by: ada, name: 'nothing found' },
    { route: '/search', path: '/search?tag=water&kind=discussion&since=2020-01-01', by: ada, name: 'narrowed' },
    { route: '/c/:space/search', path: `${RIVER}/search?q=luc`, by: bashir },
    { route: '/c/:space/members', path: `${RIVER}/members`, by: ada },
    { route: '/c/:space/members', path: `${RIVER}/members`, by: bashir, name: 'as a member' },
    { route: '/c/:space/members', path: `${RIVER}/members?view=table&place=Saltmouth`, by: ada, name: 'as a table' },
    {
      route: '/c/:space/members',
      path: `${RIVER}/members?q=bank%20slides`,
      by: ada,
      name: 'nobody, but some may know',
    },
    { route: '/c/:space/members', path: `${RIVER}/members?standing=guest&badge=manager`, by: bashir, name: 'nobody' },
    { route: '/c/:space/members/imported', path: `${RIVER}/members/imported`, by: ada },
    { route: '/c/:space/members/:handle', path: `${RIVER}/members/${author}`, by: ada },
    { route: '/c/:space/leaving', path: `${RIVER}/leaving`, by: bashir },
    { route: '/c/:space/invitations', path: `${RIVER}/invitations`, by: ada },
    { route: '/c/:space/invitations', path: `${empty.path}/invitations`, by: founder, name: 'open and ended' },
    { route: '/c/:space/invitations/reports/:report', path: report, by: founder },
    { route: '/c/:space/settings', path: `${RIVER}/settings`, by: ada },
    { route: '/c/:space/circles', path: `${RIVER}/circles`, by: ada },
    { route: '/c/:space/circles', path: `${empty.path}/circles`, by: founder, name: 'none yet' },
    { route: '/c/:space/circles/new', path: `${RIVER}/circles/new`, by: bashir },
    { route: '/c/:space/door', path: `${announced.path}/door`, name: 'from the street' },
    { route: '/c/:space/door', path: `${announced.path}/door`, by: newcomer, name: 'signed in' },
    { route: '/c/:space/door', path: `${announced.path}/door`, by: waiting, name: 'waiting' },
    { route: '/c/:space/requests', path: `${announced.path}/requests`, by: founder },
    { route: '/c/:space/requests', path: `${RIVER}/requests`, by: ada, name: 'nobody' },
    { route: '/c/:space/reports', path: `${RIVER}/reports`, by: ada },
    { route: '/c/:space/reports', path: `${empty.path}/reports`, by: founder, name: 'none' },
    {
      route: '/c/:space/reports',
      path: `${RIVER}/reports`,
      by: ada,
      name: 'refused',
      status: 422,
      first: async (page) => {
        await page.locator('button[value="kept"]').first().click()
        await page.locator('#problems').waitFor()
      },
    },
    { route: '/c/:space/reports/new', path: `${RIVER}/reports/new?message=${harsh.id}`, by: bashir },
    { route: '/c/:space/reports/new', path: `${RIVER}/reports/new?person=luc`, by: bashir, name: 'a person' },
    { route: '/c/:space/notes', path: `${RIVER}/notes`, by: ada },
    { route: '/c/:space/notes', path: `${empty.path}/notes`, by: founder, name: 'none' },
    { route: '/c/:space/notes/new', path: `${RIVER}/notes/new?person=owen&kind=suspension`, by: ada },
    { route: '/c/:space/notes/:note', path: `${RIVER}/notes/${note.id}`, by: ada },
    { route: '/c/:space/notes/:note', path: `${empty.path}/notes/${suspension}`, by: founder, name: 'a suspension' },
    { route: '/me/notes/:note', path: `/me/notes/${note.id}`, by: await stage.cast('owen') },
    { route: '/me/notes/:note', path: `/me/notes/${suspension}`, by: resting, name: 'suspended' },
    { route: '/me/reports', path: '/me/reports', by: await stage.cast('hanne') },
    { route: '/me/reports', path: '/me/reports', by: newcomer, name: 'none' },
    { route: '/me/blocks', path: '/me/blocks', by: founder },
    { route: '/me/blocks', path: '/me/blocks', by: newcomer, name: 'none' },
    { route: '/c/:space/about/log', path: `${RIVER}/about/log`, by: ada },
    {
      route: '/c/:space/about/log',
      path: `${RIVER}/about/log?about=place`,
      by: bashir,
      name: 'narrowed, for a member',
    },
    { route: '/c/:space/discussions/:id', path: folded.path, by: founder, name: 'with words of someone blocked' },
    { route: '/people/:handle', path: `/people/${author}`, by: ada },
    { route: '/people/:handle', path: '/people/ada', by: ada, name: 'oneself' },
    { route: '/people/:handle', path: `/people/${newcomer.handle}`, by: newcomer, name: 'oneself, saying nothing yet' },
    { route: '/people/:handle', path: '/people/bashir', by: bashir, name: 'oneself, hiding something' },
    { route: '/people/:handle', path: `/people/${founder.handle}`, by: founder, name: 'with a recording' },
    { route: '/notifications', path: '/notifications', by: ada },
    { route: '/notifications', path: '/notifications', by: bashir, name: 'much of it' },
    { route: '/notifications', path: '/notifications', by: newcomer, name: 'none' },
    { route: '/waiting', path: '/waiting', by: ada },
    { route: '/waiting', path: '/waiting', by: newcomer, name: 'nothing' },
    { route: '/me/notifications', path: '/me/notifications', by: ada },
    {
      route: '/me/notifications',
      path: '/me/notifications',
      by: founder,
      name: 'refused',
      status: 422,
      first: async (page) => {
        await page.locator('#quietTo').selectOption('21')
        await page.locator('form.hearing button').click()
        await page.locator('#problems').waitFor()
      },
    },
    { route: '/me/notifications', path: '/me/notifications', by: luc, name: 'resting' },
    { route: '/letters/:token', path: stopPath(site, letter.id) },
    {
      route: '/letters/:token',
      path: stopPath(site, weekly.id),
      name: 'of a community, stopped',
      first: (page) => page.locator('main button').click(),
    },
    { route: '/me', path: '/me', by: ada },
    { route: '/me/data', path: '/me/data', by: ada },
    { route: '/me/forgetting', path: '/me/forgetting', by: ada },
    { route: '/me/forgetting', path: '/me/forgetting', by: newcomer, name: 'the form' },
    { route: '/forgotten', path: '/forgotten', by: newcomer },
    { route: '/me/confirm', path: '/me/confirm?to=/me&again=true', by: ada },
    { route: '/me/confirm/mailed', path: '/me/confirm/mailed', by: ada },
    { route: '/me/confirm/:token', path: keys.confirm, by: founder },
    { route: '/me/keys', path: '/me/keys', by: ada },
    { route: '/me/keys', path: '/me/keys', by: founder, name: 'with everything' },
    { route: '/me/keys', path: '/me/keys?left=true', by: founder, name: 'after a new password by mail' },
    { route: '/me/address/proof', path: '/me/address/proof', by: founder },
    { route: '/me/password', path: '/me/password', by: ada },
    { route: '/me/address', path: '/me/address', by: ada },
    { route: '/me/address/mailed', path: '/me/address/mailed', by: ada },
    { route: '/address/:token', path: keys.address },
    { route: '/address/changed', path: '/address/changed' },
    { route: '/me/passkeys/new', path: '/me/passkeys/new', by: ada },
    { route: '/me/passkeys/:passkey', path: keys.passkey, by: founder },
    { route: '/me/code', path: '/me/code', by: ada },
    { route: '/me/tokens/new', path: '/me/tokens/new', by: ada },
    { route: '/me/applications/new', path: '/me/applications/new', by: ada },
    { route: '/sessions/:token', path: keys.session },
    { route: '/sessions/ended', path: '/sessions/ended' },
    { route: '/me/feeds', path: '/me/feeds', by: ada },
    { route: '/me/feeds', path: '/me/feeds', by: newcomer, name: 'none yet' },
    { route: '/me/profile', path: '/me/profile', by: ada },
    { route: '/me/profile', path: '/me/profile', by: founder, name: 'with a recording' },
    {
      route: '/me/profile',
      path: '/me/profile',
      by: bashir,
      name: 'refused',
      first: async (page) => {
        await page.locator('#languages').fill('Riverish')
        await refused(page)
      },
      status: 422,
    },
    { route: '/operating', path: '/operating', by: operator },
    { route: '/operating/health', path: '/operating/health', by: operator },
    { route: '/operating/health', name: 'looking', path: '/operating/health?looking=true', by: operator },
    { route: '/operating/site', path: '/operating/site', by: operator },
    { route: '/outbox', path: '/outbox', by: ada },
    { route: '/sign-in', path: '/sign-in' },
    { route: '/sign-in', path: '/sign-in', name: 'refused', first: refused, status: 422 },
    { route: '/sign-in/mailed', path: '/sign-in/mailed' },
    { route: '/sign-in/code', path: '/sign-in/code', by: keys.half },
    { route: '/sign-in/code', path: '/sign-in/code', by: keys.half, name: 'refused', first: wrongCode, status: 422 },
    { route: '/sign-in/:token', path: await link('sign-in') },
    { route: '/password', path: '/password' },
    { route: '/password/:token', path: await link('password') },
    { route: '/join', path: '/join' },
    { route: '/join/:token', path: invitationPath(site, invitation.id) },
    { route: '/join/:token', path: invitationPath(site, invitation.id), by: newcomer, name: 'signed in' },
    { route: '/join/:token', path: invitationPath(site, ended.id), name: 'ended' },
    { route: '/first-run', path: '/first-run' },
    { route: '/first-run/:token', path: oneTimePath(site, 'first-run', firstRun) },
    { route: 'nowhere', path: '/nowhere', by: ada, status: 404 },
    { route: 'nowhere', path: `${RIVER}/discussions`, name: 'signed out', status: 404 },
  ]
  return visits.map((visit) => ({ ...visit, name: visit.name ? `${visit.route}, ${visit.name}` : visit.route }))
}

/** Goes there and does what is to be done first. */
export async function open(stage: Stage, page: Page, one: Visit): Promise<void> {
  if (one.status) stage.forgive(new RegExp(`^${one.status} `))
  // As if they had just signed in: some pages, opened late, would lead to the one that asks for the password.
  await stage.owner`update session set confirmed_at = now()`
  await page.goto(one.path, { waitUntil: 'load' })
  await one.first?.(page)
}

/** Three pages of messages, one of them now the author's to change. */
async function longDiscussion(
  stage: Stage,
  by: Stage['nobody'],
  community: { id: number; path: string },
): Promise<string> {
  const { path } = await stage.discussion(community as never, by, 'One line from every night')
  for (let night = 2; night <= 110; night++) await by.post(`${path}/messages`, { text: `Night ${night}: **owls**.` })
  return path
}

/** A discussion of two, one of whom would like to take it where more people read. */
async function askedFor(stage: Stage, by: Stage['nobody'], other: Stage['nobody']): Promise<{ path: string }> {
  const small = await stage.community(by, 'Two Walkers')
  const large = await stage.community(by, 'Walkers of the Hills')
  await stage.join(small, other)
  await stage.join(large, await stage.person('Wren Hill'))
  const it = await stage.discussion(small, by, 'What the owl said')
  await other.post(`${it.path}/messages`, { text: 'It said nothing to me.' })
  await by.post(`${it.path}/moving`, { to: large.slug })
  return it
}
