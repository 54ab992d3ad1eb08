import { type Html, html, nothing } from '../../../../platform/html.ts'
import type { Request } from '../../../../spine/request/ctx.ts'
import { icon } from '../../../../ui/parts.ts'
import { saidThere, saidWhen } from '../../said.ts'
import type { presentHard } from '../clocks.ts'
import type { Span } from '../options.ts'

export type ShownHard = ReturnType<typeof presentHard>

/** So many names say enough; the others are counted. */
const NAMED = 6

/** When an option is, in the reader's zone; beside it where it was written, if the clocks there differ. */
export function spanWords(ctx: Request, span: Span): Html {
  const timed = { ...span, fromAt: span.from, untilAt: span.until }
  const there = saidThere(ctx.locale, timed, ctx.timeZone, ctx.now)
  return html`<time datetime="${span.from.toISOString()}">${saidWhen(ctx.locale, timed, ctx.timeZone, ctx.now)}</time>${there ? html` <span class="quiet">${there}</span>` : nothing}`
}

export function spanText(ctx: Request, span: Span): string {
  return saidWhen(ctx.locale, { ...span, fromAt: span.from, untilAt: span.until }, ctx.timeZone, ctx.now)
}

/** For whom a time is in the night or close to it, by name, with when it is there. */
export function hardWords(ctx: Request, hard: readonly ShownHard[]): Html {
  const { t } = ctx.locale
  const of = (how: string) => hard.filter((one) => one.how === how)
  const line = (sign: string, words: string, people: ShownHard[]) =>
    people.length
      ? html`<li class="with-icon">${icon(ctx, sign, true)} <span>${words} ${names(ctx, people)}</span></li>`
      : nothing
  if (!hard.length) return nothing
  return html`<ul class="plain-list hard">${line('triangle-alert', t('finding.hard.deep'), of('deep'))}${line('triangle-alert', t('finding.hard.night'), of('night'))}${line('clock', t('finding.hard.edge'), of('edge'))}</ul>`
}

function names(ctx: Request, people: readonly ShownHard[]): Html {
  const { t } = ctx.locale
  const mine = people.filter(({ person }) => person.id === ctx.me?.id)
  const all = [...mine, ...people.filter((one) => !mine.includes(one))]
  const shown = all.slice(0, all.length === NAMED + 1 ? NAMED + 1 : NAMED)
  const rest = all.length - shown.length
  const name = ({ person, there, elsewhere }: ShownHard) => {
    const who = person.id === ctx.me?.id ? html`${t('finding.you')}` : html`<span class="written">${person.name}</span>`
    return elsewhere ? html`${who} (${there})` : who
  }
  return html`${shown.map((one, i) => html`${i ? ', ' : ''}${name(one)}`)}${rest ? html` ${t('finding.others', { count: rest })}` : nothing}.`
}

/** The names of some people, with links to nobody: they are all on the page. */
export function namesOf(people: readonly { name: string }[]): Html {
  return html`${people.map(({ name }, i) => html`${i ? ', ' : ''}<span class="written">${name}</span>`)}`
}
