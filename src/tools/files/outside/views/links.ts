import { type Html, html, nothing } from '../../../../platform/html.ts'
import { mayStart, type Request, spaceOf } from '../../../../spine/request/ctx.ts'
import { placeNav } from '../../../../spine/spaces/tabs.ts'
import { type Again, field, formKey, problems, verb } from '../../../../ui/form.ts'
import { layout } from '../../../../ui/layout.ts'
import { face, inLanguage } from '../../../../ui/parts.ts'
import { dayOf } from '../../../../ui/time.ts'
import type { FileEntry } from '../../entries.ts'
import { LONGEST } from '../links.ts'
import type { ShownLink } from '../routes.ts'

interface Links {
  allowed: boolean
  links: ShownLink[]
}

/** What of the space's files people outside can fetch, and the switch of it. */
export function allLinksPage(ctx: Request, { allowed, links }: Links): Html {
  const { t } = ctx.locale
  const here = `/c/${spaceOf(ctx).slug}/files`
  const host = spaceOf(ctx).standing === 'host' && !spaceOf(ctx).closed
  return layout(ctx, {
    title: t('files.outside.all'),
    place: 'library',
    main: html`${placeNav(ctx, 'library', 'files')}<div class="title"><h1>${t('files.outside.all')}</h1><p class="lead">${t(allowed ? 'files.outside.on' : 'files.outside.off')}</p></div>
${host ? verb(`${here}/outside`, t(allowed ? 'files.outside.forbid' : 'files.outside.allow'), { on: allowed ? 'false' : 'true' }) : nothing}
${links.length ? html`<ul class="rows" role="list">${links.map((one) => row(ctx, one, true))}</ul>` : html`<p>${t('files.outside.none')}</p>`}
<p><a href="${here}">${t('files.all')}</a></p>`,
  })
}

/** The links of one file, and the form for another. */
export function fileLinksPage(ctx: Request, file: FileEntry, { allowed, links }: Links, again: Again = {}): Html {
  const { t } = ctx.locale
  return layout(ctx, {
    title: t('files.outside'),
    place: 'library',
    main: html`${placeNav(ctx, 'library', 'files')}<div class="title"><h1>${t('files.outside')}</h1><p class="lead"><a class="written" href="${file.url}">${file.name}</a></p></div>
${problems(ctx, again)}
${allowed && mayStart(spaceOf(ctx)) ? form(ctx, file, again) : html`<p class="panel">${t(spaceOf(ctx).standing === 'host' ? 'files.outside.off-host' : 'files.outside.off')} <a href="/c/${spaceOf(ctx).slug}/files/outside">${t('files.outside.all')}</a></p>`}
${links.length ? html`<h2>${t('files.outside.links')}</h2><ul class="rows" role="list">${links.map((one) => row(ctx, one, false))}</ul>` : nothing}`,
  })
}

function form(ctx: Request, file: FileEntry, again: Again): Html {
  const { t } = ctx.locale
  const month = new Date(ctx.now.getTime() + 30 * 86_400_000).toISOString().slice(0, 10)
  return html`<form class="stack" method="post" action="${file.url}/outside">${formKey()}
<p>${t('files.outside.hint')}</p>
${field(ctx, { name: 'until', label: t('files.outside.until'), type: 'date', required: true, value: month, hint: t('files.outside.until.hint', { days: LONGEST }) }, again)}
${field(ctx, { name: 'password', label: t('files.outside.password'), type: 'password', most: 200, autocomplete: 'new-password', hint: t('files.outside.password.hint') }, again)}
<p><button class="button" type="submit">${t('files.outside.make')}</button></p></form>`
}

function row(ctx: Request, one: ShownLink, named: boolean): Html {
  const { t } = ctx.locale
  const { slug } = spaceOf(ctx)
  return html`<li>${face(one.by, true)}${named ? html`<strong class="written"><a href="/c/${slug}/files/${one.file.id}/outside">${inLanguage(ctx, one.file.lang, one.file.name)}</a></strong>` : html`<strong class="written">${one.by.name}</strong>`}
<p class="quiet cluster"><span>${one.ended ? t('files.outside.ended') : ctx.locale.rich('files.outside.lasts', { day: dayOf(ctx, one.until) })}</span> <span>${t('files.outside.taken', { count: one.taken })}</span>${one.hasPassword ? html` <span>${t('files.outside.locked')}</span>` : nothing}${named ? html` <span class="written">${one.by.name}</span>` : nothing}</p>
${one.address ? html`<p class="copy"><input type="text" readonly value="${one.address}" aria-label="${t('files.outside.address', { name: one.file.name })}"></p>` : nothing}
${one.mine && !one.ended ? html`<div class="act">${verb(`/c/${slug}/files/outside/${one.id}/revocation`, t('files.outside.end'))}</div>` : nothing}</li>`
}
