import { type Html, html, nothing } from '../../platform/html.ts'
import { composer } from '../../ui/composer.ts'
import { type Again, problems } from '../../ui/form.ts'
import { layout } from '../../ui/layout.ts'
import { timeOf } from '../../ui/time.ts'
import type { AttachedFile } from '../attachments/written.ts'
import type { Draft } from '../drafts/drafts.ts'
import type { Request } from '../request/ctx.ts'
import type { Revision, StoredMessage } from './change.ts'

/** What a message is said under. */
export interface On {
  url: string
  title: string
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
    place: 'talk',
    main: html`<div class="title"><h1>${t('messages.edit.title')}</h1><p class="quiet"><a href="${on.url}/messages/${message.number}">${on.title}</a></p></div>
${problems(ctx, again, 'edit')}
${meanwhile ? html`<section class="panel stack"><h2>${t('messages.edit.now')}</h2><pre class="source">${message.source}</pre></section>` : nothing}
${composer(ctx, { id: 'edit', action: `${on.url}/messages/${message.number}/edit`, heading: t('messages.edit.text'), place: `edit:${message.id}`, text: message.source, draft: begun.draft && { ...begun.draft, text: begun.draft.fields.text ?? message.source }, attached: begun.files, button: t('messages.edit.keep'), rows: 10, hidden: { version: message.version, attachments: 0 } }, again)}`,
  })
}

export function revisionsPage(ctx: Request, on: On, message: StoredMessage, revisions: Revision[]): Html {
  const { t } = ctx.locale
  return layout(ctx, {
    title: t('messages.revisions.title', { number: message.number }),
    place: 'talk',
    main: html`<div class="title"><h1>${t('messages.revisions.title', { number: message.number })}</h1><p class="quiet"><a href="${on.url}/messages/${message.number}">${on.title}</a></p></div>
${revisions.length === 0 ? html`<p>${t('messages.revisions.none')}</p>` : nothing}
${[
  ...revisions,
  ...(message.removedAt ? [] : [{ source: message.source, at: (message.editedAt ?? message.createdAt).toISOString() }]),
]
  .reverse()
  .map(
    (revision, i) =>
      html`<section class="stack"><h2>${i === 0 ? t('messages.revisions.now') : t('messages.revisions.before')}, ${timeOf(ctx, revision.at)}</h2><pre class="source">${revision.source}</pre></section>`,
  )}`,
  })
}
