import { Readable } from 'node:stream'
import { keepFiles } from '../src/spine/attachments/kept.ts'
import { backstage } from '../src/spine/request/backstage.ts'
import { spaceOf } from '../src/spine/request/ctx.ts'
import type { Site } from '../src/spine/request/site.ts'
import { keepIntroduction } from '../src/spine/spaces/introduction.ts'
import { keepWelcomeRules } from '../src/spine/spaces/welcoming.ts'
import type { Loading } from './load.ts'
import type { SeedSpace } from './types.ts'

/** What hosts say for newcomers, and who is there for them; with a recording in which they introduce themselves. */
export async function loadWelcome(
  site: Site,
  { slug, createdBy, welcome }: SeedSpace,
  { people }: Loading,
): Promise<void> {
  if (!welcome) return
  const { hello, welcomer, introduction, helloQuestion = '', ...said } = welcome
  const kept = introduction && (await site.blobs.put(Readable.from([introduction.make()])))
  const [recording] = kept
    ? await keepFiles(site, [{ field: 'recording', name: 'introduction.wav', type: '', ...kept }])
    : []
  await backstage(site, people.get(createdBy)!, slug, async (ctx) => {
    const [item] = await ctx.sql<{ id: number }[]>`
      select id from item where space_id = ${spaceOf(ctx).id} and title = ${hello ?? null}`
    const rules = { ...said, helloQuestion, helloId: item?.id ?? null, welcomerId: people.get(welcomer)! }
    await keepWelcomeRules(ctx, rules)
    if (introduction) await keepIntroduction(ctx, recording, introduction.said)
  })
}
