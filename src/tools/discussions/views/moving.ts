import { type Html, html, nothing } from '../../../platform/html.ts'
import type { Asking, Authors } from '../../../spine/items/moving.ts'
import { meOf, type Request } from '../../../spine/request/ctx.ts'
import { type Again, choices, formKey, problems, verb } from '../../../ui/form.ts'
import { layout } from '../../../ui/layout.ts'
import { emptyPlace, inLanguage } from '../../../ui/parts.ts'
import { timeOf } from '../../../ui/time.ts'
import type { Discussion } from '../discussions.ts'

/** How many names stand in a sentence before it says "and others". */
const NAMES = 4

interface Offer {
  slug: string
  name: string
  people: number
  fewer: number
  more: number
  whole: boolean
}

/** Where to: each place says who reads there and what would happen, before it does. */
export function choosePage(ctx: Request, it: Discussion, places: Offer[], authors: Authors, again: Again = {}): Html {
  const { t } = ctx.locale
  return moving(
    ctx,
    it,
    again,
    places.length
      ? html`<form class="stack" method="post" action="${it.url}/moving">${formKey()}
${choices(
  ctx,
  {
    name: 'to',
    legend: t('discussions.moving.where'),
    options: places.map((place) => ({
      value: place.slug,
      words: place.name,
      hint: place.whole ? whole(ctx, place, authors) : asked(ctx, it, place, authors),
    })),
  },
  again,
)}
<p class="quiet">${t('discussions.moving.hint')}</p>
<p><button class="button" type="submit">${t('discussions.moving.now')}</button></p></form>`
      : emptyPlace(ctx, t('discussions.moving.nowhere'), html`<a href="${it.url}">${t('discussions.moving.back')}</a>`),
  )
}

/** All of it goes: to whom it is shown no longer, or now too. */
function whole(ctx: Request, place: Offer, authors: Authors): string {
  const { t } = ctx.locale
  const goes = t('discussions.moving.all', { count: authors.messages })
  const change = place.more
    ? t('discussions.moving.more-read', { count: place.more })
    : t('discussions.moving.fewer-read', { count: place.fewer })
  return `${t('ui.readers', { count: place.people })}. ${goes} ${change}`
}

/** Only what its authors let go: who is asked, and whose words stay because they cannot be. */
function asked(ctx: Request, it: Discussion, place: Offer, authors: Authors): string {
  const { t } = ctx.locale
  const own = it.authorId === meOf(ctx).id
  const here = authors.others.filter((one) => one.here && one.id !== it.authorId)
  const gone = authors.others.filter((one) => !one.here && one.id !== it.authorId)
  const author = authors.others.find((one) => one.id === it.authorId)
  const parts = [
    `${t('ui.readers', { count: place.people })}, ${t('discussions.moving.not-here', { count: place.more })}.`,
    own
      ? t('discussions.moving.only-yours', { count: authors.mine })
      : author?.here
        ? t('discussions.moving.first', { name: author.name })
        : t('invalid.author-gone'),
  ]
  if (here.length) parts.push(t('discussions.moving.asked', { count: here.length, names: named(ctx, here) }))
  if (gone.length) parts.push(t('discussions.moving.stay', { names: named(ctx, gone) }))
  return parts.join(' ')
}

function named(ctx: Request, people: { name: string }[]): string {
  const names = people.slice(0, NAMES).map((one) => one.name)
  const rest = people.length - names.length
  return ctx.locale.list(rest ? [...names, ctx.locale.t('discussions.moving.others', { count: rest })] : names)
}

/** May your words come along? */
export function answerPage(ctx: Request, it: Discussion, asking: Asking, own: boolean, again: Again): Html {
  const { t } = ctx.locale
  const count = asking.mine?.count ?? 0
  const values = { by: asking.by, place: asking.place?.name ?? '', people: asking.place?.people ?? 0 }
  return moving(
    ctx,
    it,
    again,
    html`<section class="panel need stack"><h2>${t('discussions.moving.question', { count })}</h2>
<p>${ctx.locale.rich('discussions.moving.would-like', { ...values, title: inLanguage(ctx, it.lang, it.title) })}</p>
<p>${asking.place?.slug ? t('discussions.moving.you-read-there') : t('discussions.moving.you-do-not')}</p>
<p>${own ? t('discussions.moving.yours-first') : t('discussions.moving.either-way', { by: asking.by })}</p>
<div class="cluster">${verb(`${it.url}/moving/answer`, t('discussions.moving.yes', { count }), { yes: 'true' }, '')}
${verb(`${it.url}/moving/answer`, t('discussions.moving.no', { count }), { yes: 'false' })}</div></section>`,
  )
}

/** What is being asked, for who asks and for hosts. */
export function askingPage(ctx: Request, it: Discussion, asking: Asking): Html {
  const { t } = ctx.locale
  const mine = asking.byId === meOf(ctx).id
  const stops = mine || ctx.space?.standing === 'host'
  return moving(
    ctx,
    it,
    {},
    html`<section class="panel stack"><h2>${t('discussions.moving.under-way')}</h2>
<p>${mine ? t('discussions.moving.you-ask', { place: asking.place?.name ?? '' }) : t('discussions.story.asking', { name: asking.by })}, ${timeOf(ctx, asking.at.toISOString())}.</p>
<p>${t('discussions.moving.gone-so-far', { count: asking.count })} ${asking.waiting.length ? t('discussions.moving.still', { names: ctx.locale.list(asking.waiting) }) : ''}</p>
${stops ? html`<div>${verb(`${it.url}/moving/ending`, t('discussions.moving.stop'))}</div>` : nothing}</section>`,
  )
}

function moving(ctx: Request, it: Discussion, again: Again, main: Html): Html {
  const { t } = ctx.locale
  return layout(ctx, {
    title: t('discussions.moving'),
    place: 'talk',
    main: html`<div class="title"><h1>${t('discussions.moving')}</h1><p class="quiet"><a href="${it.url}">${inLanguage(ctx, it.lang, it.title)}</a></p></div>
${problems(ctx, again)}
${main}`,
  })
}
