import { type Html, html } from '../../../platform/html.ts'
import { languages } from '../../../platform/i18n.ts'
import type { Request } from '../../../spine/request/ctx.ts'
import { type Again, field, formKey, problems, select } from '../../../ui/form.ts'
import { layout } from '../../../ui/layout.ts'

export function beginPage(ctx: Request, again: Again = {}): Html {
  const { t } = ctx.locale
  return layout(ctx, {
    title: t('home.begin'),
    main: html`<div class="title"><h1>${t('home.begin')}</h1><p class="lead">${t('home.begin.lead')}</p></div>
${problems(ctx, again)}
<form class="stack" method="post" action="/communities">${formKey()}
${field(ctx, { name: 'name', label: t('home.begin.name'), required: true, most: 80 }, again)}
${field(ctx, { name: 'purpose', label: t('home.begin.purpose'), rows: 2, most: 300 }, again)}
${select(ctx, { name: 'lang', label: t('home.begin.lang'), value: ctx.locale.lang, options: Object.entries(languages) }, again)}
<p><button class="button" type="submit">${t('home.begin.now')}</button></p></form>`,
  })
}
