import { connect } from '../src/platform/database/connect.ts'
import { backstage } from '../src/spine/request/backstage.ts'
import { type Ctx, spaceOf } from '../src/spine/request/ctx.ts'
import type { Site } from '../src/spine/request/site.ts'
import { askFor, fill, gapFor, setWish, takeUp } from '../src/tools/gaps/index.ts'
import { keepLink } from '../src/tools/links/index.ts'
import { type Loading, loadMessage } from './load.ts'
import type { SeedGap, SeedLink } from './types.ts'

const SPACE = 'river-keepers'

/** Puts links and what should be known on the shelves, as people did; after the pages, some of which answer something. */
export async function loadShelves(
  site: Site,
  shelves: { links: SeedLink[]; gaps: SeedGap[] },
  loading: Loading,
): Promise<void> {
  await backstage(site, loading.people.get('ada')!, SPACE, async (ctx) => {
    await ctx.sql`update space set tools = tools || '{links,gaps}' where id = ${spaceOf(ctx).id}`
  })
  await backstage(site, loading.people.get('ada')!, SPACE, async (ctx) => {
    for (const link of shelves.links) await loadLink(ctx, link, loading)
  })
  for (const gap of shelves.gaps) await loadGap(site, gap, loading)
  await looked(site, shelves.links)
}

async function loadLink(ctx: Ctx, seed: SeedLink, loading: Loading): Promise<void> {
  const { people, moved } = loading
  const { address, title, note, tags, lang, kind, licence = '' } = seed
  const by = { authorId: people.get(seed.by)!, at: moved(seed.at) }
  const { id } = await keepLink(ctx, { address, title, note, tags, lang, kind, licence }, by)
  for (const message of seed.comments ?? [])
    await loadMessage(ctx, { id, spaceId: spaceOf(ctx).id, kind: 'link' }, seed, message, loading)
}

/** What the rounds have seen, which nobody makes in a demonstration: most answered lately, some have not for weeks. */
async function looked(site: Site, links: SeedLink[]): Promise<void> {
  const of = (which: (link: SeedLink) => boolean | undefined) => links.filter(which).map(({ address }) => address)
  const jobs = connect(site.database.address, site.database.jobs, 1)
  try {
    await jobs`update outside set checked_at = now() - interval '3 days', answered_at = now() - interval '3 days', status = 200 where address = any(${of(({ answered }) => answered)})`
    await jobs`
      update outside set checked_at = now() - interval '1 day', answered_at = now() - interval '47 days', failures = 5, failing_since = now() - interval '19 days', status = 404
      where address = any(${of(({ silent }) => silent)})`
  } finally {
    await jobs.end()
  }
}

/** Each step in the name of whoever took it: who wants something is theirs alone. */
async function loadGap(site: Site, seed: SeedGap, loading: Loading): Promise<void> {
  const { people, moved } = loading
  const as = <T>(handle: string, at: string, work: (ctx: Ctx) => Promise<T>) =>
    backstage(site, people.get(handle)!, SPACE, (ctx) => work({ ...ctx, now: moved(at) }))
  const { title, why, lang, tags } = seed
  const { id } = await as(seed.by, seed.at, (ctx) =>
    askFor(ctx, { title, why, lang, tags }, { authorId: people.get(seed.by)!, at: moved(seed.at) }),
  )
  for (const wish of seed.wishes) await as(wish, seed.at, async (ctx) => setWish(ctx, await gapFor(ctx, id), true))
  const { taken, answer } = seed
  if (taken) {
    const until = taken.until ? moved(`${taken.until}T12:00:00Z`).toISOString().slice(0, 10) : ''
    await as(taken.by, taken.at, async (ctx) => takeUp(ctx, await gapFor(ctx, id), until))
  }
  if (answer) await as(answer.by, answer.at, async (ctx) => fill(ctx, await gapFor(ctx, id), answer.title))
  await as('ada', seed.at, async (ctx) => {
    for (const message of seed.comments ?? [])
      await loadMessage(ctx, { id, spaceId: spaceOf(ctx).id, kind: 'gap' }, seed, message, loading)
  })
}
