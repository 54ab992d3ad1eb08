import { type Html, html, nothing } from '../../../platform/html.ts'
import type { Request } from '../../../spine/request/ctx.ts'
import { verb } from '../../../ui/form.ts'
import { layout } from '../../../ui/layout.ts'
import { icon } from '../../../ui/parts.ts'
import { settingsNav } from '../../../ui/settings.ts'
import { dayOf } from '../../../ui/time.ts'
import type { ShownTakeout } from '../my-data.ts'

export function myDataPage(ctx: Request, takeout: ShownTakeout): Html {
  const { t } = ctx.locale
  return layout(ctx, {
    title: t('leaving.data.title'),
    main: html`${settingsNav(ctx, 'data')}
<div class="title"><h1>${t('leaving.data.title')}</h1><p class="lead">${t('leaving.data.lead')}</p></div>
<section class="stack" aria-labelledby="copy"><h2 id="copy">${t('leaving.data.copy')}</h2><p>${t('leaving.data.what')}</p>${stateOf(ctx, takeout)}</section>
<section class="stack" aria-labelledby="forgotten"><h2 id="forgotten">${t('leaving.forget.title')}</h2><p>${t('leaving.forget.short')}</p>
<p><a href="/me/forgetting">${t('leaving.forget.more')}</a></p></section>`,
  })
}

function stateOf(ctx: Request, { state, done, total, bytes, readyAt }: ShownTakeout): Html {
  const { t } = ctx.locale
  if (state === 'gathering')
    return html`<copse-awaiting><div class="panel stack"><p role="status">${total ? t('leaving.data.gathering', { done, total }) : t('leaving.data.begins')}</p>
<p><progress aria-label="${t('leaving.data.progress')}" max="${total || 1}" value="${done}"></progress></p>
<p class="quiet">${t('leaving.data.wait')} <a href="/me/data">${t('leaving.data.look')}</a></p></div></copse-awaiting>`
  if (state === 'ready')
    return html`<div class="panel stack"><p role="status">${ctx.locale.rich('leaving.data.ready', { date: dayOf(ctx, readyAt!) })}</p>
<p class="cluster"><a class="button" href="/me/data/archive" data-turbo="false">${icon(ctx, 'archive')} ${t('leaving.data.fetch', { size: ctx.locale.size(bytes!) })}</a>
${verb('/me/data/removal', t('leaving.data.remove'), {}, 'plain')}</p><p class="quiet">${t('leaving.data.week')}</p></div>
${verb('/me/data', t('leaving.data.anew'))}`
  return html`${state === 'failed' ? html`<p class="panel" role="status">${t('leaving.data.failed')}</p>` : nothing}${verb('/me/data', t('leaving.data.ask'), {}, '')}`
}
