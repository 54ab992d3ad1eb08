import { randomUUID } from 'node:crypto'
import { type Html, html, nothing, trusted } from '../../../platform/html.ts'
import type { Asking } from '../../../spine/items/moving.ts'
import { meOf, type Request, spaceOf } from '../../../spine/request/ctx.ts'
import { type Again, choices, formKey, select, verb } from '../../../ui/form.ts'
import { icon, inLanguage } from '../../../ui/parts.ts'
import { timeOf } from '../../../ui/time.ts'
import type { Writers } from '../moving.ts'
import type { Elsewhere } from '../moving-routes.ts'
import type { Page } from '../pages.ts'
import type { Places } from '../places.ts'
import { CHOOSABLE, type Spot } from '../tree.ts'
import { named as saidAt, titleField, underField } from './place-field.ts'
import { frame } from './tend.ts'

/** How many names stand in a sentence before it says "and others". */
const NAMES = 4

interface MovingParts {
  places: Places
  /** Where one is only named: what lies beside it now. */
  beside: Pick<Spot, 'id' | 'title'>[]
  asking: Asking | undefined
  elsewhere: Elsewhere | undefined
  /** Who said no when it was asked last. */
  refusals: string[]
}

/** Where a page lies: under which other here, or in another place. */
export function movingPage(ctx: Request, it: Page, parts: MovingParts, refused: Again = {}): Html {
  const again = saidAt(parts.places, refused)
  const { t } = ctx.locale
  const { asking, elsewhere } = parts
  const further = asking || elsewhere
  const here = withinForm(ctx, it, parts, again)
  return frame(
    ctx,
    it,
    t('pages.move'),
    again,
    further
      ? html`<section class="stack" aria-labelledby="within"><h2 id="within">${t('pages.move.within', { place: spaceOf(ctx).name })}</h2>${here}</section>
<section class="stack" aria-labelledby="elsewhere"><h2 id="elsewhere">${t('pages.move.elsewhere')}</h2>${asking ? underWay(ctx, it, asking) : nothing}${elsewhere ? elsewhereForm(ctx, it, elsewhere, parts.refusals, again) : nothing}</section>`
      : here,
  )
}

/** Under which other page, and after which beside it. */
function withinForm(ctx: Request, it: Page, { places, beside }: MovingParts, again: Again): Html {
  const { t } = ctx.locale
  const chosen = Number(again.typed?.under ?? it.parentId ?? 0)
  const there = places.spots ? places.spots.filter(({ parentId }) => (parentId ?? 0) === chosen) : beside
  // Among more than these the one before is named.
  const listed = there.length <= CHOOSABLE ? there : []
  return html`<form class="stack" method="post" action="${it.url}/moving">${formKey()}
${underField(ctx, places, chosen, again)}${places.spots ? nothing : html`<input type="hidden" name="under" value="0">`}
${select(ctx, { name: 'after', label: t('pages.field.after'), hint: t('pages.field.after.hint'), value: '-1', options: [['-1', t('pages.last')], ['0', t('pages.first')], ...listed.map((one): [string, string] => [String(one.id), t('pages.after', { title: one.title })])] }, again)}
${places.spots ? nothing : titleField(ctx, { name: 'afterTitle', label: t('pages.field.after-title'), value: '', hint: t('pages.field.after-title.hint') }, again)}
<p><button class="button" type="submit">${t('pages.move.now')}</button></p></form>`
}

/** To another space: each place says who reads there and what would happen, before it does. */
function elsewhereForm(ctx: Request, it: Page, elsewhere: Elsewhere, refusals: string[], again: Again): Html {
  const { t } = ctx.locale
  const { offers, effects, alone, along } = elsewhere
  return html`${refusals.length ? html`<p class="panel with-icon">${icon(ctx, 'triangle-alert', true)} <span>${t('pages.move.refused', { names: named(ctx, refusals) })}</span></p>` : nothing}
<form class="stack" method="post" action="${it.url}/moving">${formKey()}
${choices(
  ctx,
  {
    name: 'to',
    legend: t('pages.move.where'),
    options: offers.map((place) => ({ value: place.slug, words: place.name, hint: hint(ctx, place, alone) })),
  },
  again,
)}
${effects.below ? alongChoice(ctx, effects.below, alone, along, again) : nothing}
<ul><li>${t('pages.move.goes')}</li>
<li>${t('pages.move.leads')}</li>
${effects.versions ? html`<li>${t('pages.move.versions')}</li>` : nothing}
${effects.published ? html`<li><strong>${t('pages.move.published')}</strong></li>` : nothing}</ul>
<p><button class="button" type="submit">${t('pages.move.there')}</button></p></form>`
}

/** Who would read it there, and whether it goes at once. */
function hint(ctx: Request, place: Elsewhere['offers'][number], writers: Writers): string {
  const { t } = ctx.locale
  const readers = `${t('ui.readers', { count: place.people })}${place.more ? `, ${t('pages.move.not-here', { count: place.more })}` : ''}.`
  const fewer = t('pages.move.fewer', { count: place.fewer })
  if (place.whole) return `${readers} ${fewer}`
  const gone = writers.others.filter(({ here }) => !here)
  if (gone.length) return `${readers} ${t('pages.move.gone', { names: named(ctx, namesOf(gone)) })}`
  return `${readers} ${t('pages.move.asked', { names: named(ctx, namesOf(writers.others)) })}`
}

function alongChoice(ctx: Request, below: number, alone: Writers, along: Writers, again: Again): Html {
  const { t } = ctx.locale
  const more = along.others.filter(({ id }) => !alone.others.some((one) => one.id === id))
  const words = `${t('pages.move.along.hint')}${more.length ? ` ${t('pages.move.along.others', { names: named(ctx, namesOf(more)) })}` : ''}`
  const error = again.errors?.along
  return html`<div class="choices"><label class="choice"><input type="checkbox" id="along" name="along" value="true"${again.typed?.along ? trusted(' checked') : nothing}> <span>${t('pages.move.along', { count: below })} <span class="quiet">${words}</span></span></label>
${error ? html`<p class="error with-icon">${icon(ctx, 'triangle-alert', true)} ${error}</p>` : nothing}</div>`
}

/** May a page go in which your words are? */
export function answerPage(ctx: Request, it: Page, asking: Asking, again: Again): Html {
  const { t } = ctx.locale
  const values = { by: asking.by, place: asking.place?.name ?? '', people: asking.place?.people ?? 0 }
  return frame(
    ctx,
    it,
    t('pages.move'),
    again,
    html`<section class="panel need stack"><h2>${t('pages.move.question')}</h2>
<p>${ctx.locale.rich(asking.along ? 'pages.move.would-like.along' : 'pages.move.would-like', { ...values, title: inLanguage(ctx, it.lang, it.title) })}</p>
<p>${asking.place?.slug ? t('pages.move.you-read-there') : t('pages.move.you-do-not')}</p>
<p>${t('pages.move.all-or-none', { by: asking.by })}</p>
<div class="cluster">${verb(`${it.url}/moving/answer`, t('pages.move.yes'), { yes: 'true', _key: randomUUID() }, '')}
${verb(`${it.url}/moving/answer`, t('pages.move.no'), { yes: 'false', _key: randomUUID() })}</div></section>`,
  )
}

/** What is being asked: for who asks, and for whoever else tends the page. */
function underWay(ctx: Request, it: Page, asking: Asking): Html {
  const { t } = ctx.locale
  const mine = asking.byId === meOf(ctx).id
  const stops = mine || spaceOf(ctx).standing === 'host'
  const ready = mine && !asking.waiting.length
  return html`<section class="panel stack">
<p>${mine ? t('pages.move.you-ask', { place: asking.place?.name ?? '' }) : t('pages.move.asks', { name: asking.by })}, ${timeOf(ctx, asking.at.toISOString())}.</p>
${asking.waiting.length ? html`<p>${t('pages.move.still', { names: named(ctx, asking.waiting) })}</p>` : nothing}
${ready ? html`<p>${t('pages.move.agreed')}</p>` : nothing}
<div class="cluster">${ready ? verb(`${it.url}/moving`, t('pages.move.there'), { to: asking.place?.slug ?? '', along: String(asking.along), _key: randomUUID() }, '') : nothing}
${stops ? verb(`${it.url}/moving/ending`, t('pages.move.stop')) : nothing}</div></section>`
}

function namesOf(people: { name: string }[]): string[] {
  return people.map(({ name }) => name)
}

function named(ctx: Request, names: string[]): string {
  const rest = names.length - NAMES
  const shown = names.slice(0, NAMES)
  return ctx.locale.list(rest > 0 ? [...shown, ctx.locale.t('pages.move.others', { count: rest })] : shown)
}
