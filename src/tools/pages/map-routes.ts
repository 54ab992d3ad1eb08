import { Type as T } from '@sinclair/typebox'
import { type Request, spaceOf } from '../../spine/request/ctx.ts'
import { get, page } from '../../spine/request/route.ts'
import { openGaps } from '../gaps/index.ts'
import { drawn, narrow, wide } from './drawing.ts'
import { relatedTo, sorted, sorts, type Tie, type Topic, topicsOf } from './topics.ts'
import { mapPage } from './views/map.ts'

const TopicSchema = T.Object({
  topic: T.String(),
  url: T.String(),
  pages: T.Integer(),
  links: T.Integer(),
  gaps: T.Integer(),
  related: T.Array(T.String()),
})

/** What a community knows and does not know yet, by topics: as a picture, and as a table that says the same. */
export const mapRoutes = [
  get('/c/:space/pages/map', {
    access: 'reader',
    summary: 'The topics of the library: how many pages, links and gaps each has, and which topics are related',
    query: T.Object({ sort: T.Optional(T.Union(sorts.map((sort) => T.Literal(sort)))) }),
    response: T.Object({
      topics: T.Array(TopicSchema),
      wanted: T.Array(T.Object({ id: T.Integer(), url: T.String(), title: T.String() })),
      next: T.Null(),
    }),
    async handle(ctx, { query }) {
      const { id, tools } = spaceOf(ctx)
      const kinds = ['page', 'link', 'gap'].filter((kind) => ctx.site.isOn(kind, tools))
      const [{ topics, ties }, gaps] = await Promise.all([
        topicsOf(ctx.sql, id, kinds),
        kinds.includes('gap') ? openGaps(ctx.sql, id, wide.gaps) : [],
      ])
      const { sort = 'all' } = query
      const shown = sorted(topics, sort, ctx.locale.intl).map((topic) => presentTopic(ctx, topic, ties))
      const wanted = gaps.map((gap) => ({
        ...gap,
        url: `/c/${spaceOf(ctx).slug}${ctx.site.itemPath('gap', gap.id, gap.title)}`,
      }))
      const data = { topics: shown, wanted: wanted.map(({ id, url, title }) => ({ id, url, title })), next: null }
      return page(data, () =>
        mapPage(ctx, {
          topics: shown,
          wanted,
          sort,
          kinds,
          more: topics.length > wide.topics,
          pictures: [wide, narrow].map((sheet) => drawn(ctx.site, sheet, topics, ties, gaps)),
        }),
      )
    },
  }),
]

export type ShownTopic = ReturnType<typeof presentTopic>

function presentTopic(ctx: Request, { tag, pages, links, gaps }: Topic, ties: Tie[]) {
  const shelf = pages ? 'pages' : links ? 'links' : 'gaps'
  const url = `/c/${spaceOf(ctx).slug}/${shelf}?tag=${encodeURIComponent(tag)}`
  return { topic: tag, url, pages, links, gaps, related: relatedTo(tag, ties, 4) }
}
