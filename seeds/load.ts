import { join } from 'node:path'
import { renderMarkdown } from '../src/platform/markdown/markdown.ts'
import { attach } from '../src/spine/attachments/attachments.ts'
import { keepFiles } from '../src/spine/attachments/kept.ts'
import { type Closable, closeItem } from '../src/spine/items/closure.ts'
import { setFollow, setSpaceFollow, setTagFollow } from '../src/spine/items/follow.ts'
import { moveItem } from '../src/spine/items/moving.ts'
import { setPin } from '../src/spine/items/pin.ts'
import { markRead } from '../src/spine/items/reading.ts'
import { save } from '../src/spine/items/saved.ts'
import { keepSummary, type Summed } from '../src/spine/items/summary.ts'
import { changeTag, tagFor } from '../src/spine/items/tags.ts'
import { saidModseq, summariseReactions } from '../src/spine/messages/change.ts'
import { type Posted, postMessage, type Under } from '../src/spine/messages/post.ts'
import { keepFields, showClock } from '../src/spine/people/fields.ts'
import { passwordHash } from '../src/spine/people/signing-in.ts'
import { backstage } from '../src/spine/request/backstage.ts'
import { type Ctx, meOf, spaceOf } from '../src/spine/request/ctx.ts'
import type { Site } from '../src/spine/request/site.ts'
import { tellFounded } from '../src/spine/settings.ts'
import { makeCircle, makeCommunity } from '../src/spine/spaces/communities.ts'
import {
  askForHelp,
  discussionFor,
  keepAcceptance,
  openDiscussion,
  splitDiscussion,
} from '../src/tools/discussions/index.ts'
import { makeFeed } from '../src/tools/feeds/index.ts'
import { loadActions } from './load-actions.ts'
import { loadConversations } from './load-conversations.ts'
import { loadDate } from './load-dates.ts'
import { loadFiles } from './load-files.ts'
import { loadAwake, loadFinding } from './load-finding.ts'
import { loadFirstHour } from './load-first-hour.ts'
import { loadJourneys } from './load-journeys.ts'
import { loadPages } from './load-pages.ts'
import { loadReport } from './load-report.ts'
import { loadRhythm } from './load-rhythm.ts'
import { loadRooms, loadShowing } from './load-rooms.ts'
import { loadShelves } from './load-shelves.ts'
import { loadThanks } from './load-thanks.ts'
import { loadWelcome } from './load-welcome.ts'
import { riverKeepers } from './river-keepers/space.ts'
import type { SeedDiscussion, SeedMessage, SeedSpace } from './types.ts'
import { world } from './world.ts'

export const DEMO_PASSWORD = 'copse-demo'

/** People by handle, and how far the world's dates are moved so that its story ends now. */
export interface Loading {
  people: Map<string, number>
  moved(at: string): Date
  pictures: string
}

/**
 * Tells the story of `world.md` through the domain's own functions, so that the demonstration is what people would have
 * made. Dates move by whole weeks, so that a Tuesday stays a Tuesday.
 * @param pictures folder of the drawings
 */
export async function loadWorld(site: Site, pictures: string): Promise<void> {
  const WEEK = 7 * 86_400_000
  const shift = Math.floor((Date.now() - Date.parse(world.now)) / WEEK) * WEEK
  const loading: Loading = { people: new Map(), moved: (at) => new Date(Date.parse(at) + shift), pictures }
  const { app } = site.database
  await app`select found_site(true)`
  const password = await passwordHash(DEMO_PASSWORD)
  for (const one of world.cast) {
    const [row] = await app<
      [{ id: number }]
    >`select register(${one.handle}, ${one.name}, ${one.lang}, ${one.email}, ${password}, ${one.timeZone}) id`
    // They have been here for long, and have answered letters.
    await app`select prove_address(${row.id})`
    loading.people.set(one.handle, row.id)
    await backstage(site, row.id, null, async (ctx) => {
      const { hidden = [], ...told } = world.profiles[one.handle] ?? {}
      await keepFields(ctx, { pronouns: one.pronouns ?? '', languages: one.languages, ...told }, hidden)
      await showClock(ctx, !hidden.includes('clock'))
    })
  }
  for (const space of world.spaces) {
    await loadSpace(site, space, loading)
    await loadRequests(site, space, loading)
  }
  const byStart = [...world.discussions].sort((a, b) => Date.parse(a.messages[0]!.at) - Date.parse(b.messages[0]!.at))
  for (const discussion of byStart) await loadDiscussion(site, discussion, loading)
  await loadRooms(site, world.rooms, loading)
  await loadPages(site, world.pages, loading)
  await loadShelves(site, world, loading)
  await loadActions(site, world.actions, loading)
  await loadThanks(site, { space: riverKeepers.slug, host: riverKeepers.createdBy, thanks: world.thanks }, loading)
  await loadFiles(site, world.files, loading)
  for (const date of world.dates) await loadDate(site, date, loading)
  await loadRhythm(site, world.rhythm, loading)
  await loadAwake(site, loading)
  for (const one of world.finding) await loadFinding(site, one, loading)
  await loadJourneys(site, world.journeys, loading)
  await loadFirstHour(site, world.firstHour, loading)
  for (const space of world.spaces) await loadTags(site, space, loading)
  for (const space of world.spaces) await loadWelcome(site, space, loading)
  await loadConversations(site, world.conversations, loading)
  for (const handle of Object.keys(world.lastHere)) await loadLastVisit(site, handle, loading)
  await loadShowing(site, loading)
  await loadFeeds(site, loading)
  for (const report of world.reports) await loadReport(site, report, loading)
  for (const space of world.spaces) await tellOfLately(site, space, loading)
  site.demonstration = true
  tellFounded(site)
}

/** People hear of what happened lately, as they would have; what is older they know. */
export async function tellOfLately(
  site: Site,
  space: Pick<SeedSpace, 'createdBy' | 'slug'>,
  { people }: Loading,
): Promise<void> {
  await backstage(site, people.get(space.createdBy)!, space.slug, async ({ sql }) => {
    await sql`select jobs.enqueue('tell', jsonb_build_object('id', id)) from activity
      where verb = any(${Object.keys(site.tells)}) and at > now() - interval '30 days'`
  })
}

async function loadSpace(site: Site, space: SeedSpace, { people, moved }: Loading): Promise<void> {
  const founder = people.get(space.createdBy)!
  await backstage(site, founder, space.parent ?? null, async (ctx) => {
    const make = space.parent ? makeCircle : makeCommunity
    const made = await make(ctx, {
      name: space.name,
      purpose: space.purpose,
      lang: space.lang,
      hue: space.hue,
      slug: space.slug,
      at: moved(space.created),
    })
    for (const one of space.people) {
      const until = one.until ? moved(one.until) : null
      const left = one.left ? moved(one.left) : null
      await ctx.sql`select admit(${made.id}, ${people.get(one.who)!}, ${one.standing}, ${one.badge ?? null}, ${moved(one.joined)}, ${until}, ${left})`
    }
    await openDoor(ctx, made.id, space)
  })
}

/** Who may know of it and come in. */
async function openDoor({ sql }: Ctx, id: number, space: SeedSpace): Promise<void> {
  const { visibility = 'hidden', joining = 'invitation', questions = [], answersShown = false } = space
  await sql`update space set visibility = ${visibility}, joining = ${joining}, questions = ${questions}, answers_shown = ${answersShown} where id = ${id}`
}

/** Whoever asks to join knocks in their own name. */
async function loadRequests(site: Site, space: SeedSpace, { people, moved }: Loading): Promise<void> {
  for (const { who, at, answers } of space.requests ?? []) {
    const kept = (space.questions ?? []).map((question, i) => ({ question, answer: answers[i]! }))
    await backstage(site, people.get(who)!, null, async ({ sql }) => {
      await sql`select knock(${space.slug}, ${sql.json(kept)}, true, ${moved(at)})`
    })
  }
}

async function loadDiscussion(site: Site, seed: SeedDiscussion, loading: Loading): Promise<void> {
  const host = loading.people.get(world.spaces.find((space) => space.slug === seed.space)!.createdBy)!
  const [first, ...rest] = seed.messages
  const under = await backstage(site, host, seed.space, async (ctx): Promise<Under> => {
    const opened = await openDiscussion(
      ctx,
      {
        title: seed.title,
        intent: seed.intent,
        tags: seed.tags,
        lang: seed.lang,
        text: first!.edited?.before ?? first!.text,
        voice: first!.voice,
        attachments: await pictures(ctx, first!, loading),
      },
      { authorId: loading.people.get(first!.by)!, at: loading.moved(first!.at) },
    )
    const item: Under = { id: opened.id, spaceId: spaceOf(ctx).id, kind: 'discussion' }
    await finish(ctx, item, opened.posted, first!, loading)
    return item
  })
  await loadAsked(site, seed, under, loading)
  await backstage(site, host, seed.space, async (ctx) => {
    const sum = summing(ctx, { ...under, authorId: loading.people.get(first!.by)! }, seed, loading)
    for (const message of rest) {
      await sum(message.at)
      await loadMessage(ctx, under, seed, message, loading)
    }
    await sum(world.now)
    if (seed.answer)
      await keepAcceptance(ctx, under, seed.answer, loading.people.get(first!.by)!, loading.moved(first!.at))
  })
  await loadReading(site, seed, under, loading)
  await loadKept(site, seed, loading)
  if (seed.moved) await loadMove(site, seed, seed.moved, loading)
  for (const split of seed.splits ?? []) await loadSplit(site, seed, split, loading)
}

/** Writes the summaries that were written before a moment, each once: they say after which message. */
function summing(ctx: Ctx, under: Summed, seed: SeedDiscussion, { people, moved }: Loading) {
  const waiting = [...(seed.summaries ?? [])]
  let version = 0
  return async (until: string) => {
    while (waiting[0] && waiting[0].at < until) {
      const { by, at, text } = waiting.shift()!
      const author = { ...ctx, me: { ...meOf(ctx), id: people.get(by)! }, now: moved(at) }
      await keepSummary(author, under, version++, text, seed.lang)
    }
  }
}

/** Takes a discussion to a smaller place, as its author or a host did. */
async function loadMove(
  site: Site,
  seed: SeedDiscussion,
  { by, at, to }: NonNullable<SeedDiscussion['moved']>,
  { people, moved }: Loading,
): Promise<void> {
  await backstage(site, people.get(by)!, null, async (ctx) => {
    const [row] = await ctx.sql<[{ id: number; place: number }]>`
      select i.id, (select id from space where slug = ${to}) place from item i join space s on s.id = i.space_id
      where s.slug = ${seed.space} and i.title = ${seed.title}`
    await moveItem({ ...ctx, now: moved(at) }, row.id, row.place)
  })
}

/** After people have read: who had read what goes has read it there, too. */
async function loadSplit(
  site: Site,
  seed: SeedDiscussion,
  split: NonNullable<SeedDiscussion['splits']>[number],
  { people, moved }: Loading,
): Promise<void> {
  await backstage(site, people.get(split.by)!, seed.space, async (ctx) => {
    const [row] = await ctx.sql<[{ id: number }]>`
      select id from item where space_id = ${spaceOf(ctx).id} and title = ${seed.title}`
    const wish = { title: split.title, how: 'these' as const, messages: split.numbers }
    const from = await discussionFor(ctx, row.id)
    await splitDiscussion({ ...ctx, now: moved(split.at) }, from, split.numbers[0]!, wish)
  })
}

/** Whom the author asked, before anyone answered. */
async function loadAsked(site: Site, seed: SeedDiscussion, under: Under, loading: Loading): Promise<void> {
  const author = loading.people.get(seed.messages[0]!.by)!
  for (const [handle, at] of Object.entries(seed.asked ?? {})) {
    await backstage(site, author, seed.space, async (ctx) =>
      askForHelp(ctx, await discussionFor(ctx, under.id), handle, loading.moved(at)),
    )
  }
}

export async function loadMessage(
  ctx: Ctx,
  under: Under,
  seed: { lang: string },
  message: SeedMessage,
  loading: Loading,
): Promise<void> {
  const posted = await postMessage(
    ctx,
    under,
    {
      source: message.edited?.before ?? message.text,
      lang: message.lang ?? seed.lang,
      replyTo: message.replyTo ?? message.thread,
      thread: message.thread,
      voice: message.voice,
      through: message.through,
      attachments: await pictures(ctx, message, loading),
    },
    { authorId: loading.people.get(message.by)!, at: loading.moved(message.at) },
  )
  await finish(ctx, under, posted, message, loading)
}

/** What happened to a message after it was said. */
async function finish(
  ctx: Ctx,
  under: Under,
  posted: Posted,
  message: SeedMessage,
  { people, moved }: Loading,
): Promise<void> {
  const { sql } = ctx
  const author = people.get(message.by)!
  for (const [kind, handles] of Object.entries(message.reactions ?? {})) {
    for (const handle of handles) {
      await sql`insert into reaction (message_id, person_id, kind, space_id, at) values (${posted.id}, ${people.get(handle)!}, ${kind}, ${under.spaceId}, ${moved(message.at)})`
    }
  }
  if (message.reactions) await summariseReactions(ctx, posted.id, await saidModseq(ctx, under))
  if (message.edited) {
    await sql`insert into revision (message_id, version, author_id, source, space_id, at) values (${posted.id}, 1, ${author}, ${message.edited.before}, ${under.spaceId}, ${moved(message.at)})`
    await sql`update message set source = ${message.text}, html = ${renderMarkdown(message.text)}, version = 2, edited_at = ${moved(message.edited.at)} where id = ${posted.id}`
  }
  if (message.removed) {
    await saidModseq(ctx, under, -1)
    await sql`update message set removed_at = ${moved(message.removed.at)}, removed_by = ${people.get(message.removed.by)!} where id = ${posted.id}`
  }
}

async function pictures(ctx: Ctx, message: SeedMessage, { pictures: folder }: Loading): Promise<number[]> {
  const ids: number[] = []
  for (const { file, alt } of message.pictures ?? []) {
    const { default: sharp } = await import('sharp')
    const drawn = sharp(join(folder, file)).png()
    const kept = await ctx.site.blobs.put(drawn)
    const upload = { field: 'files', name: file.replace(/\.svg$/, '.png'), type: 'image/png', ...kept }
    for (const ready of await keepFiles(ctx.site, [upload])) ids.push((await attach(ctx, ready, { alt })).id)
  }
  return ids
}

/** How far who wrote has read, and who the story names. */
async function loadReading(site: Site, seed: SeedDiscussion, under: Under, { people, moved }: Loading): Promise<void> {
  const read = new Map<string, number>()
  for (const [i, message] of seed.messages.entries()) read.set(message.by, i + 1)
  for (const [handle, number] of Object.entries(seed.readBy ?? {})) read.set(handle, number)
  for (const [handle, number] of read) {
    await backstage(site, people.get(handle)!, null, async (ctx) => {
      await markRead(ctx, under.id, number, moved(seed.messages[number - 1]!.at))
      await setFollow(ctx, under.id, 'follow')
    })
  }
}

/** Everything that was said until someone was last here has been read, but for what the story says otherwise. */
async function loadLastVisit(site: Site, handle: string, { people, moved }: Loading): Promise<void> {
  const at = moved(world.lastHere[handle]!)
  const told = world.discussions.filter(({ readBy = {} }) => handle in readBy).map(({ title }) => title)
  await backstage(site, people.get(handle)!, null, async (ctx) => {
    const rows = await ctx.sql<{ itemId: number; number: number }[]>`
      select m.item_id, max(m.number) number from message m join item i on i.id = m.item_id
      where m.created_at <= ${at} and i.title <> all(${told}) group by m.item_id`
    await Promise.all(rows.map(({ itemId, number }) => markRead(ctx, itemId, number, at)))
  })
}

async function loadFeeds(site: Site, { people }: Loading): Promise<void> {
  for (const { who, space } of world.feeds) await backstage(site, people.get(who)!, null, (ctx) => makeFeed(ctx, space))
}

/** What became of a discussion as a whole, and what people do with it for themselves. */
async function loadKept(site: Site, seed: SeedDiscussion, { people, moved }: Loading): Promise<void> {
  const as = (handle: string, at: string | undefined, act: (ctx: Ctx, item: Closable) => Promise<void>) =>
    backstage(site, people.get(handle)!, seed.space, async (ctx) => {
      const [item] = await ctx.sql<[Closable]>`
        select id, space_id, kind, author_id from item where space_id = ${spaceOf(ctx).id} and title = ${seed.title}`
      await act({ ...ctx, now: at ? moved(at) : ctx.now }, item)
    })
  const { pinned, closed, hearing = {}, saved = [] } = seed
  if (pinned) await as(pinned.by, pinned.at, (ctx, item) => setPin(ctx, item, true))
  if (closed) await as(closed.by, closed.at, (ctx, item) => closeItem(ctx, item, closed.reason))
  for (const [who, level] of Object.entries(hearing))
    await as(who, undefined, (ctx, item) => setFollow(ctx, item.id, level))
  for (const { who, at, number = 0, note } of saved) await as(who, at, (ctx, item) => save(ctx, item.id, number, note))
}

/** What tags mean, and what people want to hear of a community. */
async function loadTags(site: Site, space: SeedSpace, { people, moved }: Loading): Promise<void> {
  await backstage(site, people.get(space.createdBy)!, space.slug, async (ctx) => {
    for (const [name, description] of Object.entries(space.tags ?? {}))
      await changeTag({ ...ctx, now: moved(space.created) }, await tagFor(ctx, name), {
        name,
        description,
        merge: false,
      })
  })
  for (const { who, tag, level } of space.hearing ?? [])
    await backstage(site, people.get(who)!, space.slug, (ctx) =>
      tag ? setTagFollow(ctx, tag, level) : setSpaceFollow(ctx, level),
    )
}
