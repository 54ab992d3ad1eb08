import { type Html, html } from '../../../platform/html.ts'
import { languages } from '../../../platform/i18n.ts'
import type { Request } from '../../../spine/request/ctx.ts'
import { type Again, choices, field, formKey, problems } from '../../../ui/form.ts'
import { layout } from '../../../ui/layout.ts'

/** What visitors read of the site, and what it allows. */
export function siteSettingsPage(ctx: Request, again: Again = {}): Html {
  const { t } = ctx.locale
  const { name, purpose, founders, languages: offered } = ctx.site.settings
  const options = (['anyone', 'people', 'hosts', 'operators'] as const).map((value) => ({
    value,
    words: t(`operating.founders.${value}`),
  }))
  return layout(ctx, {
    title: t('operating.site'),
    main: html`<div class="title"><h1>${t('operating.site')}</h1><p class="lead">${t('operating.site.lead')}</p></div>
${problems(ctx, again)}
<form class="stack" method="post" action="/operating/site">${formKey()}
${field(ctx, { name: 'name', label: t('operating.site.name'), value: name, most: 80, hint: t('operating.site.name-hint') }, again)}
${field(ctx, { name: 'purpose', label: t('operating.site.purpose'), value: purpose, rows: 4, most: 600, hint: t('operating.site.purpose-hint') }, again)}
${choices(ctx, { name: 'founders', legend: t('operating.founders'), value: founders, options }, again)}
<fieldset><legend>${t('operating.languages')}</legend><div class="choices">${Object.entries(languages).map(([lang, words]) => html`<label class="choice"><input type="checkbox" name="languages" value="${lang}"${offered.length === 0 || offered.includes(lang as never) ? html` checked` : html``}> <span lang="${lang}">${words}</span></label>`)}</div></fieldset>
<p><button class="button" type="submit">${t('ui.keep')}</button></p></form>
<p class="quiet"><a href="/operating">${t('operating.title')}</a></p>`,
  })
}
