import { type Html, html, nothing } from '../../../platform/html.ts'
import type { Request } from '../../../spine/request/ctx.ts'
import { placeNav } from '../../../spine/spaces/tabs.ts'
import { copiedHere } from '../../../ui/copied.ts'
import { verb } from '../../../ui/form.ts'
import { layout } from '../../../ui/layout.ts'
import { buttonLink, icon } from '../../../ui/parts.ts'
import { dayOf } from '../../../ui/time.ts'

interface Shown {
  address: string | null
  made: string | null
  here: string
}

/** How dates come into one's own calendar: first an address, then where it is given to each program. */
export function ownPage(ctx: Request, it: Shown): Html {
  const { t } = ctx.locale
  const lead = ctx.space ? t('calendar.own.lead', { name: ctx.space.name }) : t('calendar.own.lead.all')
  return layout(ctx, {
    title: t('calendar.own'),
    place: 'calendar',
    main: html`${ctx.space ? placeNav(ctx, 'calendar', 'calendar') : nothing}
<div class="title"><h1>${t('calendar.own')}</h1><p class="lead">${lead}</p></div>
<p class="panel with-icon">${icon(ctx, 'key-round')} <span>${t('calendar.own.warning')}</span></p>
${it.address ? addressPart(ctx, it, it.address) : html`<div>${verb(it.here, html`${icon(ctx, 'calendar-plus', true)} ${t('calendar.own.make')}`, {}, '')}</div>`}
${ways(ctx)}
${ctx.space ? html`<p><a href="/c/${ctx.space.slug}/calendar/computer">${t('calendar.computer')}</a></p>` : nothing}
<p>${ctx.space ? html`<a href="/calendar/own">${t('calendar.own.all')}</a>` : html`<a href="/me/feeds">${t('calendar.own.feeds')}</a>`}</p>`,
  })
}

function addressPart(ctx: Request, { here, made }: Shown, address: string): Html {
  const { t } = ctx.locale
  return html`<section class="stack" aria-labelledby="address-heading"><h2 id="address-heading">${t('calendar.own.address')}</h2>
${copiedHere(ctx, 'address', t('calendar.own.address'), address)}
<p class="cluster">${buttonLink(address.replace(/^https?:/, 'webcal:'), html`${icon(ctx, 'calendar-plus', true)} ${t('calendar.own.open')}`)}</p>
<p class="quiet">${made ? ctx.locale.rich('calendar.own.made', { date: dayOf(ctx, made) }) : nothing}</p>
<div class="cluster">${verb(here, t('calendar.own.renew'), { renew: 'true' }, 'plain')}${verb(`${here}/ending`, t('calendar.own.end'), {}, 'plain')}</div></section>`
}

/** Where each program wants the address. Their names are their own. */
function ways(ctx: Request): Html {
  const { t } = ctx.locale
  const programs: [string, string][] = [
    [t('calendar.own.apple'), t('calendar.own.apple.how')],
    [t('calendar.own.google'), t('calendar.own.google.how')],
    [t('calendar.own.outlook'), t('calendar.own.outlook.how')],
    [t('calendar.own.thunderbird'), t('calendar.own.thunderbird.how')],
    [t('calendar.own.nextcloud'), t('calendar.own.nextcloud.how')],
    [t('calendar.own.android'), t('calendar.own.android.how')],
  ]
  return html`<section class="stack" aria-labelledby="programs"><h2 id="programs">${t('calendar.own.programs')}</h2>
<dl class="stack">${programs.map(([name, how]) => html`<div><dt><strong>${name}</strong></dt><dd>${how}</dd></div>`)}</dl>
<p class="quiet">${t('calendar.own.late')}</p></section>`
}
