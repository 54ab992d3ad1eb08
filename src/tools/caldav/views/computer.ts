import { type Html, html } from '../../../platform/html.ts'
import { type Request, spaceOf } from '../../../spine/request/ctx.ts'
import { placeNav } from '../../../spine/spaces/tabs.ts'
import { copied } from '../../../ui/copied.ts'
import { layout } from '../../../ui/layout.ts'
import { buttonLink, icon, onlyPeople } from '../../../ui/parts.ts'
import type { ShownComputer } from '../routes.ts'

/** How to have the calendar on one's own devices: the address, the password, and where each program asks for them. */
export function computerPage(ctx: Request, { address, calendar, account, mayWrite }: ShownComputer): Html {
  const { t } = ctx.locale
  return layout(ctx, {
    title: t('caldav.title'),
    place: 'calendar',
    main: html`${placeNav(ctx, 'calendar', 'calendar')}
<div class="title"><h1>${t('caldav.title')}</h1><p class="lead">${t('caldav.lead', { community: spaceOf(ctx).name })}</p></div>
<section class="stack" aria-labelledby="what"><h2 id="what">${t('caldav.needed')}</h2>
${copied(ctx, 'address', t('caldav.address'), address)}
${copied(ctx, 'account', t('caldav.account'), account)}
<p>${t('caldav.password')}</p>
<p>${buttonLink('/me/applications/new', t('caldav.password.make'))}</p></section>
<section class="stack" aria-labelledby="how"><h2 id="how">${t('caldav.how')}</h2>
<div class="systems stack">${program(ctx, t('caldav.apple'), t('caldav.apple.how'), address)}
${program(ctx, t('caldav.android'), t('caldav.android.how'), address)}
${program(ctx, t('caldav.thunderbird'), t('caldav.thunderbird.how'), address)}
${program(ctx, t('caldav.gnome'), t('caldav.gnome.how'), address)}
${program(ctx, t('caldav.others'), t('caldav.others.how'), calendar)}</div></section>
<section class="stack" aria-labelledby="then"><h2 id="then">${t('caldav.then')}</h2>
<ul><li>${mayWrite ? t('caldav.then.writes') : t('caldav.then.reads')}</li>
<li>${t('caldav.then.answers')}</li><li>${t('caldav.then.alarms')}</li><li>${t('caldav.then.names')}</li><li>${t('caldav.then.end')} <a href="/me/keys#applications">${t('caldav.then.keys')}</a></li></ul></section>
<p><a href="/c/${spaceOf(ctx).slug}/calendar">${t('caldav.back')}</a></p>
${onlyPeople(ctx)}`,
  })
}

function program(ctx: Request, name: string, how: string, typed: string): Html {
  return html`<details class="more"><summary>${icon(ctx, 'chevron-right', true)} ${name}</summary><div class="stack panel"><p>${how}</p><p><code class="written">${typed}</code></p></div></details>`
}
