import { type Html, html, nothing } from '../../../platform/html.ts'
import { excerptOf } from '../../../platform/markdown/markdown.ts'
import { type Origin, originValues } from '../../../spine/items/origin.ts'
import type { Somebody } from '../../../spine/people/chosen.ts'
import { personField } from '../../../spine/people/person-field.ts'
import { type Request, spaceOf } from '../../../spine/request/ctx.ts'
import { placeNav } from '../../../spine/spaces/tabs.ts'
import { type Again, field, formKey, hiddenFields, problems } from '../../../ui/form.ts'
import { layout } from '../../../ui/layout.ts'
import { inLanguage, readers } from '../../../ui/parts.ts'
import type { Action } from '../actions.ts'

interface Form {
  source?: Origin | undefined
  people: Somebody[]
  it?: Action
}

/** Writing down what is to be done; or saying it otherwise, handing it over. */
export function formPage(ctx: Request, { source, people, it }: Form, again: Again = {}): Html {
  const { t } = ctx.locale
  const title = t(it ? 'actions.edit' : 'actions.new')
  const whose = {
    name: 'owner',
    label: t('actions.field.owner'),
    hint: t('actions.field.owner.hint'),
    nobody: t('actions.field.owner.nobody'),
    value: people.find(({ id }) => id === it?.ownerId)?.handle ?? '',
  }
  return layout(ctx, {
    title,
    place: 'calendar',
    main: html`${placeNav(ctx, 'calendar', 'actions')}<div class="title"><h1>${title}</h1></div>
${problems(ctx, again)}
${source ? sourceView(ctx, source) : nothing}
<form class="stack" method="post" action="${it ? `${it.url}/edit` : `/c/${spaceOf(ctx).slug}/actions`}">${formKey()}${readers(ctx)}
${it ? html`<input type="hidden" name="version" value="${it.version}">` : nothing}
${hiddenFields(originValues(source))}
${field(ctx, { name: 'title', label: t('actions.field.title'), required: true, most: 200, value: it?.title ?? '', hint: t('actions.field.title.hint') }, again)}
${personField(ctx, people, whose, again)}
${field(ctx, { name: 'due', label: t('actions.field.due'), type: 'date', value: it?.due ?? '', hint: t('actions.field.due.hint') }, again)}
<p class="cluster"><button class="button" type="submit">${t(it ? 'ui.keep' : 'actions.keep')}</button>${it ? html` <a href="${it.url}">${t('actions.not-now')}</a>` : nothing}</p></form>`,
  })
}

/** The words it comes from, so that nobody has to remember them. */
function sourceView(ctx: Request, { title, lang, said }: Origin): Html {
  const name = inLanguage(ctx, lang, title)
  return html`<blockquote class="panel stack"><p class="quiet written">${said.length === 1 ? html`${said[0]!.name}, ` : nothing}${name}</p>
${said.map((one) => html`<p class="written">${said.length > 1 ? html`<b>${one.name}</b> ` : nothing}${inLanguage(ctx, one.lang, excerptOf(one.html, 240))}</p>`)}</blockquote>`
}
