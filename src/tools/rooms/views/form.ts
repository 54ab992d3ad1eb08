import { type Html, html } from '../../../platform/html.ts'
import { usualQuiet } from '../../../spine/notify/quiet-hours.ts'
import { type Request, spaceOf } from '../../../spine/request/ctx.ts'
import { placeNav } from '../../../spine/spaces/tabs.ts'
import { type Again, checkbox, field, formKey, problems, select } from '../../../ui/form.ts'
import { hourField } from '../../../ui/hours.ts'
import { layout } from '../../../ui/layout.ts'
import { readers } from '../../../ui/parts.ts'
import { paces, type Room } from '../rooms.ts'

type Begun = Pick<Room, 'title' | 'about' | 'slow'> & Partial<Pick<Room, 'quietHours'>>

/** Opening a room. */
export function newPage(ctx: Request, begun: Begun, again: Again = {}): Html {
  const { t } = ctx.locale
  const here = `/c/${spaceOf(ctx).slug}/rooms`
  return frame(
    ctx,
    t('rooms.new'),
    again,
    html`<p class="lead">${t('rooms.new.lead')}</p><form class="stack" method="post" action="${here}">${formKey()}${readers(ctx)}${fields(ctx, begun, again)}
<p><button class="button" type="submit">${t('rooms.open')}</button></p></form>`,
  )
}

/** Changing what a room is called and for. */
export function editPage(ctx: Request, room: Room, again: Again = {}): Html {
  const { t } = ctx.locale
  return frame(
    ctx,
    t('rooms.edit'),
    again,
    html`<form class="stack" method="post" action="${room.url}/edit">${formKey()}${fields(ctx, room, again)}
<p class="cluster"><button class="button" type="submit">${t('ui.keep')}</button> <a href="${room.url}">${t('rooms.back')}</a></p></form>
<p><a href="/c/${spaceOf(ctx).slug}/connections/incoming/new?room=${room.id}">${t('rooms.connect')}</a></p>`,
  )
}

function fields(ctx: Request, said: Begun, again: Again): Html {
  const { t } = ctx.locale
  const host = spaceOf(ctx).standing === 'host'
  return html`${field(ctx, { name: 'title', label: t('rooms.field.title'), required: true, most: 100, value: said.title, autocomplete: 'off' }, again)}
${field(ctx, { name: 'about', label: t('rooms.field.about'), most: 300, value: said.about, hint: t('rooms.field.about.hint'), autocomplete: 'off' }, again)}
${host ? select(ctx, { name: 'slow', label: t('rooms.field.slow'), hint: t('rooms.field.slow.hint'), value: String(said.slow), options: paces.map((pace) => [String(pace), t('rooms.pace', { pace })]) }, again) : ''}
${quiet(ctx, said.quietHours ?? null, again)}`
}

/** When nobody is told. The hours are of the clock by which they were first set. */
function quiet(ctx: Request, now: Room['quietHours'], again: Again): Html {
  const { t } = ctx.locale
  const { typed } = again
  const zone = (now?.zone ?? ctx.timeZone).replaceAll('_', ' ')
  return html`<fieldset class="stack"><legend>${t('rooms.field.quiet')}</legend><p class="quiet">${t('rooms.field.quiet.hint', { zone })}</p>
<input type="hidden" name="form" value="true">
${checkbox({ name: 'quiet', words: t('rooms.field.quiet.on'), checked: typed ? Boolean(typed.quiet) : now !== null })}
<div class="quiet-hours">${hourField(ctx, { name: 'quietFrom', label: t('rooms.field.quiet.from'), value: now?.from ?? usualQuiet.from }, again)}
${hourField(ctx, { name: 'quietTo', label: t('rooms.field.quiet.to'), value: now?.to ?? usualQuiet.to }, again)}</div>
${checkbox({ name: 'quietWeekends', words: t('rooms.field.quiet.weekends'), checked: typed ? Boolean(typed.quietWeekends) : (now?.weekends ?? false) })}</fieldset>`
}

function frame(ctx: Request, title: string, again: Again, main: Html): Html {
  return layout(ctx, {
    title,
    place: 'talk',
    main: html`<link rel="stylesheet" href="${ctx.site.assets.rooms}">${placeNav(ctx, 'talk', 'rooms')}<div class="title"><h1>${title}</h1></div>${problems(ctx, again)}${main}`,
  })
}
