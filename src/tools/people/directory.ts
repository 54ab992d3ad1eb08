import { Type as T } from '@sinclair/typebox'
import { cardOf, PersonSchema } from '../../spine/people/cards.ts'
import { ToldSchema, toldIn } from '../../spine/people/fields.ts'
import { type Knower, peopleWhoKnow } from '../../spine/people/who-knows.ts'
import { spaceOf } from '../../spine/request/ctx.ts'
import { cursorOf, whole, words } from '../../spine/request/cursor.ts'
import { get, page } from '../../spine/request/route.ts'
import { nullable } from '../../spine/request/schemas.ts'
import { address, choicesOf, DIRECTORY_PAGE, type Found, peopleOf, type Wanted } from './search.ts'
import { directoryPage } from './views/directory.ts'

const { pronouns, organisation, place, does, askAbout, learning, languages } = ToldSchema.properties
const MemberSchema = T.Object({
  ...PersonSchema.properties,
  /** The language they write in. */
  lang: T.String(),
  standing: T.String(),
  badge: nullable(T.String()),
  joinedAt: T.String(),
  until: nullable(T.String()),
  ...{ pronouns, organisation, place, does, askAbout, learning, languages },
})

const cursor = cursorOf({ name: words, id: whole })

/** Someone in the directory: their card, how they belong, and what they tell of themselves. */
export type Listed = ReturnType<typeof present>

/** The directory as it was asked for. */
export interface Looked extends Wanted {
  view: 'faces' | 'table'
  members: Listed[]
  next: string | null
  choices: { languages: string[]; places: string[] }
  knowers: Knower[]
}

const Word = T.Optional(T.String({ maxLength: 120 }))

export const directory = [
  get('/c/:space/members', {
    access: 'reader',
    summary: 'The people of a community by name; q looks in names and in what they show of themselves',
    query: T.Object({
      after: T.Optional(T.String({ maxLength: 400 })),
      view: T.Optional(T.Union([T.Literal('faces'), T.Literal('table')])),
      q: Word,
      // Empty: a form sends every choice, also the one of everyone.
      standing: T.Optional(T.Union([T.Literal(''), T.Literal('host'), T.Literal('member'), T.Literal('guest')])),
      badge: T.Optional(
        T.Union([T.Literal(''), T.Literal('funder'), T.Literal('manager'), T.Literal('host-organisation')]),
      ),
      language: Word,
      place: Word,
    }),
    response: T.Object({
      members: T.Array(MemberSchema),
      /** Where nobody was found by these words: who may know about them. */
      knowers: T.Array(T.Object({ ...PersonSchema.properties, topics: T.Array(T.String()) })),
      next: nullable(T.String()),
    }),
    async handle(ctx, { query }) {
      const { after, view = 'faces', ...given } = query
      const wanted = Object.fromEntries(Object.entries(given).filter(([, value]) => value)) as Wanted
      const [rows, choices] = await Promise.all([peopleOf(ctx, wanted, cursor.in(after)), choicesOf(ctx)])
      const shown = rows.slice(0, DIRECTORY_PAGE)
      const last = rows.length > DIRECTORY_PAGE ? shown.at(-1) : undefined
      const knowers = wanted.q && !rows.length ? await peopleWhoKnow(ctx, { title: wanted.q }) : []
      const kept = { ...wanted, ...(view === 'table' && { view }) }
      const next = last ? address(spaceOf(ctx).slug, { ...kept, after: cursor.text(last) }) : null
      const data = { members: shown.map(present), knowers, next }
      return page(data, () => directoryPage(ctx, { ...wanted, ...data, view, choices }))
    },
  }),
]

function present(row: Found) {
  const told = toldIn(row.told)
  const card = cardOf(row)
  // Field by field: what a card is spread into first, and more is added to, takes six thousand bytes a person.
  return {
    id: card.id,
    handle: card.handle,
    name: card.name,
    url: card.url,
    picture: card.picture,
    lang: row.lang,
    standing: row.standing,
    badge: row.badge,
    joinedAt: row.joinedAt.toISOString(),
    until: row.until?.toISOString() ?? null,
    pronouns: told.pronouns,
    organisation: told.organisation,
    place: told.place,
    does: told.does,
    askAbout: told.askAbout,
    learning: told.learning,
    languages: told.languages,
  }
}
