import { markRead } from '../src/spine/items/reading.ts'
import { backstage } from '../src/spine/request/backstage.ts'
import type { Site } from '../src/spine/request/site.ts'
import { beginConversation } from '../src/tools/conversations/index.ts'
import { type Loading, loadMessage, tellOfLately } from './load.ts'
import type { SeedConversation } from './types.ts'

/** Begins what a few people say to each other. Whoever wrote has read what stands above it. */
export async function loadConversations(site: Site, all: SeedConversation[], loading: Loading): Promise<void> {
  const { people, moved } = loading
  for (const { between, lang, messages } of all) {
    const [first] = messages
    const others = between.filter((who) => who !== first!.by).map((who) => people.get(who)!)
    const begun = await backstage(site, people.get(first!.by)!, null, async (ctx) => {
      const it = await beginConversation(ctx, others, moved(first!.at))
      await ctx.sql`update item set lang = ${lang} where id = ${it.id}`
      return it
    })
    await backstage(site, people.get(first!.by)!, begun.slug, async (ctx) => {
      for (const message of messages) await loadMessage(ctx, begun, { lang }, message, loading)
    })
    for (const who of between) {
      const number = messages.findLastIndex(({ by }) => by === who) + 1
      if (number) await backstage(site, people.get(who)!, begun.slug, (ctx) => markRead(ctx, begun.id, number))
    }
    await tellOfLately(site, { createdBy: first!.by, slug: begun.slug }, loading)
  }
}
