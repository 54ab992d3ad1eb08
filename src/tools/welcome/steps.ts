import type { Sql } from '../../platform/database/connect.ts'
import { cardOf, type PersonCard } from '../../spine/people/cards.ts'
import { type Ctx, mayWrite, meOf, type Space, spaceOf } from '../../spine/request/ctx.ts'
import { type Offer, offerOf } from './offer.ts'

/** In their order. */
export const steps = ['self', 'letters', 'hello', 'write', 'one'] as const
export type Step = (typeof steps)[number]

/** How long someone counts as new, in days: as for the hosts who greet them. */
const NEW_DAYS = 30

export const welcomePath = (slug: string) => `/c/${slug}/welcome`

/** Whether someone is new here, so that there are first steps for them. Hosts of a community know their way. */
export function isNew(space: Space, now: Date): boolean {
  if (space.kind !== 'community' || space.standing === 'host' || !mayWrite(space)) return false
  return now.getTime() - Date.parse(space.joinedAt) < NEW_DAYS * 86_400_000
}

/** A column: whether the asking person has first steps before them here: they have not come to the last, nor had enough. */
export function onTheWayColumn(sql: Sql, slug: string) {
  return sql`exists (select from space s where s.slug = ${slug} and not exists (
    select from welcome_step f where f.space_id = s.id and f.person_id = (select me()) and f.step in ('one', 'over'))) on_the_way`
}

/** Where people say hello. */
export interface Hello {
  id: number
  kind: string
  title: string
  lang: string
  question: string
}

/** How far someone is on the way, and what the step that comes next needs. */
export interface Way {
  over: boolean
  /** The steps that there are for them here. */
  all: Step[]
  /** The first that is neither done nor left for later. */
  next: Step | null
  hello: Hello | null
  welcomer: (PersonCard & { lang: string; word: string }) | null
  offer: Offer
}

interface Known {
  passed: (Step | 'over')[]
  hears: boolean
  hello: Hello | null
  said: boolean
  welcomer: { id: number; handle: string; name: string; picture: string | null; lang: string; word: string } | null
  wrote: boolean
}

/** What is done is known by what is there: a picture, a choice, words. What was left for later is noted. */
export async function wayOf(ctx: Ctx): Promise<Way> {
  const [known, offer] = await Promise.all([knownOf(ctx), offerOf(ctx)])
  const { hello, passed } = known
  const welcomer = known.welcomer && { ...cardOf(known.welcomer), lang: known.welcomer.lang, word: known.welcomer.word }
  const there: Record<Step, boolean> = {
    self: true,
    letters: true,
    hello: hello !== null,
    write: welcomer !== null,
    one: offer.date !== null || offer.gap !== null || offer.question !== null,
  }
  const done: Record<Step, boolean> = {
    self: meOf(ctx).picture !== null,
    letters: known.hears,
    hello: known.said,
    write: known.wrote,
    one: false,
  }
  const all = steps.filter((step) => there[step] || passed.includes(step))
  const next = all.find((step) => !done[step] && !passed.includes(step)) ?? null
  return { over: passed.includes('over'), all, next, hello, welcomer, offer }
}

/** One query. Where people say hello counts as long as it is here, open, and its tool is on. */
async function knownOf(ctx: Ctx): Promise<Known> {
  const space = spaceOf(ctx)
  const [row] = await ctx.sql<[Known]>`
    select array(select step from welcome_step f where f.space_id = s.id and f.person_id = (select me())) passed,
      exists (select from hearing h where h.person_id = (select me())) hears,
      case when i.id is not null then jsonb_build_object('id', i.id, 'kind', i.kind, 'title', i.title, 'lang', i.lang, 'question', w.hello_question) end hello,
      exists (select from message m where m.item_id = i.id and m.author_id = (select me())) said,
      case when p.id is not null then jsonb_build_object('id', p.id, 'handle', p.handle, 'name', p.name, 'picture', p.picture, 'lang', p.lang,
        'word', coalesce((select f.value #>> '{}' from profile_field f where f.person_id = p.id and f.name = 'welcome' and f.shown), '')) end welcomer,
      p.id is not null and wrote_to(p.id) wrote
    from space s left join welcoming w on w.space_id = s.id
    left join item i on i.id = w.hello_id and i.space_id = s.id and i.removed_at is null
      and case i.kind when 'room' then 'rooms' else 'discussions' end = any(s.tools) and not exists (select from closure c where c.item_id = i.id)
    left join person p on p.id = welcomer_of(s.id)
    where s.id = ${space.id}`
  return row
}

/** Notes that a step is left for later, or behind. Doing it twice is doing it once. */
export async function pass(ctx: Ctx, step: Step | 'over'): Promise<void> {
  await ctx.sql`insert into welcome_step (space_id, person_id, step) values (${spaceOf(ctx).id}, ${meOf(ctx).id}, ${step}) on conflict do nothing`
}
