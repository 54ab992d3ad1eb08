import { type Html, html, nothing } from '../../../platform/html.ts'
import { languages } from '../../../platform/i18n.ts'
import { type Request, spaceOf } from '../../../spine/request/ctx.ts'
import { placeNav } from '../../../spine/spaces/tabs.ts'
import { type Again, field, formKey, problems, select } from '../../../ui/form.ts'
import { layout } from '../../../ui/layout.ts'
import { readers } from '../../../ui/parts.ts'
import type { Journey } from '../journeys.ts'
import { here } from './words.ts'

/** Beginning a journey, or saying it otherwise. */
export function formPage(
  ctx: Request,
  { it, guides = '' }: { it?: Journey; guides?: string },
  again: Again = {},
): Html {
  const { t } = ctx.locale
  const title = t(it ? 'journeys.edit' : 'journeys.new')
  const draw = (name: string, label: string, more: Partial<Parameters<typeof field>[1]> = {}) =>
    field(ctx, { name, label, ...more }, again)
  return layout(ctx, {
    title,
    place: 'calendar',
    main: html`${placeNav(ctx, 'calendar', 'journeys')}<div class="title"><h1>${title}</h1>${it ? nothing : html`<p class="lead">${t('journeys.new.lead')}</p>`}</div>
${problems(ctx, again)}
<form class="stack" method="post" action="${it ? `${it.url}/edit` : here(ctx)}">${formKey()}${it ? html`<input type="hidden" name="version" value="${it.version}">` : nothing}${it?.openedAt ? readers(ctx) : nothing}
${draw('title', t('journeys.field.title'), { required: true, most: 200, value: it?.title ?? '', hint: t('journeys.field.title.hint') })}
${draw('forWhom', t('journeys.field.for-whom'), { most: 500, rows: 2, value: it?.forWhom ?? '' })}
${draw('able', t('journeys.field.able'), { most: 1000, rows: 2, value: it?.able ?? '' })}
${draw('takes', t('journeys.field.takes'), { most: 200, value: it?.takes ?? '', hint: t('journeys.field.takes.hint') })}
${draw('text', t('journeys.field.text'), { most: 10_000, rows: 5, value: it?.about ?? '', hint: t('journeys.field.text.hint') })}
<fieldset class="stack"><legend>${t('journeys.field.when')}</legend>
<div class="pair">${draw('beginsOn', t('journeys.field.begins'), { type: 'date', value: it?.beginsOn ?? '', hint: t('journeys.field.begins.hint') })}${draw('endsOn', t('journeys.field.ends'), { type: 'date', value: it?.endsOn ?? '' })}</div>
<div class="pair">${draw('joinUntil', t('journeys.field.join-until'), { type: 'date', value: it?.joinUntil ?? '' })}${draw('places', t('journeys.field.places'), { type: 'number', inputmode: 'numeric', value: it?.places ?? '', hint: t('journeys.field.places.hint') })}</div></fieldset>
${it ? draw('guides', t('journeys.field.guides'), { most: 1000, required: true, value: guides, hint: t('journeys.field.guides.hint') }) : nothing}
${select(ctx, { name: 'lang', label: t('journeys.field.lang'), value: it?.lang ?? spaceOf(ctx).lang, options: Object.entries(languages) }, again)}
<p class="cluster"><button class="button" type="submit">${t(it ? 'ui.keep' : 'journeys.begin')}</button>${it ? html` <a href="${it.url}">${t('journeys.not-now')}</a>` : nothing}</p></form>`,
  })
}
