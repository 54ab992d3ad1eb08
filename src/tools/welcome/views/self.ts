import { type Html, html, nothing, trusted } from '../../../platform/html.ts'
import { languages } from '../../../platform/i18n.ts'
import { meOf, type Request, spaceOf } from '../../../spine/request/ctx.ts'
import { type Again, choices, field, formKey } from '../../../ui/form.ts'
import { icon } from '../../../ui/parts.ts'
import { welcomePath } from '../steps.ts'
import { act } from './act.ts'

/** How people here see one. What is known already stands there: one needs to type nothing. */
export function selfForm(ctx: Request, again: Again): Html {
  const { t } = ctx.locale
  const me = meOf(ctx)
  const offered: readonly string[] = ctx.site.settings.languages
  const options = Object.entries(languages)
    .filter(([lang]) => offered.length === 0 || offered.includes(lang))
    .map(([lang, words]) => ({ value: lang, words, lang }))
  return html`<form class="stack" method="post" action="${welcomePath(spaceOf(ctx).slug)}/self" enctype="multipart/form-data">${formKey()}
${field(ctx, { name: 'name', label: t('welcome.self.name'), value: me.name, autocomplete: 'name', required: true, most: 80 }, again)}
${choices(ctx, { name: 'lang', legend: t('welcome.self.lang'), value: ctx.locale.lang, options }, again)}
${pictureField(ctx, again)}
${act(ctx, t('welcome.go-on'))}</form>`
}

function pictureField(ctx: Request, again: Again): Html {
  const error = again.errors?.picture
  return html`<div class="field"><label for="picture">${ctx.locale.t('welcome.self.picture')}</label>
<input id="picture" type="file" name="picture" accept="image/*"${error ? trusted(' aria-invalid="true" aria-describedby="picture-error"') : nothing}>${error ? html`<p class="error with-icon" id="picture-error">${icon(ctx, 'triangle-alert', true)} ${error}</p>` : nothing}</div>`
}
