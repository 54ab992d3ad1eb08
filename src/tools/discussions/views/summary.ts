import { type Html, html, nothing, trusted } from '../../../platform/html.ts'
import type { Draft } from '../../../spine/drafts/drafts.ts'
import type { Summary } from '../../../spine/items/summary.ts'
import { VERSIONS } from '../../../spine/messages/revisions.ts'
import { mayWrite, type Request, spaceOf } from '../../../spine/request/ctx.ts'
import { composer } from '../../../ui/composer.ts'
import { difference, patience } from '../../../ui/difference.ts'
import { type Again, problems, verb } from '../../../ui/form.ts'
import { layout } from '../../../ui/layout.ts'
import { icon, inLanguage } from '../../../ui/parts.ts'
import { timeOf } from '../../../ui/time.ts'
import type { Discussion } from '../discussions.ts'
import type { ShownDiscussion } from '../present.ts'

/** From how many messages on a summary is offered. */
const LONG = 10

/** On top of a discussion: what was found so far, in short. */
export function summaryPanel(ctx: Request, it: ShownDiscussion): Html {
  const { t } = ctx.locale
  const { summary } = it
  if (!summary) return nothing
  return html`<section class="panel summary stack" id="summary" aria-labelledby="in-short"><h2 id="in-short">${t('discussions.summary')}</h2>
<div class="said"${summary.lang === ctx.locale.lang ? nothing : html` lang="${summary.lang}"`}>${trusted(summary.html)}</div>
<p class="quiet cluster"><span>${t('discussions.summary.by', { name: summary.by, number: summary.after })}, ${timeOf(ctx, summary.at)}</span>
${summary.version > 1 ? html`<a href="${it.url}/summary/revisions">${t('discussions.summary.history')}</a>` : nothing}
${it.mayTend ? html`<a href="${it.url}/summary">${t('discussions.summary.change')}</a>` : nothing}</p></section>`
}

/** Beside a long discussion without one, for who may write it. */
export function summaryOffer(ctx: Request, it: ShownDiscussion): Html {
  if (it.summary || !it.mayTend || it.messageCount < LONG) return nothing
  return html`<a class="button plain" href="${it.url}/summary">${icon(ctx, 'file-text', true)} ${ctx.locale.t('discussions.summary.write')}</a>`
}

export function summaryPage(
  ctx: Request,
  it: Discussion,
  summary: Summary | undefined,
  draft: Draft | null,
  again: Again = {},
): Html {
  const { t } = ctx.locale
  const now = summary && !summary.removedAt ? summary.source : ''
  const meanwhile = again.errors && summary && String(again.typed?.version) !== String(summary.version)
  const title = t(now ? 'discussions.summary.change' : 'discussions.summary.write')
  return layout(ctx, {
    title,
    place: 'talk',
    main: html`<div class="title"><h1>${title}</h1><p class="quiet"><a href="${it.url}">${inLanguage(ctx, it.lang, it.title)}</a></p>
<p class="quiet">${t('discussions.summary.hint')}</p></div>
${problems(ctx, again)}
${meanwhile ? html`<section class="panel stack"><h2>${t('messages.edit.now')}</h2><pre class="source" lang="${summary.lang}">${summary.source}</pre></section>` : nothing}
${
  !mayWrite(spaceOf(ctx))
    ? nothing
    : composer(
        ctx,
        {
          id: 'summary',
          action: `${it.url}/summary`,
          heading: t('discussions.summary'),
          place: `summary:${it.id}`,
          draft: draft && { ...draft, text: draft.fields.text ?? '' },
          text: now,
          button: t('discussions.summary.keep'),
          files: false,
          rows: 8,
          hidden: { version: summary?.version ?? 0, lang: it.lang },
        },
        again,
      )
}
${now && mayWrite(spaceOf(ctx)) ? verb(`${it.url}/summary/removal`, html`${icon(ctx, 'trash-2', true)} ${t('discussions.summary.remove')}`, {}, 'plain') : nothing}`,
  })
}

/** For whoever reads it only. */
export function summaryReadPage(ctx: Request, it: Discussion, summary: Summary | undefined): Html {
  const { t } = ctx.locale
  return layout(ctx, {
    title: t('discussions.summary'),
    place: 'talk',
    main: html`<div class="title"><h1>${t('discussions.summary')}</h1><p class="quiet"><a href="${it.url}">${inLanguage(ctx, it.lang, it.title)}</a></p></div>
${
  summary && !summary.removedAt
    ? html`<div class="said" lang="${summary.lang}">${trusted(summary.html)}</div>
<p class="quiet">${t('discussions.summary.by', { name: summary.name, number: summary.after })}, ${timeOf(ctx, summary.at.toISOString())}</p>`
    : html`<p>${t('discussions.summary.none')}</p>`
}`,
  })
}

export function summaryRemovedPage(ctx: Request, it: Discussion): Html {
  const { t } = ctx.locale
  return layout(ctx, {
    title: t('discussions.summary.removed'),
    place: 'talk',
    main: html`<div class="title"><h1>${t('discussions.summary.removed')}</h1></div>
<div class="cluster">${verb(`${it.url}/summary/restoration`, t('ui.undo'))} <a href="${it.url}">${inLanguage(ctx, it.lang, it.title)}</a></div>`,
  })
}

interface Version {
  source: string
  after: number
  by: string
  at: string
}

/** @param versions with one more than is shown, if there is one: what the last shown is compared with */
export function summaryHistoryPage(ctx: Request, it: Discussion, versions: Version[], next: string | null): Html {
  const { t } = ctx.locale
  const time = patience()
  return layout(ctx, {
    title: t('discussions.summary.history'),
    place: 'talk',
    main: html`<div class="title"><h1>${t('discussions.summary.history')}</h1><p class="quiet"><a href="${it.url}">${inLanguage(ctx, it.lang, it.title)}</a></p></div>
${versions.slice(0, VERSIONS).map((one, i) => {
  const before = versions[i + 1]
  return html`<section class="stack version"><h2>${t('discussions.summary.by', { name: one.by, number: one.after })}, ${timeOf(ctx, one.at)}</h2>
${before ? difference(ctx, before.source, one.source, time, it.lang) : html`<pre class="source" lang="${it.lang}">${one.source}</pre>`}</section>`
})}
${next ? html`<p><a class="button second" href="${next}" rel="next">${t('ui.difference.earlier')}</a></p>` : nothing}`,
  })
}
