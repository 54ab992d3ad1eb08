import { type Html, html, nothing } from '../../../../platform/html.ts'
import type { Request } from '../../../../spine/request/ctx.ts'
import { formKey, select } from '../../../../ui/form.ts'
import { icon } from '../../../../ui/parts.ts'
import type { Want } from '../gaps.ts'
import type { YearLook } from './year.ts'

/** To hosts, of kinds of rhythm that the year lacks: asked, not asked for. */
export function questions(ctx: Request, { wants }: YearLook): Html {
  if (!wants.length) return nothing
  const { t } = ctx.locale
  const said: Record<Want, string> = {
    week: t('rhythm.want.week'),
    month: t('rhythm.want.month'),
    quarter: t('rhythm.want.quarter'),
    year: t('rhythm.want.year'),
    between: t('rhythm.want.between'),
    'on-site': t('rhythm.want.on-site'),
    online: t('rhythm.want.online'),
    rest: t('rhythm.want.rest'),
  }
  return html`<section class="stack no-print" aria-labelledby="wants"><h2 id="wants">${t('rhythm.wants')}</h2><p class="quiet">${t('rhythm.wants.hint')}</p>
<ul class="plain-list" role="list">${wants.map((want) => html`<li>${said[want]}</li>`)}</ul></section>`
}

/** For hosts: with which month their year begins. */
export function yearBegins(ctx: Request, it: YearLook): Html {
  const { space, locale } = ctx
  if (space?.standing !== 'host' || space.closed) return nothing
  const { t } = locale
  const options = [...Array(12).keys()].map((n): [string, string] => [
    String(n + 1),
    locale.date(new Date(Date.UTC(2024, n, 15)), 'UTC', { month: 'long' }),
  ])
  return html`<details class="more no-print"><summary>${icon(ctx, 'chevron-right', true)} ${t('rhythm.begins')}</summary><form class="stack" method="post" action="${it.here}/year">${formKey()}
${select(ctx, { name: 'month', label: t('rhythm.begins.month'), value: String(it.own), options })}
<p><button class="button second" type="submit">${t('ui.keep')}</button></p></form></details>`
}
