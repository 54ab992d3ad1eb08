import { type Html, html, nothing } from '../../../platform/html.ts'
import type { Request } from '../../../spine/request/ctx.ts'
import type { SharedText } from '../../../spine/sharing/shared.ts'
import { difference } from '../../../ui/difference.ts'
import { verb } from '../../../ui/form.ts'
import { layout } from '../../../ui/layout.ts'
import { buttonLink, emptyPlace, inLanguage } from '../../../ui/parts.ts'
import { timeOf } from '../../../ui/time.ts'
import type { Page } from '../pages.ts'
import type { Unsaved } from '../together/forms.ts'
import { subNav } from './sub.ts'

/** Who writes at this moment is not put aside under their hands: so long after the last word it is offered. */
const QUIET_MS = 60_000

/** What was put aside, by whom; without words, where nobody can read it. */
export interface Aside {
  id: number
  asideAt: Date
  words: string | null
  hands: string[]
}

interface Data {
  /** Who wrote in it and has not saved. */
  hands: string[]
  shared: SharedText | undefined
  /** What it says, where it is not saved; null, where nobody can read it. */
  unsaved: string | null | undefined
  aside: Aside[]
}

/** What is written in a page and not saved, and what was put aside: nothing of it is thrown away unseen. */
export function writingPage(ctx: Request, it: Page, { hands, shared, unsaved, aside }: Data): Html {
  const { t } = ctx.locale
  const names = ctx.locale.list(hands)
  const unreadable = html`<p>${t('pages.together.unreadable')}</p>`
  const quiet = shared && ctx.now.getTime() - shared.changedAt.getTime() > QUIET_MS
  return layout(ctx, {
    title: `${t('pages.together.title')}: ${it.title}`,
    place: 'library',
    main: html`${subNav(ctx, 'pages')}<div class="title"><h1>${t('pages.together.title')}</h1><p class="quiet"><a href="${it.url}">${inLanguage(ctx, it.lang, it.title)}</a></p></div>
${
  shared && unsaved !== undefined
    ? html`<section class="stack" aria-labelledby="now"><h2 id="now">${t('pages.together.now')}</h2><p>${names ? ctx.locale.rich('pages.together.by', { names, time: timeOf(ctx, shared.changedAt) }) : timeOf(ctx, shared.changedAt)}</p>
${unsaved === null ? unreadable : difference(ctx, it.text, unsaved, undefined, it.lang)}
<div class="cluster no-print">${buttonLink(`${it.url}/edit`, t('pages.together.go-on'))}${quiet ? verb(`${it.url}/writing/putting-aside`, t('pages.together.put-aside'), { text: shared.id, upto: shared.number }) : nothing}</div>
${quiet ? html`<p class="quiet">${t('pages.together.put-aside.hint')}</p>` : nothing}</section>`
    : emptyPlace(ctx, t('pages.together.none'))
}
${
  aside.length
    ? html`<section class="stack" aria-labelledby="aside"><h2 id="aside">${t('pages.together.aside')}</h2>${aside.map(
        (
          one,
        ) => html`<details class="more"><summary>${one.hands.length ? ctx.locale.rich('pages.together.by', { names: ctx.locale.list(one.hands), time: timeOf(ctx, one.asideAt) }) : timeOf(ctx, one.asideAt)}</summary>
<div class="stack">${one.words === null ? unreadable : html`<pre class="source" lang="${it.lang}">${one.words}</pre><div class="cluster">${verb(`${it.url}/writing/taking-up`, t('pages.together.take-up'), { text: one.id })}</div>`}</div></details>`,
      )}</section>`
    : nothing
}`,
  })
}

/** Before the form: whose words are not saved yet. */
export function unsavedNotice(ctx: Request, it: Page, unsaved: Unsaved): Html {
  const { t } = ctx.locale
  const names = ctx.locale.list(unsaved.names)
  const facts = { names, time: timeOf(ctx, unsaved.at) }
  const whose = unsaved.mine
    ? ctx.locale.rich('pages.together.mine', facts)
    : names
      ? ctx.locale.rich('pages.together.theirs', facts)
      : ctx.locale.rich('pages.together.somebody', facts)
  return html`<section class="panel stack" aria-labelledby="unsaved"><h2 id="unsaved">${t('pages.together.unsaved')}</h2><p>${whose}</p>
<p><a href="${it.url}/writing">${t('pages.together.see')}</a></p></section>`
}
