import { type Html, html, nothing } from '../../../platform/html.ts'
import { languages } from '../../../platform/i18n.ts'
import { type Request, spaceOf } from '../../../spine/request/ctx.ts'
import { icon } from '../../../ui/parts.ts'
import type { ShownPage } from '../present.ts'

/** The languages a page is there in, which of them lag behind, and the way to one more. */
export function languagesPart(ctx: Request, it: ShownPage): Html {
  const { t } = ctx.locale
  const own = it.versions.find(({ id }) => id === it.id)
  const others = it.versions.filter(({ id }) => id !== it.id)
  const original = it.versions.find((one) => one.original)
  return html`${
    others.length
      ? html`<p class="cluster quiet with-icon">${icon(ctx, 'globe', true)} <span>${t('pages.also-in')}</span> ${others.map((one) => html`<a href="${one.url}" hreflang="${one.lang}" lang="${one.lang}">${nameOf(ctx, one.lang)}</a>${one.outdated ? html` <span class="quiet">${t('pages.outdated-sign')}</span>` : nothing}`)}</p>`
      : nothing
  }
${own?.outdated && original ? html`<section class="panel cluster"><p>${ctx.locale.rich('pages.outdated', { original: html`<a href="${original.url}" lang="${original.lang}">${original.title}</a>` })}</p>${it.mayWrite ? html`<a class="button second" href="${it.url}/catching-up">${t('pages.catch-up')}</a>` : nothing}</section>` : nothing}
${offer(ctx, it)}`
}

/** Without a version in one's own language: asking for one, or writing it. */
function offer(ctx: Request, it: ShownPage): Html {
  const { t } = ctx.locale
  const mine = ctx.locale.lang.slice(0, 2)
  if (!ctx.me || spaceOf(ctx).standing === 'visitor' || !(mine in languages)) return nothing
  if (it.versions.some(({ lang }) => lang.slice(0, 2) === mine)) return wished(ctx, it)
  const asked = it.wishes.find(({ lang }) => lang === mine)
  const root = it.versions.find((one) => one.original) ?? it
  return html`<div class="cluster quiet no-print"><span>${t('pages.not-in', { language: nameOf(ctx, mine) })}</span>
${asked?.mine ? html`<span>${t('pages.wished')}</span>` : html`<form method="post" action="${it.url}/translations"><input type="hidden" name="lang" value="${mine}"><button class="button plain" type="submit">${t('pages.wish')}</button></form>`}
${it.mayStart ? html`<a href="/c/${spaceOf(ctx).slug}/pages/new?of=${root.id}&amp;lang=${mine}">${t('pages.translate')}</a>` : nothing}</div>`
}

/** What others wish for, to whoever can read it already. */
function wished(ctx: Request, it: ShownPage): Html {
  const { t } = ctx.locale
  const root = it.versions.find((one) => one.original) ?? it
  if (!it.mayStart || !it.wishes.length) return nothing
  return html`<p class="cluster quiet no-print">${it.wishes.map((wish) => html`<span>${t('pages.wishes', { count: wish.count, language: nameOf(ctx, wish.lang) })} <a href="/c/${spaceOf(ctx).slug}/pages/new?of=${root.id}&amp;lang=${wish.lang}">${t('pages.translate')}</a></span>`)}</p>`
}

function nameOf(ctx: Request, lang: string): string {
  return ctx.locale.languageName(lang)
}
