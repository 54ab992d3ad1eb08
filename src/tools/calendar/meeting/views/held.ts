import { type Html, html, nothing, trusted } from '../../../../platform/html.ts'
import { type Request, spaceOf } from '../../../../spine/request/ctx.ts'
import { type Again, field, formKey, verb } from '../../../../ui/form.ts'
import { face, icon, inLanguage } from '../../../../ui/parts.ts'
import { dayIn } from '../../days.ts'
import { saidDay } from '../../said.ts'
import type { EventShown } from '../../views/event.ts'
import { saidList } from './spoken.ts'

/** What there is of a date once it has begun: its minutes, what was said, who came, and how it was. */
export function held(ctx: Request, it: EventShown, again: Again): Html {
  if (!it.meeting.begun) return nothing
  return html`${minutes(ctx, it)}${saidList(ctx, it)}${came(ctx, it)}${lookingBack(ctx, it, again)}${afterwards(ctx, it)}`
}

/** The date that is meant, in the address of a page. */
const which = (it: EventShown) => (it.repeats ? `?date=${it.original}` : '')

function minutes(ctx: Request, it: EventShown): Html {
  const { t } = ctx.locale
  const { minutes: made, pages, writes, makes } = it.meeting
  const heading = html`<h2 id="minutes">${t('meeting.minutes')}</h2>`
  if (made) {
    const day = saidDay(ctx.locale, dayIn(new Date(made.until), ctx.timeZone), ctx.now)
    return html`<section class="stack" aria-labelledby="minutes">${heading}<p class="with-icon">${icon(ctx, 'file-text', true)} <a class="written" href="${made.url}">${inLanguage(ctx, made.lang, made.title)}</a></p>
<p class="quiet">${made.open ? t('meeting.comments.open', { day }) : t('meeting.comments.over', { day })}</p></section>`
  }
  if (!writes || !makes) return nothing
  if (!pages)
    return html`<section class="stack" aria-labelledby="minutes">${heading}<p class="quiet">${t('meeting.minutes.no-pages')}${spaceOf(ctx).standing === 'host' ? html` <a href="/c/${spaceOf(ctx).slug}/settings#tools">${t('meeting.minutes.switch')}</a>` : nothing}</p></section>`
  return html`<section class="stack" aria-labelledby="minutes">${heading}<p>${t('meeting.minutes.none')}</p>${verb(`${it.url}/minutes`, t('meeting.minutes.make'), { date: it.original }, 'second')}</section>`
}

function came(ctx: Request, it: EventShown): Html {
  const { t } = ctx.locale
  const { came: people, iCame, writes } = it.meeting
  const mine = writes
    ? verb(
        `${it.url}/attendance`,
        iCame ? t('meeting.came.not') : t('meeting.came.me'),
        { on: String(!iCame), date: it.original },
        iCame ? 'plain' : 'second',
      )
    : nothing
  const tick =
    writes && it.tendsIt
      ? html`<a class="button plain" href="${it.url}/attendance${which(it)}">${t('meeting.came.tick')}</a>`
      : nothing
  if (!people.length && !writes) return nothing
  return html`<section class="stack" aria-labelledby="came"><h2 id="came">${t('meeting.came', { count: people.length })}</h2>
${people.length ? html`<ul class="faces" role="list">${people.map((one) => html`<li>${face(one, true)} <a class="written" href="${one.url}">${one.name}</a></li>`)}</ul>` : nothing}
<div class="cluster">${mine}${tick}</div></section>`
}

function lookingBack(ctx: Request, it: EventShown, again: Again): Html {
  const { t } = ctx.locale
  const { lookingBack: said, writes } = it.meeting
  if (!it.over && !said.length) return nothing
  if (!said.length && !writes) return nothing
  const lines = (name: string, key: 'well' | 'better') => {
    const some = said.filter((one) => one[key] !== '')
    return some.length
      ? html`<h3>${name}</h3><ul class="plain-list">${some.map((one) => html`<li><span class="written">${one[key]}</span> <span class="quiet">${one.person.name}</span></li>`)}</ul>`
      : nothing
  }
  return html`<section class="stack" aria-labelledby="looking-back"><h2 id="looking-back">${t('meeting.looking-back')}</h2>
${lines(t('meeting.well'), 'well')}${lines(t('meeting.better'), 'better')}${writes ? ownLines(ctx, it, again) : nothing}</section>`
}

function ownLines(ctx: Request, it: EventShown, again: Again): Html {
  const { t } = ctx.locale
  const mine = it.meeting.lookingBack.find(({ person }) => person.id === ctx.me?.id)
  const open = again.errors?.well !== undefined || again.errors?.better !== undefined
  return html`<details class="more"${open ? trusted(' open') : nothing}><summary>${icon(ctx, 'chevron-right', true)} ${mine ? t('meeting.looking-back.change') : t('meeting.looking-back.say')}</summary>
<form class="stack" method="post" action="${it.url}/looking-back">${formKey()}<input type="hidden" name="date" value="${it.original}">
${field(ctx, { name: 'well', label: t('meeting.well'), rows: 2, most: 500, value: mine?.well ?? '' }, again)}
${field(ctx, { name: 'better', label: t('meeting.better'), rows: 2, most: 500, value: mine?.better ?? '', hint: t('meeting.looking-back.hint') }, again)}
<p><button class="button second" type="submit">${t('ui.keep')}</button></p></form></details>`
}

/** What a format says is to be done when it is over, for those who see to it. */
function afterwards(ctx: Request, it: EventShown): Html {
  if (!it.over || !it.tendsIt || !it.meeting.format) return nothing
  return html`<p class="quiet">${ctx.locale.t('meeting.afterwards')} ${it.meeting.format.after}</p>`
}
