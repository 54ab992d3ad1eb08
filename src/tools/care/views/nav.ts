import { type Html, html, trusted } from '../../../platform/html.ts'
import type { Request } from '../../../spine/request/ctx.ts'
import { spaceOf } from '../../../spine/request/ctx.ts'

/** One's own side of care: what one reported, whom one blocked. */
export function careNav(ctx: Request, current: 'reports' | 'blocks'): Html {
  const { t } = ctx.locale
  const link = (name: typeof current) =>
    html`<a href="/me/${name}"${name === current ? trusted(' aria-current="page"') : trusted('')}>${t(`care.nav.${name}`)}</a>`
  return html`<nav class="sub" aria-label="${t('care.nav')}"><a href="/me">${t('ui.settings')}</a>${link('reports')}${link('blocks')}</nav>`
}

/** The hosts' side, in a community or circle. */
export function hostsNav(ctx: Request, current: 'reports' | 'notes' | 'about/log'): Html {
  const { t } = ctx.locale
  const link = (name: typeof current, words: string) =>
    html`<a href="/c/${spaceOf(ctx).slug}/${name}"${name === current ? trusted(' aria-current="page"') : trusted('')}>${words}</a>`
  return html`<nav class="sub" aria-label="${t('care.nav')}">${link('reports', t('care.queue'))}${link('notes', t('care.nav.notes'))}${link('about/log', t('care.nav.log'))}</nav>`
}
