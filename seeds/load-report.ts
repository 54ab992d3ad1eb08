import { answerNote, myNote, noteFor, writeNote } from '../src/spine/care/notes.ts'
import { claim, reportFor, settle } from '../src/spine/care/queue.ts'
import { report, thingFor } from '../src/spine/care/reports.ts'
import { plainTitle } from '../src/spine/items/items.ts'
import { backstage } from '../src/spine/request/backstage.ts'
import { type Ctx, meOf } from '../src/spine/request/ctx.ts'
import type { Site } from '../src/spine/request/site.ts'
import type { Loading } from './load.ts'
import type { SeedReport } from './types.ts'
import { world } from './world.ts'

/** Somebody reports something, the hosts look at it, write to whom it is about or keep it, and say what became of it. */
export async function loadReport(site: Site, seed: SeedReport, { people, moved }: Loading): Promise<void> {
  const { space } = world.discussions.find(({ title }) => title === seed.discussion)!
  const as = <T>(who: string, at: string, act: (ctx: Ctx) => Promise<T>): Promise<T> =>
    backstage(site, people.get(who)!, space, (ctx) => act({ ...ctx, now: moved(at) }))
  const { id, thing } = await as(seed.by, seed.at, async (ctx) => {
    const thing = await thingOf(ctx, seed)
    return { thing, id: await report(ctx, thing, seed.kind, seed.words) }
  })
  const { note, settled } = seed
  if (settled) await as(settled.by, settled.at, (ctx) => settle(ctx, id, settled.step, settled.answer))
  if (note) {
    const { by, at, agreement, words, replies } = note
    const written = await as(by, at, async (ctx) => {
      await claim(ctx, await reportFor(ctx, id), 'noted', '')
      return writeNote(ctx, {
        personId: thing.personId,
        kind: 'warning',
        agreement,
        words,
        until: null,
        messageId: thing.messageId,
      })
    })
    for (const reply of replies)
      await as(reply.by, reply.at, async (ctx) => {
        const own = meOf(ctx).id === thing.personId
        await answerNote(ctx, await (own ? myNote(ctx, written) : noteFor(ctx, written)), reply.words)
      })
  }
  // What became of it they have read long ago.
  const hosts = world.spaces.find(({ slug }) => slug === space)!.people.filter(({ standing }) => standing === 'host')
  const told = new Set([seed.by, ...hosts.map(({ who }) => who), ...(note?.replies ?? []).map(({ by }) => by)])
  for (const who of told)
    await backstage(site, people.get(who)!, null, async ({ sql }) => {
      await sql`update notification set read_at = at where person_id = (select me()) and is_care(reason) and read_at is null`
    })
}

/** What is reported, as its discussion and number name it; words that were taken back since could be reported then. */
async function thingOf(ctx: Ctx, { discussion, number }: SeedReport) {
  const [row] = await ctx.sql<[{ item: number; message: number | null; personId: number }]>`
    select i.id item, m.id message, coalesce(m.author_id, i.author_id) person_id from item i
    left join message m on m.item_id = i.id and m.number = ${number ?? null} where i.title = ${plainTitle(discussion)}`
  if (row.message === null) return thingFor(ctx, { item: row.item })
  return { personId: row.personId, messageId: row.message, itemId: null }
}
