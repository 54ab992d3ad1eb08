import { type Html, html, nothing } from '../../../platform/html.ts'
import type { Request } from '../../../spine/request/ctx.ts'
import type { Known } from '../../../spine/spaces/known.ts'
import { door, siteName, steppedHue } from '../../../ui/layout.ts'
import { buttonLink, emblem, inLanguage, mark } from '../../../ui/parts.ts'

/** For whoever comes by: what this is, which communities may be known of, how to come in. Never what is said. */
export function visitorsPage(ctx: Request, announced: (Known & { url: string })[]): Html {
  const { t } = ctx.locale
  const { settings, demonstration } = ctx.site
  return door(
    ctx,
    t('home.visitors'),
    html`<div class="title">${mark(ctx, true)}<h1>${siteName(ctx)}</h1>
<p class="lead">${settings.purpose || t('home.visitors.lead')}</p></div>
${settings.founded ? nothing : html`<p class="panel need">${t('home.visitors.not-founded')}</p>`}
${demonstration ? html`<p class="panel good">${t('home.visitors.demonstration')}</p>` : nothing}
<p class="cluster">${buttonLink('/sign-in', t('ui.sign-in'))} ${buttonLink('/join', t('home.have-invitation'), 'second')}</p>
${
  announced.length
    ? html`<section aria-labelledby="announced"><h2 id="announced">${t('home.visitors.announced')}</h2>
<ul class="rows" role="list">${announced.map((one) => announcedRow(ctx, one))}</ul></section>`
    : nothing
}
<p class="quiet">${t('home.visitors.private')}</p>`,
  )
}

function announcedRow(ctx: Request, one: Known & { url: string }): Html {
  return html`<li class="hue-${steppedHue(one.hue)}">${emblem(ctx, one)}<a class="name" href="${one.url}">${inLanguage(ctx, one.lang, one.name)}</a>
${one.purpose ? html`<p>${inLanguage(ctx, one.lang, one.purpose)}</p>` : nothing}
<p class="quiet">${ctx.locale.t(`home.joining.${one.joining}`)}</p></li>`
}
