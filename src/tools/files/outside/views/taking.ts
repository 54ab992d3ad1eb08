import { type Html, html, nothing } from '../../../../platform/html.ts'
import type { Request } from '../../../../spine/request/ctx.ts'
import { type Again, field, problems } from '../../../../ui/form.ts'
import { layout } from '../../../../ui/layout.ts'
import { inLanguage } from '../../../../ui/parts.ts'
import { dayOf } from '../../../../ui/time.ts'
import { kindOf } from '../../views/look.ts'

/** For somebody outside: what they were given, and one button. */
export function takingPage(
  ctx: Request,
  it: {
    token: string
    name: string
    lang: string
    type: string
    bytes: number
    until: string
    hasPassword: boolean
    person: string
    community: string
  },
  again: Again = {},
): Html {
  const { t } = ctx.locale
  return layout(ctx, {
    title: it.name,
    main: html`<div class="title"><h1 class="written">${inLanguage(ctx, it.lang, it.name)}</h1>
<p class="lead">${t('files.outside.from', { name: it.person, community: it.community })}</p></div>
${problems(ctx, again)}
<p class="quiet">${kindOf(ctx, it.type)}, ${ctx.locale.size(it.bytes)}. ${ctx.locale.rich('files.outside.lasts', { day: dayOf(ctx, it.until) })}.</p>
<form class="stack" method="post" action="/out/${it.token}" data-turbo="false">
${it.hasPassword ? field(ctx, { name: 'password', label: t('files.outside.password'), type: 'password', required: true, most: 200, autocomplete: 'off' }, again) : nothing}
<p><button class="button" type="submit">${t('files.download.size', { size: ctx.locale.size(it.bytes) })}</button></p></form>`,
  })
}
