import { type Html, html, nothing } from '../../../platform/html.ts'
import type { Request } from '../../../spine/request/ctx.ts'
import { difference, type Patience, patience } from '../../../ui/difference.ts'
import { blockChanges } from '../blocks.ts'

/** What a page says, as far as two of it are compared. */
interface Said {
  title: string
  lang: string
  tags?: readonly string[]
  text: string
}

/** How much of two texts is shown, in characters. Of longer ones what stayed the same is only counted. */
const ROOM = 120_000

/** Title, tags and language where they changed; and the text, block by block, with what stayed the same folded away. */
export function changed(ctx: Request, before: Said, after: Said): Html {
  const { t } = ctx.locale
  const time = patience()
  const facts: [string, string, string][] = [
    [t('pages.field.title'), before.title, after.title],
    [t('pages.field.tags'), (before.tags ?? []).join(', '), (after.tags ?? []).join(', ')],
    [t('pages.field.lang'), ctx.locale.languageName(before.lang), ctx.locale.languageName(after.lang)],
  ]
  const other = facts.filter(([, was, is]) => was !== is)
  const same = !other.length && before.text === after.text
  return html`${other.length ? html`<dl class="facts">${other.map(([name, was, is]) => html`<div><dt>${name}</dt><dd>${difference(ctx, was, is, time)}</dd></div>`)}</dl>` : nothing}
${same ? html`<p class="quiet">${t('pages.changes.none')}</p>` : nothing}
${texts(ctx, before.text, after.text, after.lang, time)}`
}

function texts(ctx: Request, before: string, after: string, lang: string, time: Patience): Html {
  const { t } = ctx.locale
  const long = before.length + after.length > 2 * ROOM
  const blocks = blockChanges(before, after)
  if (!blocks)
    return long ? html`<p class="quiet">${t('pages.changes.too-long')}</p>` : difference(ctx, before, after, time, lang)
  let room = ROOM
  let rest = 0
  const parts = blocks.map((one) => {
    if (one.kind === 'same') return samePart(ctx, one.blocks, lang, long)
    const [was, is] =
      one.kind === 'changed' ? [one.before, one.after] : one.kind === 'gone' ? [one.text, ''] : ['', one.text]
    room -= was.length + is.length
    // The first is shown however long it is: else nothing would be.
    if (room < 0 && room + was.length + is.length < ROOM) {
      rest++
      return nothing
    }
    return difference(ctx, was, is, time, lang)
  })
  return html`<div class="changes">${parts}${rest ? html`<p class="quiet">${t('pages.changes.rest', { count: rest })}</p>` : nothing}</div>`
}

function samePart(ctx: Request, blocks: readonly string[], lang: string, long: boolean): Html {
  const words = ctx.locale.t('pages.changes.same', { count: blocks.length })
  if (long) return html`<p class="quiet">${words}</p>`
  if (blocks.length === 1) return html`<p class="source same" lang="${lang}">${blocks[0]}</p>`
  return html`<details class="more same"><summary>${words}</summary><pre class="source" lang="${lang}">${blocks.join('\n\n')}</pre></details>`
}
