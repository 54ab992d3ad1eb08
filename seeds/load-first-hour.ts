import { backstage } from '../src/spine/request/backstage.ts'
import type { Site } from '../src/spine/request/site.ts'
import { addToGreet, markStep, setGreeted, toGreetFirst } from '../src/tools/beginning/index.ts'
import { openDiscussion } from '../src/tools/discussions/index.ts'
import type { Loading } from './load.ts'
import type { SeedFirstHour } from './types.ts'

/** Leaves a community as its host left it in the middle of the first hour. */
export async function loadFirstHour(site: Site, seed: SeedFirstHour, { people, moved }: Loading): Promise<void> {
  const { at, title, text } = seed.begun
  const authorId = people.get(seed.by)!
  await backstage(site, authorId, seed.space, async (ctx) => {
    await openDiscussion(ctx, { title, text, lang: 'en', intent: 'talk' }, { authorId, at: moved(at) })
    await markStep(ctx, seed.later, 'later')
    await addToGreet(ctx, seed.toGreet.map(({ name }) => name).join('\n'))
    const greeted = new Set(seed.toGreet.filter((one) => one.greeted).map(({ name }) => name))
    for (const { id, name } of await toGreetFirst(ctx)) if (greeted.has(name)) await setGreeted(ctx, id, true)
  })
}
