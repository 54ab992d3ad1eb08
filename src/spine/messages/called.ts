import { invalid } from '../../platform/http/problems.ts'
import { mentionedHandles } from '../../platform/markdown/markdown.ts'
import { type Ctx, meOf, spaceOf } from '../request/ctx.ts'
import type { Mentioned, Under } from './post.ts'

/** So many `@here` calls at most; more are told by an announcement. */
const MOST_HERE = 50
const HOUR_MS = 3_600_000

/** People whom a message calls together, and what each word that does it is shown as. */
export interface Called {
  people: Mentioned[]
  links: [string, { url: string; name: string }][]
}

const nobody: Called = { people: [], links: [] }

/**
 * Those whom `@here` (who follows what it is said under) and the names of circles call.
 * @param before what the message said before it was changed: nobody is called by what comes in later
 * @throws Invalid where `@here` would call too many, or was used within the hour: sparingly, but by hosts
 */
export async function calledIn(ctx: Ctx, under: Under, source: string, before?: string): Promise<Called> {
  const already = before === undefined ? undefined : new Set(mentionedHandles(before))
  const words = mentionedHandles(source).filter((word) => !already || already.has(word))
  if (!words.length || under.kind === 'conversation') return nobody
  const rows = await ctx.sql<{ word: string; title: string; personId: number; handle: string }[]>`
    select * from people_called(${under.spaceId}, ${under.id}, ${words.slice(0, 50)}::text[]::citext[])`
  const here = rows.filter(({ word }) => word === 'here')
  if (here.length && !already) await sparingly(ctx, under, here.length)
  const space = `/c/${spaceOf(ctx).slug}`
  return {
    people: rows.map(({ personId, handle, title }) => ({ id: personId, handle, name: title })),
    links: rows.map(({ word, title }) => [
      word,
      word === 'here'
        ? { url: `${space}${ctx.site.itemPath(under.kind, under.id, '')}`, name: 'here' }
        : { url: `/c/${word}`, name: title },
    ]),
  }
}

async function sparingly(ctx: Ctx, under: Under, count: number): Promise<void> {
  if (count > MOST_HERE) throw invalid('text', 'here-many', { most: MOST_HERE })
  if (spaceOf(ctx).standing === 'host') return
  const lately = await ctx.sql<{ source: string }[]>`
    select source from message where item_id = ${under.id} and author_id = ${meOf(ctx).id} and source ilike '%@here%'
      and created_at > ${new Date(ctx.now.getTime() - HOUR_MS)}`
  if (lately.some(({ source }) => mentionedHandles(source).includes('here'))) throw invalid('text', 'here-lately')
}
