import { type Html, html, nothing } from '../../../platform/html.ts'
import type { Somebody } from '../../../spine/people/chosen.ts'
import { personField } from '../../../spine/people/person-field.ts'
import { type Request, spaceOf } from '../../../spine/request/ctx.ts'
import { placeNav } from '../../../spine/spaces/tabs.ts'
import { type Again, field, formKey, hiddenFields, problems } from '../../../ui/form.ts'
import { layout } from '../../../ui/layout.ts'
import { readers } from '../../../ui/parts.ts'
import type { Thanks } from '../thanks.ts'
import { LONGEST, promptOf } from '../words.ts'

/** Thanking someone, or saying it otherwise. @param to a handle to begin with */
export function formPage(
  ctx: Request,
  { people = [], to = '', it }: { people?: Somebody[]; to?: string | undefined; it?: Thanks },
  again: Again = {},
): Html {
  const { t } = ctx.locale
  const title = t(it ? 'thanks.edit' : 'thanks.give')
  const here = `/c/${spaceOf(ctx).slug}/thanks`
  const others = people.filter(({ id }) => id !== ctx.me?.id)
  const whom = { name: 'to', label: t('thanks.field.to'), nobody: t('thanks.field.to.all'), value: to }
  return layout(ctx, {
    title,
    place: 'care',
    main: html`${placeNav(ctx, 'care', 'thanks')}<div class="title"><h1>${title}</h1>${it ? nothing : html`<p class="lead">${promptOf(ctx.locale, ctx.now)}</p>`}</div>
${problems(ctx, again)}
<form class="stack" method="post" action="${it ? `${it.url}/edit` : here}">${formKey()}${readers(ctx)}${hiddenFields(it ? { version: it.version } : {})}
${it ? nothing : personField(ctx, others, whom, again)}
${field(ctx, { name: 'words', label: t('thanks.field.words'), hint: t('thanks.field.words.hint'), rows: 4, required: true, most: LONGEST, value: it?.words ?? '' }, again)}
<p class="cluster"><button class="button" type="submit">${t(it ? 'ui.keep' : 'thanks.give.now')}</button> <a href="${it?.url ?? here}">${t('thanks.not-now')}</a></p></form>`,
  })
}
