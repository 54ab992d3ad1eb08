import { type Html, html, nothing } from '../../../platform/html.ts'
import type { Request } from '../../../spine/request/ctx.ts'
import { difference } from '../../../ui/difference.ts'
import { layout } from '../../../ui/layout.ts'
import { inLanguage } from '../../../ui/parts.ts'
import { timeOf } from '../../../ui/time.ts'
import type { Discussion } from '../discussions.ts'

interface Said {
  title: string
  tags: string[]
  lang: string
  intent: string
}

interface Revision {
  by: string
  at: string
  before: Said
  after: Said
}

/** Each change of title, tags, intent and language, newest first. */
export function historyPage(ctx: Request, it: Discussion, revisions: Revision[], next: string | null): Html {
  const { t } = ctx.locale
  return layout(ctx, {
    title: t('discussions.history'),
    place: 'talk',
    main: html`<div class="title"><h1>${t('discussions.history')}</h1><p class="quiet"><a href="${it.url}">${inLanguage(ctx, it.lang, it.title)}</a></p></div>
${revisions.length ? nothing : html`<p>${t('discussions.history.none')}</p>`}
${revisions.map(
  (
    one,
  ) => html`<section class="stack version"><h2>${t('discussions.history.changed', { name: one.by })}, ${timeOf(ctx, one.at)}</h2>
${changes(ctx, one)}</section>`,
)}
${next ? html`<p><a class="button second" href="${next}" rel="next">${t('ui.difference.earlier')}</a></p>` : nothing}`,
  })
}

/** Only what changed, each under its name. */
function changes(ctx: Request, { before, after }: Revision): Html {
  const { t } = ctx.locale
  const intent = (name: string) => (name ? t(`discussions.intent.${name}`) : '')
  const parts: [string, string, string, string | undefined][] = [
    [t('discussions.field.title'), before.title, after.title, after.lang],
    [t('discussions.field.tags'), tagged(before.tags), tagged(after.tags), undefined],
    [t('discussions.field.intent'), intent(before.intent), intent(after.intent), undefined],
    [t('discussions.field.lang'), ctx.locale.languageName(before.lang), ctx.locale.languageName(after.lang), undefined],
  ]
  const changed = parts.filter(([, was, is]) => was !== is)
  if (!changed.length) return html`<p class="quiet">${t('discussions.history.same')}</p>`
  return html`<dl class="facts">${changed.map(([name, was, is, lang]) => html`<div><dt>${name}</dt><dd>${difference(ctx, was, is, undefined, lang)}</dd></div>`)}</dl>`
}

const tagged = (tags: string[]) => tags.map((tag) => `#${tag}`).join(' ')
