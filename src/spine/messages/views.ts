import { type Html, html, nothing } from '../../platform/html.ts'
import { composer } from '../../ui/composer.ts'
import { difference, patience } from '../../ui/difference.ts'
import { type Again, problems } from '../../ui/form.ts'
import { layout } from '../../ui/layout.ts'
import { inLanguage } from '../../ui/parts.ts'
import { timeOf } from '../../ui/time.ts'
import type { AttachedFile } from '../attachments/written.ts'
import type { Draft } from '../drafts/drafts.ts'
import type { Request } from '../request/ctx.ts'
import type { StoredMessage } from './change.ts'
import { VERSIONS, type Version } from './revisions.ts'

/** What a message is said under. */
export interface On {
  kind: string
  url: string
  title: string
  lang: string
}

export function editPage(
  ctx: Request,
  on: On,
  message: StoredMessage,
  begun: { draft: Draft | null; files: AttachedFile[] },
  again: Again = {},
): Html {
  const { t } = ctx.locale
  const meanwhile = again.errors && String(again.typed?.version) !== String(message.version)
  return layout(ctx, {
    title: t('messages.edit.title'),
    place: ctx.site.placeOf(on.kind),
    main: html`<div class="title"><h1>${t('messages.edit.title')}</h1><p class="quiet"><a href="${on.url}/messages/${message.number}">${on.title}</a></p></div>
${problems(ctx, again, 'edit')}
${meanwhile ? html`<section class="panel stack"><h2>${t('messages.edit.now')}</h2><pre class="source">${message.source}</pre></section>` : nothing}
${composer(ctx, { id: 'edit', action: `${on.url}/messages/${message.number}/edit`, heading: t('messages.edit.text'), place: `edit:${message.id}`, text: message.source, draft: begun.draft && { ...begun.draft, text: begun.draft.fields.text ?? message.source }, attached: begun.files, button: t('messages.edit.keep'), rows: 10, hidden: { version: message.version, attachments: 0 } }, again)}`,
  })
}

/**
 * What a message said before, newest first.
 * @param versions with one more than is shown, if there is one: what the last shown is compared with
 */
export function revisionsPage(
  ctx: Request,
  on: On,
  message: StoredMessage,
  versions: Version[],
  next: string | null,
): Html {
  const { t } = ctx.locale
  return layout(ctx, {
    title: t('messages.revisions.title', { number: message.number }),
    place: ctx.site.placeOf(on.kind),
    main: html`<div class="title"><h1>${t('messages.revisions.title', { number: message.number })}</h1><p class="quiet"><a href="${on.url}/messages/${message.number}">${inLanguage(ctx, on.lang, on.title)}</a></p></div>
${message.version > 1 ? history(ctx, message.name, versions, next, message.lang) : html`<p>${t(message.editedAt ? 'messages.revisions.unknown' : 'messages.revisions.none')}</p>`}`,
  })
}

/** Each version with what it changed in the one before it. */
function history(ctx: Request, by: string, versions: Version[], next: string | null, lang: string): Html {
  const { t } = ctx.locale
  const time = patience()
  return html`${versions.slice(0, VERSIONS).map((version, i) => {
    const before = versions[i + 1]
    const words = before ? t('messages.revisions.changed', { name: by }) : t('messages.revisions.first', { name: by })
    return html`<section class="stack version"><h2>${words}, ${timeOf(ctx, version.at)}</h2>
${before ? difference(ctx, before.source, version.source, time, lang) : html`<pre class="source" lang="${lang}">${version.source}</pre>`}</section>`
  })}
${next ? html`<p><a class="button second" href="${next}" rel="next">${t('ui.difference.earlier')}</a></p>` : nothing}`
}
