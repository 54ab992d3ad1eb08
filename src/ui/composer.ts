import { type Child, type Html, html, nothing, trusted } from '../platform/html.ts'
import { type AttachedFile, attachedFiles } from './attached.ts'
import { type Again, formKey } from './form.ts'
import type { Frame } from './frame.ts'
import { icon, readers } from './parts.ts'
import { toolbar } from './toolbar.ts'

export interface ComposerLook {
  id: string
  action: string
  heading: Child
  /** Where the draft is kept; without one nothing is kept. */
  place?: string
  draft?: {
    text: string
    version: number
    at: string
    files?: readonly AttachedFile[]
    replyTo?: { number: number; name: string } | null
  } | null
  /** What it begins with, when there is no draft: a quotation. */
  text?: string
  /** Files it has, when there is no draft. */
  attached?: readonly AttachedFile[]
  /** The message that it replies to; without one, the one that its draft does. */
  replyTo?: { number: number; name: string } | null
  /** Whether it can reply to a message at all. */
  replies?: boolean
  /** How a quotation begins, in the language of what is said here; with `{name}` and `{link}` to be filled in. */
  wrote?: string
  button: string
  /** Fields before the text. */
  before?: Child
  /** Fields after the text. */
  after?: Child
  files?: boolean
  rows?: number
  /** Small, at the foot of the window, whatever one reads above it. */
  stay?: boolean
  hidden?: Record<string, string | number>
}

/**
 * The place where one writes: the same everywhere. Without script it is a plain form with a file field; the island adds
 * the toolbar, keeps drafts, sends pictures ahead, completes names and titles, and quotes.
 */
export function composer(frame: Frame, look: ComposerLook, again: Again = {}): Html {
  const { t } = frame.locale
  const typed = again.typed?.text
  const text = typeof typed === 'string' ? typed : again.typed ? '' : (look.draft?.text ?? look.text ?? '')
  const error = again.errors?.text
  const files = look.files !== false
  const label = html`<label for="${look.id}-text"${look.stay ? trusted(' class="vh"') : nothing}>${look.heading}</label>`
  return html`<copse-composer class="composer${look.stay ? ' stay' : ''}" id="${look.id}" data-space="/c/${frame.space!.slug}" data-me="${frame.me?.id}" data-place="${look.place ?? ''}" data-version="${look.draft?.version ?? 0}"${again.typed ? trusted(' data-again') : nothing} data-words="${JSON.stringify(wordsOf(frame, look))}">
<form method="post" action="${look.action}" enctype="${files ? 'multipart/form-data' : 'application/x-www-form-urlencoded'}" class="stack">
${formKey()}${Object.entries(look.hidden ?? {}).map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`)}
${look.before ? html`${readers(frame)}${look.before}<p class="label">${label}</p>` : html`<h2${look.stay ? trusted(' class="vh"') : nothing}>${label}</h2>${readers(frame)}`}
${look.replies ? replyTo(frame, look, again) : nothing}
<div class="writing"><textarea id="${look.id}-text" name="text" rows="${look.rows ?? (look.stay ? 1 : 5)}" aria-describedby="${look.id}-draft"${error ? trusted(' aria-invalid="true"') : nothing} data-text>${text}</textarea>
<div class="said preview" data-preview hidden tabindex="-1"></div></div>
${error ? html`<p class="error with-icon">${icon(frame, 'triangle-alert', true)} ${error}</p>` : nothing}
${toolbar(frame, files)}
${files ? attachedFiles(frame, look.id, again.attached ?? look.draft?.files ?? look.attached ?? [], again) : nothing}
${look.after ?? nothing}
<div class="foot"><p class="quiet" id="${look.id}-draft" role="status" data-status>${look.draft ? t('ui.draft.only-you') : ''}</p>
<button class="button" type="submit">${look.button}</button></div>
</form></copse-composer>`
}

/** Which message it answers: said, and to be taken back. */
function replyTo(frame: Frame, look: ComposerLook, again: Again): Html {
  const { t } = frame.locale
  const to = look.replyTo ?? look.draft?.replyTo
  const chosen = again.typed ? Number(again.typed.replyTo) || 0 : (to?.number ?? 0)
  const name = chosen && chosen === to?.number ? to.name : ''
  const words = name ? t('ui.reply.to', { name, number: chosen }) : t('ui.reply.to-number', { number: chosen })
  return html`<label class="choice to"${chosen ? nothing : trusted(' hidden')} data-to><input type="checkbox" name="replyTo" value="${chosen}"${chosen ? trusted(' checked') : nothing}> <span>${words}</span></label>`
}

/** What the island says. It knows the time, the file, the person: their places in braces stay. */
function wordsOf({ locale: { t } }: Frame, look: ComposerLook): Record<string, string> {
  return {
    kept: t('ui.draft.kept', { time: '{time}' }),
    elsewhere: t('ui.draft.elsewhere'),
    use: t('ui.draft.use-other'),
    mine: t('ui.draft.use-mine'),
    offline: t('ui.draft.offline'),
    signedOut: t('ui.draft.signed-out'),
    uploading: t('ui.files.uploading', { name: '{name}' }),
    shrinking: t('ui.files.shrinking', { name: '{name}' }),
    cancel: t('ui.files.cancel'),
    again: t('ui.files.again'),
    wait: t('ui.files.wait', { name: '{name}' }),
    failed: t('ui.files.failed', { name: '{name}' }),
    behind: look.stay ? t('ui.files.behind', { name: '{name}' }) : t('ui.files.failed', { name: '{name}' }),
    arrived: t('ui.files.arrived', { name: '{name}' }),
    write: t('ui.composer.write'),
    preview: t('ui.composer.preview'),
    empty: t('ui.composer.nothing-yet'),
    cannot: t('ui.composer.cannot-preview'),
    offered: t('ui.composer.offered', { count: '{count}' }),
    ...(look.replies && {
      to: t('ui.reply.to', { name: '{name}', number: '{number}' }),
      toNumber: t('ui.reply.to-number', { number: '{number}' }),
      quote: t('ui.quote'),
      quotable: t('ui.quote.hint'),
      wrote: look.wrote ?? t('ui.quote.wrote', { name: '{name}', link: '{link}' }),
    }),
  }
}
