import { type Html, html, nothing, trusted } from '../../../platform/html.ts'
import { mayStart, type Request, spaceOf } from '../../../spine/request/ctx.ts'
import { layout } from '../../../ui/layout.ts'
import { emptyPlace } from '../../../ui/parts.ts'
import type { Drawing, Spot } from '../drawing.ts'
import type { ShownTopic } from '../map-routes.ts'
import type { Sort } from '../topics.ts'
import { newButton } from './forms.ts'
import { subNav } from './sub.ts'

interface TopicMap {
  topics: ShownTopic[]
  wanted: { id: number; url: string; title: string; lang: string }[]
  sort: Sort
  /** Of page, link and gap those that the space uses. */
  kinds: string[]
  /** There are more topics than the picture shows. */
  more: boolean
  /** For wide screens, and for narrow ones. */
  pictures: Drawing[]
}

/** The topics of a library as a picture, and its twin: a table. */
export function mapPage(ctx: Request, map: TopicMap): Html {
  const { t } = ctx.locale
  const [wide, narrow] = map.pictures
  const any = map.topics.length > 0
  return layout(ctx, {
    title: t('pages.shelf.map'),
    place: 'library',
    main: html`${subNav(ctx, 'map')}
<div class="title"><h1>${t('pages.shelf.map')}</h1>${any ? html`<p class="lead">${t('pages.map.lead')}</p>` : nothing}</div>
${
  any
    ? html`<figure class="map">
<p class="no-print"><a class="skip vh" href="#table">${t('pages.map.to-table')}</a></p>
${picture(ctx, map, wide!, 'wide')}${picture(ctx, map, narrow!, 'narrow')}
<figcaption class="quiet">${t('pages.map.how')}${map.wanted.length ? ` ${t('pages.map.rings')}` : ''}<span class="narrow">${` ${t('pages.map.largest', { count: narrow!.spots.filter(({ kind }) => kind === 'topic').length })}`}</span>${map.more ? html`<span class="wide">${` ${t('pages.map.largest', { count: wide!.spots.filter(({ kind }) => kind === 'topic').length })}`}</span>` : nothing}</figcaption></figure>
${table(ctx, map)}`
    : emptyPlace(ctx, t('pages.map.none'), mayStart(spaceOf(ctx)) ? newButton(ctx) : undefined)
}`,
  })
}

/** Each place leads to what lies there; what it is and how much is said with it. */
function picture(ctx: Request, map: TopicMap, drawing: Drawing, size: 'wide' | 'narrow'): Html {
  const { width, height, lines, spots } = drawing
  const topics = new Map(map.topics.map((one) => [one.topic, one]))
  const wanted = new Map(map.wanted.map((one) => [`gap ${one.id}`, one]))
  const place = (spot: Spot) => {
    const topic = topics.get(spot.key)
    const gap = wanted.get(spot.key)
    if (spot.kind === 'topic' ? !topic : !gap) return nothing
    const said = topic
      ? `${topic.topic}: ${countsOf(ctx, topic)}`
      : ctx.locale.t('pages.map.gap', { title: gap!.title })
    return html`<a href="${topic?.url ?? gap!.url}" class="${spot.kind} written"${gap ? html` lang="${gap.lang}"` : nothing}><title>${said}</title><circle cx="${spot.x}" cy="${spot.y}" r="${spot.r}"/><text x="${spot.x}" y="${Math.round(spot.y + spot.r + 16)}">${spot.label}</text></a>`
  }
  return html`<svg class="${size}" viewBox="0 0 ${width} ${height}" role="group" aria-label="${ctx.locale.t('pages.map.picture')}">
<g aria-hidden="true">${lines.map((line) => html`<line x1="${line.x1}" y1="${line.y1}" x2="${line.x2}" y2="${line.y2}" stroke-width="${line.weight}"/>`)}</g>
${spots.map(place)}</svg>`
}

function countsOf(ctx: Request, { pages, links, gaps }: ShownTopic): string {
  const { t } = ctx.locale
  const all = [
    pages && t('pages.map.pages', { count: pages }),
    links && t('pages.map.links', { count: links }),
    gaps && t('pages.map.gaps', { count: gaps }),
  ]
  return ctx.locale.list(all.filter((words): words is string => Boolean(words)))
}

function table(ctx: Request, { topics, sort, kinds }: TopicMap): Html {
  const { t } = ctx.locale
  const space = `/c/${spaceOf(ctx).slug}`
  const here = `${space}/pages/map`
  const columns = (
    [
      ['page', 'pages'],
      ['link', 'links'],
      ['gap', 'gaps'],
    ] as const
  )
    .filter(([kind]) => kinds.includes(kind))
    .map(([, name]) => name)
  const head = (name: Sort, words: string) =>
    html`<th scope="col"${sort === name ? trusted(` aria-sort="${name === 'topic' ? 'ascending' : 'descending'}"`) : nothing}><a href="${here}?sort=${name}#table">${words}</a></th>`
  const cell = (one: ShownTopic, name: (typeof columns)[number]) =>
    html`<td>${one[name] ? html`<a href="${space}/${name}?tag=${encodeURIComponent(one.topic)}">${one[name]}</a>` : '0'}</td>`
  const urls = new Map(topics.map(({ topic, url }) => [topic, url]))
  return html`<section class="stack" aria-labelledby="table"><h2 id="table">${t('pages.map.table')}</h2>
<table class="topics"><thead><tr>${head('topic', t('pages.map.topic'))}${columns.map((name) => head(name, t(`pages.map.column.${name}`)))}</tr></thead>
<tbody>${topics.map((one) => html`<tr><th scope="row"><a class="written" href="${one.url}">${one.topic}</a>${one.related.length ? html`<p class="quiet">${t('pages.map.related')} <span class="written">${one.related.map((tag, n) => html`${n ? ', ' : ''}<a href="${urls.get(tag) ?? here}">${tag}</a>`)}</span></p>` : nothing}</th>${columns.map((name) => cell(one, name))}</tr>`)}</tbody></table></section>`
}
