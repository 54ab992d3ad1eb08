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
  const blocks = blockChanges(before.text, after.text)
  const same = !other.length && before.text === after.text
  return html`${other.length ? html`<dl class="facts">${other.map(([name, was, is]) => html`<div><dt>${name}</dt><dd>${difference(ctx, was, is, time)}</dd></div>`)}</dl>` : nothing}
${same ? html`<p class="quiet">${t('pages.changes.none')}</p>` : nothing}
${blocks ? html`<div class="changes">${blocks.map((one) => blockPart(ctx, one, after.lang, time))}</div>` : difference(ctx, before.text, after.text, time, after.lang)}`
}

function blockPart(
  ctx: Request,
  one: NonNullable<ReturnType<typeof blockChanges>>[number],
  lang: string,
  time: Patience,
): Html {
  const { t } = ctx.locale
  if (one.kind === 'same') {
    if (one.blocks.length === 1) return html`<p class="source same" lang="${lang}">${one.blocks[0]}</p>`
    return html`<details class="more same"><summary>${t('pages.changes.same', { count: one.blocks.length })}</summary><pre class="source" lang="${lang}">${one.blocks.join('\n\n')}</pre></details>`
  }
  if (one.kind === 'changed') return difference(ctx, one.before, one.after, time, lang)
  return one.kind === 'gone' ? difference(ctx, one.text, '', time, lang) : difference(ctx, '', one.text, time, lang)
}
