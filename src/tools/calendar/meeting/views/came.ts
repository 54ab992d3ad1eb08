import { type Html, html, nothing, trusted } from '../../../../platform/html.ts'
import type { Request } from '../../../../spine/request/ctx.ts'
import { placeNav } from '../../../../spine/spaces/tabs.ts'
import { formKey } from '../../../../ui/form.ts'
import { layout } from '../../../../ui/layout.ts'
import { icon, inLanguage } from '../../../../ui/parts.ts'
import type { Event } from '../../events.ts'
import type { Dated } from '../dated.ts'

interface Look {
  event: Event
  at: Dated
  people: { id: number; handle: string; name: string }[]
  /** Who said that they come, or perhaps. */
  expected: ReadonlySet<number>
  /** Handles of those who came, as it is known. */
  came: string[]
}

/** Ticking who came: those who had said so first, all others in a fold. */
export function camePage(ctx: Request, it: Look): Html {
  const { t } = ctx.locale
  const known = (one: Look['people'][number]) => it.expected.has(one.id) || it.came.includes(one.handle)
  const first = it.people.filter(known)
  const others = it.people.filter((one) => !known(one))
  const box = ({ handle, name }: Look['people'][number]) =>
    html`<label class="choice"><input type="checkbox" name="came" value="${handle}"${it.came.includes(handle) ? trusted(' checked') : nothing}> <span class="written">${name}</span></label>`
  return layout(ctx, {
    title: t('meeting.came.tick'),
    place: 'calendar',
    main: html`${placeNav(ctx, 'calendar', 'calendar')}<div class="title"><h1>${t('meeting.came.tick')}</h1><p class="quiet"><a class="written" href="${it.at.url}">${inLanguage(ctx, it.event.lang, it.event.title)}</a></p></div>
<form class="stack" method="post" action="${it.event.url}/attendance">${formKey()}<input type="hidden" name="date" value="${it.at.original}"><input type="hidden" name="ticked" value="true">
${first.length ? html`<fieldset><legend>${t('meeting.came.expected')}</legend><div class="choices">${first.map(box)}</div></fieldset>` : nothing}
${others.length ? html`<details class="more"${first.length ? nothing : trusted(' open')}><summary>${icon(ctx, 'chevron-right', true)} ${t('meeting.came.others')}</summary><fieldset><legend class="vh">${t('meeting.came.others')}</legend><div class="choices">${others.map(box)}</div></fieldset></details>` : nothing}
<p><button class="button" type="submit">${t('ui.keep')}</button></p></form>`,
  })
}
