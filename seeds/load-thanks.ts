import { backstage } from '../src/spine/request/backstage.ts'
import { spaceOf } from '../src/spine/request/ctx.ts'
import type { Site } from '../src/spine/request/site.ts'
import { giveThanks } from '../src/tools/thanks/index.ts'
import { type Loading, loadMessage } from './load.ts'
import type { SeedThanks } from './types.ts'

/** Says what the people of a space are thankful for, each in the name of whoever is. @param host who switches the tool on */
export async function loadThanks(
  site: Site,
  of: { space: string; host: string; thanks: readonly SeedThanks[] },
  loading: Loading,
): Promise<void> {
  const { people, moved } = loading
  await backstage(site, people.get(of.host)!, of.space, async (ctx) => {
    await ctx.sql`update space set tools = tools || '{thanks}' where id = ${spaceOf(ctx).id}`
  })
  for (const { by, to, at, words, lang, comments = [] } of of.thanks)
    await backstage(site, people.get(by)!, of.space, async (ctx) => {
      const toId = to === null ? null : people.get(to)!
      const { id } = await giveThanks(ctx, { toId, words, lang }, { authorId: people.get(by)!, at: moved(at) })
      const under = { id, spaceId: spaceOf(ctx).id, kind: 'thanks' }
      for (const message of comments) await loadMessage(ctx, under, { lang }, message, loading)
    })
}
