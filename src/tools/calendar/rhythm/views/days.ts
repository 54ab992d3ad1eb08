import { type Html, html, nothing, trusted } from '../../../../platform/html.ts'
import { mayStart, type Request, spaceOf } from '../../../../spine/request/ctx.ts'
import { placeNav } from '../../../../spine/spaces/tabs.ts'
import { type Again, problems, verb } from '../../../../ui/form.ts'
import { layout } from '../../../../ui/layout.ts'
import { emptyPlace, icon, onlyPeople } from '../../../../ui/parts.ts'
import type { DaysShown } from '../days-routes.ts'
import { saidDate, saidYearDay } from '../said.ts'
import { keyDayForm, quietForm } from './forms.ts'
import { markSign } from './marks.ts'

/** What a community keeps each year, when it rests, and whose birthdays are shown there. */
export function daysPage(ctx: Request, it: DaysShown, again: Again = {}): Html {
  const { t } = ctx.locale
  const space = spaceOf(ctx)
  // Three forms are on the page: what was typed in one says nothing of the others.
  const rests = again.typed !== undefined && 'why' in again.typed
  return layout(ctx, {
    title: t('rhythm.marks'),
    place: 'calendar',
    main: html`${placeNav(ctx, 'calendar', 'calendar')}
<div class="title"><h1>${t('rhythm.marks')}</h1><p class="lead">${t('rhythm.marks.lead')}</p></div>
${problems(ctx, again)}
${keyDays(ctx, it, rests ? {} : again)}
${quietTimes(ctx, it, rests ? again : {})}
${space.kind === 'community' ? birthdays(ctx, it) : nothing}
${onlyPeople(ctx)}`,
  })
}

/** A form in a fold, open where something is wrong in it. */
function fold(ctx: Request, words: string, form: Html, again: Again): Html {
  return html`<details class="more"${again.typed ? trusted(' open') : nothing}><summary>${icon(ctx, 'plus', true)} ${words}</summary>${form}</details>`
}

function keyDays(ctx: Request, { keyDays }: DaysShown, again: Again): Html {
  const { t } = ctx.locale
  const here = `/c/${spaceOf(ctx).slug}/calendar/days`
  const row = (
    one: DaysShown['keyDays'][number],
  ) => html`<li id="key-day-${one.id}">${markSign(ctx, { kind: 'key-day' })}<span class="name written" lang="${spaceOf(ctx).lang}">${one.title}</span>
<p class="quiet">${saidYearDay(ctx.locale, one.day)}${one.since === null ? nothing : `, ${t('rhythm.since', { year: String(one.since) })}`}${one.day === '02-29' ? ` (${t('rhythm.leap')})` : nothing}</p>
${one.tends ? html`<div class="act cluster"><a class="button plain" href="${here}/${one.id}/edit">${t('ui.edit')}<span class="vh written">: ${one.title}</span></a>${verb(`${here}/${one.id}/removal`, html`${t('rhythm.remove')}<span class="vh written">: ${one.title}</span>`, {}, 'plain')}</div>` : nothing}</li>`
  return html`<section class="stack" aria-labelledby="key-days"><h2 id="key-days">${t('rhythm.key-days')}</h2>
${keyDays.length ? html`<ul class="rows acts" role="list">${keyDays.map(row)}</ul>` : emptyPlace(ctx, t('rhythm.key-days.none'))}
${mayStart(spaceOf(ctx)) ? fold(ctx, t('rhythm.key-day.add'), keyDayForm(ctx, undefined, again), again) : nothing}</section>`
}

function quietTimes(ctx: Request, { quietTimes }: DaysShown, again: Again): Html {
  const { t } = ctx.locale
  const space = spaceOf(ctx)
  const here = `/c/${space.slug}/calendar/quiet`
  const hosts = space.standing === 'host' && !space.closed
  const days = ({ starts, ends, yearly }: DaysShown['quietTimes'][number]) =>
    yearly
      ? t('rhythm.days.yearly', {
          from: saidYearDay(ctx.locale, starts.slice(5)),
          until: saidYearDay(ctx.locale, ends.slice(5)),
        })
      : t('rhythm.days.once', { from: saidDate(ctx.locale, starts, ''), until: saidDate(ctx.locale, ends, '') })
  const row = (
    one: DaysShown['quietTimes'][number],
  ) => html`<li id="quiet-${one.id}">${markSign(ctx, { kind: 'quiet' })}<span class="name written" lang="${space.lang}">${one.why}</span>
<p class="quiet">${days(one)}</p>
${hosts ? html`<div class="act cluster"><a class="button plain" href="${here}/${one.id}/edit">${t('ui.edit')}<span class="vh written">: ${one.why}</span></a>${verb(`${here}/${one.id}/removal`, html`${t('rhythm.remove')}<span class="vh written">: ${one.why}</span>`, {}, 'plain')}</div>` : nothing}</li>`
  return html`<section class="stack" aria-labelledby="quiet-times"><h2 id="quiet-times">${t('rhythm.quiet-times')}</h2><p class="quiet">${t('rhythm.quiet-times.hint')}</p>
${quietTimes.length ? html`<ul class="rows acts" role="list">${quietTimes.map(row)}</ul>` : emptyPlace(ctx, t('rhythm.quiet-times.none'))}
${hosts ? fold(ctx, t('rhythm.quiet.add'), quietForm(ctx, undefined, again), again) : nothing}</section>`
}

function birthdays(ctx: Request, { birthdays }: DaysShown): Html {
  const { t } = ctx.locale
  const year = ctx.now.toISOString().slice(0, 4)
  return html`<section class="stack" aria-labelledby="birthdays"><h2 id="birthdays">${t('rhythm.birthdays')}</h2><p class="quiet">${t('rhythm.birthdays.hint')}</p>
${birthdays.length ? html`<ul class="rows" role="list">${birthdays.map((one) => html`<li>${markSign(ctx, one)}<a class="name written" href="${one.url}">${one.title}</a><p class="quiet">${saidDate(ctx.locale, one.first, year)}</p></li>`)}</ul>` : emptyPlace(ctx, t('rhythm.birthdays.none'))}
<p><a href="/me/birthday">${t('rhythm.birthday.own')}</a></p></section>`
}
