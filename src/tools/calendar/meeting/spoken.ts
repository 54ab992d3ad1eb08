import { invalid, notFound, notYours } from '../../../platform/http/problems.ts'
import { plainText } from '../../../platform/plain-text.ts'
import { audit } from '../../../spine/activity/record.ts'
import { goGently } from '../../../spine/care/newcomers.ts'
import { nextModseq } from '../../../spine/messages/change.ts'
import { type Ctx, meOf, spaceOf } from '../../../spine/request/ctx.ts'
import type { Event } from '../events.ts'
import { type Dated, mustHaveBegun, personHere } from './dated.ts'
import { type SpokenRow, spokenColumns } from './row.ts'

const MOST = 2000

/** What somebody said, and at which date. */
export interface Spoken extends SpokenRow {
  original: string
}

/** Words that were written down at an event. Access is the query. @throws 404 */
export async function spokenFor(ctx: Ctx, event: Event, id: number): Promise<Spoken> {
  const [row] = await ctx.sql<{ said: SpokenRow; original: string }[]>`
    select ${spokenColumns(ctx.sql)} said, s.original from spoken s join person p on p.id = s.person_id join person b on b.id = s.by_id
    where s.id = ${id} and s.event_id = ${event.id}`
  if (!row) throw notFound()
  return { ...row.said, original: row.original }
}

/**
 * Writes down what somebody said. The speaker is told, and has the last word about it; until they have looked at it, it says so.
 * @param person handle of who said it @throws 403; Invalid before it has begun, and for who does not belong here
 */
export async function writeDown(ctx: Ctx, event: Event, dated: Dated, typed: { text: string; person: string }) {
  mustHaveBegun(ctx, dated, 'text')
  const text = plain(typed.text)
  const who = await personHere(ctx, 'person', typed.person)
  await goGently(ctx, text, 0, [])
  const me = meOf(ctx).id
  await nextModseq(ctx, event)
  const [made] = await ctx.sql<[{ id: number }]>`
    insert into spoken (event_id, space_id, original, person_id, by_id, text, at, looked_at)
    values (${event.id}, ${event.spaceId}, ${dated.original}, ${who}, ${me}, ${text}, ${ctx.now}, ${who === me ? ctx.now : null}) returning id`
  return made.id
}

/** The speaker says that it is so, or says it otherwise. @throws 403 for everyone else; Invalid */
export async function lookAt(ctx: Ctx, event: Event, said: Spoken, typed: string | undefined): Promise<void> {
  if (said.person.id !== meOf(ctx).id) throw notYours()
  const text = typed === undefined ? said.text : plain(typed)
  await nextModseq(ctx, event)
  await ctx.sql`
    update spoken set text = ${text}, looked_at = ${ctx.now}, corrected = corrected or text <> ${text} where id = ${said.id}`
}

/** Takes words away: the speaker, who wrote them down, or a host, which the log says. @throws 403 */
export async function takeAway(ctx: Ctx, event: Event, said: Spoken): Promise<void> {
  const me = meOf(ctx).id
  const own = said.person.id === me || said.by.id === me
  if (!own && spaceOf(ctx).standing !== 'host') throw notYours()
  await nextModseq(ctx, event)
  await ctx.sql`delete from spoken where id = ${said.id}`
  if (!own) await audit(ctx, 'spoken.removed', event.spaceId, { itemId: event.id, personId: said.by.id })
}

function plain(typed: string): string {
  const text = plainText(typed)
  if (!text) throw invalid('text', 'needed')
  if (text.length > MOST) throw invalid('text', 'too-long', { most: MOST })
  return text
}
