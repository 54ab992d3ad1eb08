import { backstage } from '../src/spine/request/backstage.ts'
import { spaceOf } from '../src/spine/request/ctx.ts'
import type { Site } from '../src/spine/request/site.ts'
import { keepWelcomeRules } from '../src/spine/spaces/welcoming.ts'
import type { Loading } from './load.ts'
import type { SeedSpace } from './types.ts'

/** What hosts say for newcomers, and who is there for them. */
export async function loadWelcome(
  site: Site,
  { slug, createdBy, welcome }: SeedSpace,
  { people }: Loading,
): Promise<void> {
  if (!welcome) return
  const { hello, welcomer, ...said } = welcome
  await backstage(site, people.get(createdBy)!, slug, async (ctx) => {
    const [item] = await ctx.sql<
      { id: number }[]
    >`select id from item where space_id = ${spaceOf(ctx).id} and title = ${hello}`
    await keepWelcomeRules(ctx, { ...said, helloId: item!.id, welcomerId: people.get(welcomer)! })
  })
}
