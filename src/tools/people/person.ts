import { Type as T } from '@sinclair/typebox'
import { partOf } from '../../platform/http/part.ts'
import { notFound } from '../../platform/http/problems.ts'
import { contentPolicy } from '../../platform/http/server.ts'
import { cardOf, PersonSchema } from '../../spine/people/cards.ts'
import { type FieldName, fieldNames, type Told, ToldSchema, toldIn } from '../../spine/people/fields.ts'
import { soundOf } from '../../spine/people/welcome.ts'
import { type Ctx, meOf } from '../../spine/request/ctx.ts'
import { get, page } from '../../spine/request/route.ts'
import { nullable } from '../../spine/request/schemas.ts'
import { answeredBy } from '../../spine/spaces/door.ts'
import { birthdayOf } from '../calendar/index.ts'
import { personPage } from './views/person.ts'

const Lately = T.Object({
  url: T.String(),
  title: T.String(),
  lang: T.String(),
  began: T.Boolean(),
  at: T.String(),
  space: T.Object({ slug: T.String(), name: T.String() }),
})

const Answered = T.Object({
  space: T.String(),
  answers: T.Array(T.Object({ question: T.String(), answer: T.String() })),
})

export const person = [
  get('/people/:handle', {
    access: 'person',
    summary: 'How a person is introduced, for those who share a community with them',
    everything: true,
    response: T.Object({
      ...PersonSchema.properties,
      ...ToldSchema.properties,
      /** The language they write in. */
      lang: T.String(),
      /** Where their word of welcome can be heard. */
      recording: nullable(T.String()),
      /** Only for oneself: the fields that nobody else sees. */
      hidden: T.Array(T.String()),
      communities: T.Array(T.Object({ url: T.String(), name: T.String(), standing: T.String() })),
      /** What they answered at a door where answers are shown; for its hosts, at any door of theirs. */
      answered: T.Array(Answered),
      /** Where to write to them; null for oneself, and for whom one meets nowhere any more. */
      writing: nullable(T.String()),
      lately: T.Array(Lately),
      /** Day and month, where they show it to those who ask. */
      birthday: nullable(T.String()),
    }),
    async handle(ctx, { params }) {
      const row = await introduced(ctx, params.handle)
      const own = row.id === meOf(ctx).id
      const shown = {
        ...cardOf(row),
        ...toldIn(row.told),
        lang: row.lang,
        recording: row.sounds ? `/people/${row.handle}/welcome` : null,
        hidden: own ? fieldNames.filter((name) => row.hidden?.includes(name)) : [],
        communities: (row.communities ?? []).map(({ slug, ...one }) => ({ ...one, url: `/c/${slug}` })),
        answered: await answeredBy(ctx, row.id),
        writing: row.meets ? `/messages/new?with=${row.handle}` : null,
        lately: await latelyBy(ctx, row.id),
        birthday: await birthdayOf(ctx.sql, row.id),
      }
      return page(shown, () => personPage(ctx, { ...shown, own }))
    },
  }),

  get('/people/:handle/welcome', {
    access: 'person',
    summary: 'A recorded word of welcome, for those who may read the written one',
    everything: true,
    response: T.Any(),
    async handle(ctx, { params }) {
      const sound = await soundOf(ctx, params.handle)
      const part = partOf(ctx.raw.headers.range, sound.bytes)
      return {
        kind: 'stream',
        status: part ? 206 : 200,
        stream: ctx.site.blobs.read(sound.blob, part),
        headers: {
          'content-type': sound.type,
          'content-length': String(part ? part.end - part.start + 1 : sound.bytes),
          'accept-ranges': 'bytes',
          ...(part && { 'content-range': `bytes ${part.start}-${part.end}/${sound.bytes}` }),
          'content-disposition': 'inline',
          // Nothing in it may run, not even opened by itself.
          'content-security-policy': `sandbox; ${contentPolicy}`,
          'cache-control': 'private, no-cache',
        },
      }
    },
  }),
]

interface Introduced {
  id: number
  handle: string
  name: string
  picture: string | null
  lang: string
  told: Partial<Told> | null
  hidden: FieldName[] | null
  sounds: boolean
  known: boolean
  /** Whether one can write to them. */
  meets: boolean
  communities: { slug: string; name: string; standing: string }[] | null
}

/** @throws 404: whoever shares no community and has said nothing that I can read does not exist for me. */
async function introduced(ctx: Ctx, handle: string): Promise<Introduced> {
  const [row] = await ctx.sql<Introduced[]>`
    select p.id, p.handle::text, p.name, p.picture, p.lang, f.told, f.hidden,
      exists (select from welcome_sound w where w.person_id = p.id) sounds,
      p.id = (select me()) or exists (select from message m where m.author_id = p.id) known, meets(p.id) meets,
      (select jsonb_agg(jsonb_build_object('slug', s.slug, 'name', s.name, 'standing', m.standing) order by s.name)
        from membership m join space s on s.id = m.space_id and s.kind <> 'conversation'
        where m.person_id = p.id and m.ended_at is null) communities
    from person p left join lateral (
      select jsonb_object_agg(name, value) told, array_agg(name) filter (where not shown) hidden
      from profile_field where person_id = p.id) f on true
    where p.handle = ${handle}`
  if (!row || !(row.known || row.communities)) throw notFound()
  return row
}

/** How many of someone's latest words are looked at, and how many items are shown. */
const LOOKED_AT = 100
const SHOWN = 5

/** What someone lately began or wrote under, in places where I am too; each item once, the newest first. */
async function latelyBy(ctx: Ctx, personId: number) {
  const rows = await ctx.sql<
    {
      id: number
      kind: string
      title: string
      lang: string
      number: number
      began: boolean
      at: Date
      slug: string
      space: string
    }[]
  >`
    select i.id, i.kind, i.title, i.lang, w.number, i.author_id = ${personId} began, w.at, s.slug::text, s.name space
    from (
      select distinct on (item_id) item_id, number, created_at at from (
        select item_id, number, created_at from message where author_id = ${personId} and removed_at is null order by id desc limit ${LOOKED_AT}) latest
      order by item_id, created_at desc) w
    join item i on i.id = w.item_id and i.removed_at is null join space s on s.id = i.space_id and s.kind <> 'conversation'
    order by w.at desc limit ${SHOWN}`
  return rows.map(({ id, kind, number, slug, space, at, ...row }) => ({
    ...row,
    url: `/c/${slug}${ctx.site.itemPath(kind, id, row.title)}${number > 1 ? `/messages/${number}` : ''}`,
    at: at.toISOString(),
    space: { slug, name: space },
  }))
}
