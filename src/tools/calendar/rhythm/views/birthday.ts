import { type Html, html, nothing, trusted } from '../../../../platform/html.ts'
import type { Request } from '../../../../spine/request/ctx.ts'
import { type Again, formKey, problems } from '../../../../ui/form.ts'
import { layout } from '../../../../ui/layout.ts'
import { settingsNav } from '../../../../ui/settings.ts'
import type { OwnBirthday } from '../birthdays.ts'
import { yearDayFields } from './day-fields.ts'

/** One's own birthday: the day, never the year, and in which communities it is shown. */
export function birthdayPage(ctx: Request, own: OwnBirthday, again: Again = {}): Html {
  const { t } = ctx.locale
  const chosen = again.typed && [again.typed.communities ?? []].flat()
  const community = ({ slug, name, shown }: OwnBirthday['communities'][number]) =>
    html`<label class="choice"><input type="checkbox" name="communities" value="${slug}"${(chosen ? chosen.includes(slug) : shown) ? trusted(' checked') : nothing}> <span class="written">${name}</span></label>`
  return layout(ctx, {
    title: t('rhythm.birthday.title'),
    main: html`<link rel="stylesheet" href="${ctx.site.assets.calendar}">${settingsNav(ctx)}
<div class="title"><h1>${t('rhythm.birthday.title')}</h1><p class="lead">${t('rhythm.birthday.lead')}</p></div>
${problems(ctx, again)}
<form class="stack" method="post" action="/me/birthday">${formKey()}
${yearDayFields(ctx, own.day ?? '', again, { may: true })}
<p class="quiet">${t('rhythm.birthday.leap')}</p>
${own.communities.length ? html`<fieldset><legend>${t('rhythm.birthday.where')}</legend><p class="quiet">${t('rhythm.birthday.where.hint')}</p><div class="choices">${own.communities.map(community)}</div></fieldset>` : nothing}
<p><button class="button" type="submit">${t('ui.keep')}</button></p></form>
<p class="quiet">${t('rhythm.birthday.forget')}</p>`,
  })
}
