import { Type as T } from '@sinclair/typebox'
import { nothing } from '../../platform/html.ts'
import type { Request } from '../../spine/request/ctx.ts'
import { get, page } from '../../spine/request/route.ts'
import { peopleFound, spacesFound } from '../../spine/search/beside.ts'

const query = T.Object({ q: T.Optional(T.String()) })
const response = T.Object({
  suggestions: T.Array(
    T.Object({ kind: T.String(), text: T.String(), lang: T.String(), url: T.String(), where: T.String() }),
  ),
  next: T.Null(),
})

/** One letter says nothing. */
const LEAST = 2
const TITLES = 5
const FEW = 2

/** What may be meant by what is typed so far: things by their titles, people, places, tags, of what the asker may read. */
async function handle(ctx: Request, { query }: { query: { q?: string } }) {
  const typed = (query.q ?? '')
    .slice(0, 100)
    .replace(/[\p{Cc}\p{Cs}]+/gu, ' ')
    .trim()
  const suggestions = typed.length < LEAST ? [] : await suggested(ctx, typed)
  return page({ suggestions, next: null }, () => nothing)
}

async function suggested(ctx: Request, typed: string) {
  const terms = [{ text: typed }]
  const base = ctx.space ? `/c/${ctx.space.slug}/search` : '/search'
  const [titles, people, spaces, tags] = await Promise.all([
    titlesLike(ctx, typed),
    peopleFound(ctx, terms, undefined, FEW),
    spacesFound(ctx, terms, ctx.space?.slug, FEW),
    tagsLike(ctx, typed),
  ])
  const { lang } = ctx.locale
  return [
    ...titles.map((one) => ({
      kind: one.kind,
      text: one.title,
      lang: one.lang,
      url: `/c/${one.slug}${ctx.site.itemPath(one.kind, one.id, one.title)}`,
      where: one.spaceName,
    })),
    ...people.map(({ name, url, handle }) => ({ kind: 'person', text: name, lang, url, where: `@${handle}` })),
    ...spaces.map(({ name, url, lang, purpose }) => ({ kind: 'space', text: name, lang, url, where: purpose })),
    ...tags.map(({ name }) => ({
      kind: 'tag',
      text: `#${name}`,
      lang,
      url: `${base}?${new URLSearchParams({ tag: name })}`,
      where: '',
    })),
  ]
}

function titlesLike(ctx: Request, typed: string) {
  return ctx.sql<{ id: number; kind: string; title: string; lang: string; slug: string; spaceName: string }[]>`
    select i.id, i.kind, i.title, i.lang, s.slug::text, s.name space_name
    from suggest_items(${typed}, null, ${ctx.sql.json(ctx.site.switchedKinds)}, ${TITLES}) with ordinality g(item_id, place)
    join item i on i.id = g.item_id join space s on s.id = i.space_id order by g.place`
}

function tagsLike(ctx: Request, typed: string) {
  const begin = `${typed
    .replace(/^#/, '')
    .toLowerCase()
    .replace(/[%_\\]/g, '\\$&')}%`
  return ctx.sql<{ name: string }[]>`
    select name from tag where count > 0 and lower(unaccent(name)) like unaccent(${begin}::text) group by name order by sum(count) desc, name limit ${FEW}`
}

export const suggesting = [
  get('/search/suggestions', {
    access: 'person',
    summary: 'What may be meant while one types in the search',
    everything: true,
    query,
    response,
    handle,
  }),

  get('/c/:space/search/suggestions', {
    access: 'reader',
    summary: 'The same within one community',
    everything: true,
    query,
    response,
    handle,
  }),
]
