import { type Html, html, nothing } from '../platform/html.ts'
import { tap, verb } from './form.ts'
import type { Frame } from './frame.ts'
import { icon, inLanguage } from './parts.ts'
import { type Clock, saidDay, timeOf } from './time.ts'

/** Something that waits for the reader, as a list shows it. */
interface ShownWaiting {
  kind: string
  icon: string
  url: string
  title: string
  lang: string
  by: string | null
  count?: number
  at: Date
  due?: string
  space: { name: string }
  answers?: { address: string; words: string; kind?: string; fields?: Record<string, string>; undo?: boolean }[]
}

/** Why it waits, and by when where there is a day for it. */
export function whyItWaits(clock: Clock, one: Pick<ShownWaiting, 'kind' | 'by' | 'count' | 'due'>): string {
  const values = { name: one.by ?? '', count: one.count ?? 0, ...(one.due && saidDay(clock, one.due)) }
  return clock.locale.t(`waiting.${one.kind}`, values)
}

/** One line: what it is, why it waits, what can be answered right here. */
export function waitingRow(frame: Frame & Clock, one: ShownWaiting, nameCommunity: boolean): Html {
  const { t } = frame.locale
  const answer = ({ address, words, kind = 'second', fields, undo }: NonNullable<ShownWaiting['answers']>[number]) =>
    undo
      ? tap(frame, address, t(`waiting.answer.${words}`), one.title, fields, kind)
      : verb(address, html`${t(`waiting.answer.${words}`)}<span class="vh">: ${one.title}</span>`, fields, kind)
  return html`<li>${icon(frame, one.icon)}<a class="name" href="${one.url}">${one.lang ? inLanguage(frame, one.lang, one.title) : one.title}</a>
<p class="quiet">${whyItWaits(frame, one)}${nameCommunity && one.space.name !== one.title ? html`, <span class="from">${one.space.name}</span>` : nothing}${one.due ? nothing : html`, ${timeOf(frame, one.at)}`}</p>
${one.answers ? html`<div class="cluster act">${one.answers.map(answer)}</div>` : nothing}</li>`
}
