import { type Html, html, nothing } from '../platform/html.ts'
import { verb } from './form.ts'
import type { Frame } from './frame.ts'
import { icon, inLanguage } from './parts.ts'
import { type Clock, timeOf } from './time.ts'

/** Something that waits for the reader, as a list shows it. */
export interface ShownWaiting {
  kind: string
  icon: string
  url: string
  title: string
  lang: string
  by: string | null
  count?: number
  at: Date
  space: { name: string }
  answers?: { address: string; words: string; kind?: string }[]
}

/** One line: what it is, why it waits, what can be answered right here. */
export function waitingRow(frame: Frame & Clock, one: ShownWaiting, nameCommunity: boolean): Html {
  const { t } = frame.locale
  const values = { name: one.by ?? '', count: one.count ?? 0 }
  return html`<li>${icon(frame, one.icon)}<a class="name" href="${one.url}">${one.lang ? inLanguage(frame, one.lang, one.title) : one.title}</a>
<p class="quiet">${t(`waiting.${one.kind}`, values)}${nameCommunity ? html`, <span class="from">${one.space.name}</span>` : nothing}, ${timeOf(frame, one.at)}</p>
${one.answers ? html`<div class="cluster act">${one.answers.map((each) => verb(each.address, html`${t(`waiting.answer.${each.words}`)}<span class="vh">: ${one.title}</span>`, {}, each.kind ?? 'second'))}</div>` : nothing}</li>`
}
