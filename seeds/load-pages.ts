import { keepOrigin } from '../src/spine/items/origin.ts'
import { backstage } from '../src/spine/request/backstage.ts'
import { type Ctx, meOf, spaceOf } from '../src/spine/request/ctx.ts'
import type { Site } from '../src/spine/request/site.ts'
import {
  accept,
  becomeVersionOf,
  changePage,
  decline,
  makeOwn,
  pageFor,
  suggest,
  suggestionFor,
  wishFor,
  writePage,
} from '../src/tools/pages/index.ts'
import { type Loading, loadMessage } from './load.ts'
import type { SeedPage } from './types.ts'
import { world } from './world.ts'

/** Writes the library as its people did: in the order in which pages began, each with all that became of it. */
export async function loadPages(site: Site, pages: SeedPage[], loading: Loading): Promise<void> {
  const ids = new Map<string, number>()
  for (const seed of pages) {
    const id = await loadPage(site, seed, ids, loading)
    ids.set(seed.key, id)
    // Whoever began it says so themselves.
    if (seed.own)
      await backstage(site, loading.people.get(seed.by)!, seed.space, async (ctx) =>
        makeOwn(ctx, await pageFor(ctx, id)),
      )
  }
}

async function loadPage(site: Site, seed: SeedPage, ids: Map<string, number>, loading: Loading): Promise<number> {
  const { people, moved } = loading
  const host = people.get(world.spaces.find(({ slug }) => slug === seed.space)!.createdBy)!
  return backstage(site, host, seed.space, async (ctx) => {
    await ctx.sql`update space set tools = tools || '{pages}' where id = ${spaceOf(ctx).id} and not 'pages' = any(tools)`
    const { title, lang, text, template, tags } = seed
    const under = seed.under ? ids.get(seed.under)! : null
    const by = (handle: string, at: string) => ({ authorId: people.get(handle)!, at: moved(at) })
    const { id } = await writePage(ctx, { title, lang, text, template, tags, under }, by(seed.by, seed.at))
    if (seed.of)
      await becomeVersionOf(ctx, { id, lang, spaceId: spaceOf(ctx).id }, await pageFor(ctx, ids.get(seed.of)!))
    for (const change of seed.changes ?? []) {
      const it = await pageFor(ctx, id)
      const { why, name } = change
      const to = {
        title: change.title ?? it.title,
        text: change.text ?? it.text,
        lang,
        tags: it.tags,
        version: it.version,
        why,
        name,
      }
      await changePage(ctx, it, to, by(change.by, change.at))
    }
    await suggestions(ctx, id, seed, loading)
    await tend(ctx, id, seed, loading)
    if (seed.from) {
      const [talk] = await ctx.sql<
        { id: number }[]
      >`select id from item where title = ${seed.from.discussion} and space_id = ${spaceOf(ctx).id}`
      await keepOrigin(
        ctx,
        { id, spaceId: spaceOf(ctx).id },
        { id: talk!.id, chosen: seed.from.number ? [seed.from.number] : [] },
      )
    }
    for (const message of seed.comments ?? [])
      await loadMessage(ctx, { id, spaceId: spaceOf(ctx).id, kind: 'page' }, seed, message, loading)
    for (const { who, lang: wished } of seed.wishes ?? [])
      await wishFor({ ...ctx, me: { ...meOf(ctx), id: people.get(who)! } }, await pageFor(ctx, id), wished)
    return id
  })
}

/** What others would like it to say, and what those who look after it answered. */
async function suggestions(ctx: Ctx, id: number, seed: SeedPage, { people, moved }: Loading): Promise<void> {
  const as = (handle: string, at: string): Ctx => ({
    ...ctx,
    now: moved(at),
    me: { ...meOf(ctx), id: people.get(handle)!, name: world.cast.find((one) => one.handle === handle)!.name },
  })
  for (const { by, at, was, is, why, answered } of seed.suggestions ?? []) {
    const it = await pageFor(ctx, id)
    if (!it.text.includes(was)) throw new Error(`${seed.title} does not say: ${was}`)
    const to = { title: it.title, text: it.text.replace(was, is), version: it.version, why }
    const { number } = await suggest(as(by, at), it, to)
    if (!answered) continue
    const one = await suggestionFor(ctx, id, String(number))
    const answering = as(answered.by, answered.at)
    if (answered.accepted) await accept(answering, await pageFor(ctx, id), one)
    else await decline(answering, it, one, answered.words ?? '')
  }
}

/** How far they are with it, who looks after it, and that a translation lags behind: as the story has it, not as of now. */
async function tend({ sql }: Ctx, id: number, seed: SeedPage, { people, moved }: Loading): Promise<void> {
  const { state = null, steward, reviewOn, late } = seed
  const review = reviewOn ? moved(`${reviewOn}T12:00:00Z`) : null
  await sql`update page set state = ${state}, review_on = ${review}::date, original_number = original_number - ${late ? 1 : 0} where item_id = ${id}`
  if (steward)
    await sql`insert into page_steward (item_id, space_id, person_id) select item_id, space_id, ${people.get(steward)!} from page where item_id = ${id}`
}
