import { type Html, html } from '../../../platform/html.ts'
import type { Request } from '../../../spine/request/ctx.ts'
import { meOf } from '../../../spine/request/ctx.ts'
import { type Again, choices, field, problems } from '../../../ui/form.ts'
import { layout } from '../../../ui/layout.ts'
import { settingsNav } from '../../../ui/settings.ts'
import type { HostedAlone } from '../forgetting.ts'

/** What goes, what stays; and the form, unless a community would be left without a host. */
export function forgettingPage(ctx: Request, alone: HostedAlone[], again: Again = {}): Html {
  const { t } = ctx.locale
  return layout(ctx, {
    title: t('leaving.forget.title'),
    main: html`${settingsNav(ctx)}
<div class="title"><h1>${t('leaving.forget.title')}</h1><p class="lead">${t('leaving.forget.lead')}</p></div>
${problems(ctx, again)}
<section class="stack" aria-labelledby="goes"><h2 id="goes">${t('leaving.forget.goes')}</h2><ul>${[1, 2, 3].map((n) => html`<li>${t(`leaving.forget.goes.${n}`)}</li>`)}</ul></section>
<section class="stack" aria-labelledby="stays"><h2 id="stays">${t('leaving.forget.stays')}</h2><ul>${[1, 2, 3, 4].map((n) => html`<li>${t(`leaving.forget.stays.${n}`)}</li>`)}</ul>
<p><a href="/me/data">${t('leaving.forget.first')}</a></p></section>
${alone.length ? handOver(ctx, alone) : form(ctx, again)}`,
  })
}

function handOver(ctx: Request, alone: HostedAlone[]): Html {
  const { t } = ctx.locale
  return html`<section class="panel stack" aria-labelledby="first"><h2 id="first">${t('leaving.forget.hand-over')}</h2><p>${t('leaving.forget.hand-over.why')}</p>
<ul>${alone.map(({ slug, name, people }) => html`<li><a href="/c/${slug}/members">${name}</a> <span class="quiet">${t('leaving.forget.people', { count: people })}</span></li>`)}</ul></section>`
}

function form(ctx: Request, again: Again): Html {
  const { t } = ctx.locale
  return html`<form class="panel stack" method="post" action="/me/forgetting"><h2>${t('leaving.forget.decide')}</h2>
${choices(ctx, { name: 'words', legend: t('leaving.forget.words'), value: 'take', options: (['take', 'leave'] as const).map((value) => ({ value, words: t(`leaving.forget.${value}`), hint: t(`leaving.forget.${value}.hint`) })) }, again)}
${field(ctx, { name: 'handle', label: t('leaving.forget.handle', { handle: meOf(ctx).handle }), required: true, most: 60, autocomplete: 'off' }, again)}
<p class="cluster"><button class="button" type="submit">${t('leaving.forget.now')}</button> <a href="/me">${t('leaving.forget.not')}</a></p></form>`
}

export function forgottenPage(ctx: Request): Html {
  const { t } = ctx.locale
  return layout(ctx, {
    title: t('leaving.forgotten.title'),
    main: html`<div class="title"><h1>${t('leaving.forgotten.title')}</h1><p class="lead">${t('leaving.forgotten.lead')}</p></div><p>${t('leaving.forgotten.when')}</p>`,
  })
}
