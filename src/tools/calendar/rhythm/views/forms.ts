import { type Html, html } from '../../../../platform/html.ts'
import { type Request, spaceOf } from '../../../../spine/request/ctx.ts'
import { placeNav } from '../../../../spine/spaces/tabs.ts'
import { type Again, checkbox, field, formKey, problems } from '../../../../ui/form.ts'
import { layout } from '../../../../ui/layout.ts'
import type { KeyDay } from '../key-days.ts'
import type { QuietTime } from '../quiet.ts'
import { yearDayFields } from './day-fields.ts'

const hereOf = (ctx: Request) => `/c/${spaceOf(ctx).slug}/calendar`

/** The fields of a key day. */
export function keyDayForm(ctx: Request, one: KeyDay | undefined, again: Again): Html {
  const { t } = ctx.locale
  return html`<form class="stack" method="post" action="${hereOf(ctx)}/days${one ? `/${one.id}/edit` : ''}">${formKey()}
${field(ctx, { name: 'title', label: t('rhythm.field.title'), hint: t('rhythm.field.title.hint'), value: one?.title, required: true, most: 120 }, again)}
${yearDayFields(ctx, one?.day ?? '', again)}
${field(ctx, { name: 'since', label: t('rhythm.field.since'), hint: t('rhythm.field.since.hint'), type: 'number', value: one?.since }, again)}
<p><button class="button" type="submit">${one ? t('ui.keep') : t('rhythm.key-day.add.now')}</button></p></form>`
}

/** The fields of a quiet time. */
export function quietForm(ctx: Request, one: QuietTime | undefined, again: Again): Html {
  const { t } = ctx.locale
  const yearly = again.typed ? again.typed.yearly === 'true' : (one?.yearly ?? false)
  return html`<form class="stack" method="post" action="${hereOf(ctx)}/quiet${one ? `/${one.id}/edit` : ''}">${formKey()}
${field(ctx, { name: 'why', label: t('rhythm.field.why'), hint: t('rhythm.field.why.hint'), value: one?.why, required: true, most: 120 }, again)}
<div class="pair">${field(ctx, { name: 'starts', label: t('rhythm.field.starts'), type: 'date', value: one?.starts, required: true }, again)}${field(ctx, { name: 'ends', label: t('rhythm.field.ends'), type: 'date', value: one?.ends, required: true }, again)}</div>
${checkbox({ name: 'yearly', words: t('rhythm.field.yearly'), checked: yearly })}
<p><button class="button" type="submit">${one ? t('ui.keep') : t('rhythm.quiet.add.now')}</button></p></form>`
}

/** A key day, to be changed. */
export function keyDayPage(ctx: Request, one: KeyDay, again: Again = {}): Html {
  return changing(ctx, ctx.locale.t('rhythm.key-day.edit'), keyDayForm(ctx, one, again), again)
}

/** A quiet time, to be changed. */
export function quietPage(ctx: Request, one: QuietTime, again: Again = {}): Html {
  return changing(ctx, ctx.locale.t('rhythm.quiet.edit'), quietForm(ctx, one, again), again)
}

function changing(ctx: Request, title: string, form: Html, again: Again): Html {
  return layout(ctx, {
    title,
    place: 'calendar',
    main: html`${placeNav(ctx, 'calendar', 'calendar')}<div class="title"><h1>${title}</h1></div>
${problems(ctx, again)}
${form}`,
  })
}
