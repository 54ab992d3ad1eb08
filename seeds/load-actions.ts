import { plainTitle } from '../src/spine/items/items.ts'
import { backstage } from '../src/spine/request/backstage.ts'
import { type Ctx, spaceOf } from '../src/spine/request/ctx.ts'
import type { Site } from '../src/spine/request/site.ts'
import { actionFor, close, writeDown } from '../src/tools/actions/index.ts'
import type { Loading } from './load.ts'
import type { SeedAction } from './types.ts'

/** Writes down what people said they would do, and closes what they did, each step in the name of whoever took it. */
export async function loadActions(site: Site, actions: readonly SeedAction[], loading: Loading): Promise<void> {
  for (const seed of actions) await loadAction(site, seed, loading)
}

async function loadAction(site: Site, seed: SeedAction, { people, moved }: Loading): Promise<void> {
  const as = <T>(handle: string, at: string, work: (ctx: Ctx) => Promise<T>) =>
    backstage(site, people.get(handle)!, seed.space, (ctx) => work({ ...ctx, now: moved(at) }))
  const { by, at, title, lang, owner, about, closed } = seed
  const id = await as(by, at, async (ctx) => {
    const [source] = await ctx.sql<[{ id: number }]>`
      select id from item where space_id = ${spaceOf(ctx).id} and kind = 'discussion' and title = ${plainTitle(about.discussion)}`
    const made = await writeDown(
      ctx,
      {
        title,
        lang,
        ownerId: owner ? people.get(owner)! : null,
        due: moved(`${seed.due}T12:00:00Z`).toISOString().slice(0, 10),
        from: { id: source.id, chosen: [about.number] },
      },
      { authorId: people.get(by)!, at: moved(at) },
    )
    return made.id
  })
  if (closed) await as(closed.by, closed.at, async (ctx) => close(ctx, await actionFor(ctx, id), closed.why))
}
