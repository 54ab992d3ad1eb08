import { type Child, type Html, html, nothing, trusted } from '../platform/html.ts'
import { type Again, formKey } from './form.ts'
import type { Frame } from './frame.ts'
import { icon, readers } from './parts.ts'

export interface ComposerLook {
  id: string
  action: string
  heading: Child
  /** Where the draft is kept; without one nothing is kept. */
  place?: string
  draft?: { text: string; version: number; at: string } | null
  /** What it begins with, when there is no draft: a quotation. */
  text?: string
  button: string
  /** Fields before the text. */
  before?: Child
  /** Fields after the text. */
  after?: Child
  files?: boolean
  rows?: number
  hidden?: Record<string, string | number>
}

/**
 * The place where one writes: the same everywhere. Without script it is a plain form with a file field; the island adds
 * the toolbar, keeps drafts, sends pictures ahead and completes names.
 */
export function composer(frame: Frame, look: ComposerLook, again: Again = {}): Html {
  const { t } = frame.locale
  const typed = again.typed?.text
  const text = typeof typed === 'string' ? typed : (look.draft?.text ?? look.text ?? '')
  const error = again.errors?.text
  const label = html`<label for="${look.id}-text">${look.heading}</label>`
  const space = `/c/${frame.space!.slug}`
  // Filled in by the island, which knows the time and the file: the placeholders stay.
  const words = {
    kept: t('ui.draft.kept', { time: '{time}' }),
    elsewhere: t('ui.draft.elsewhere'),
    use: t('ui.draft.use-other'),
    mine: t('ui.draft.use-mine'),
    offline: t('ui.draft.offline'),
    uploading: t('ui.files.uploading', { name: '{name}' }),
    alt: t('ui.files.alt', { name: '{name}' }),
    remove: t('ui.files.remove', { name: '{name}' }),
    failed: t('ui.files.failed', { name: '{name}' }),
    write: t('ui.composer.write'),
    preview: t('ui.composer.preview'),
    empty: t('ui.composer.nothing-yet'),
  }
  return html`<copse-composer class="composer" id="${look.id}" data-space="${space}" data-place="${look.place ?? ''}" data-version="${look.draft?.version ?? 0}" data-words="${JSON.stringify(words)}">
<form method="post" action="${look.action}" enctype="${look.files === false ? 'application/x-www-form-urlencoded' : 'multipart/form-data'}" class="stack">
${formKey()}${Object.entries(look.hidden ?? {}).map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`)}
${look.before ? html`${readers(frame)}${look.before}<p class="label">${label}</p>` : html`<h2>${label}</h2>${readers(frame)}`}
<div class="writing"><textarea id="${look.id}-text" name="text" rows="${look.rows ?? 5}" aria-describedby="${look.id}-draft"${error ? trusted(' aria-invalid="true"') : nothing} data-text>${text}</textarea>
<div class="said preview" data-preview hidden></div></div>
${error ? html`<p class="error with-icon">${icon(frame, 'triangle-alert', true)} ${error}</p>` : nothing}
${toolbar(frame)}
${look.files === false ? nothing : files(frame, look.id, again)}
${look.after ?? nothing}
<div class="foot"><p class="quiet" id="${look.id}-draft" role="status" data-status>${look.draft ? t('ui.draft.only-you') : ''}</p>
<button class="button" type="submit">${look.button}</button></div>
</form></copse-composer>`
}

function toolbar(frame: Frame): Html {
  const { t } = frame.locale
  const tool = (name: string, sign: string) =>
    html`<button class="button plain only" type="button" data-tool="${name}" aria-label="${t(`ui.tool.${name}`)}" title="${t(`ui.tool.${name}`)}">${icon(frame, sign)}</button>`
  return html`<div class="tools" role="toolbar" aria-label="${t('ui.tools')}" hidden data-toolbar>${tool('bold', 'bold')}${tool('italic', 'italic')}${tool('list', 'list')}${tool('quote', 'quote')}${tool('link', 'link')}${tool('picture', 'image')}${tool('name', 'at-sign')}${tool('preview', 'eye')}</div>`
}

function files(frame: Frame, id: string, again: Again): Html {
  const { t } = frame.locale
  const error = again.errors?.files
  return html`<div class="files" data-files><ul class="attached" role="list" data-attached></ul>
<details class="more"${error ? trusted(' open') : nothing} data-plain-files><summary>${icon(frame, 'paperclip', true)} ${t('ui.files.add')}</summary>
<div class="stack"><div class="field"><label for="${id}-files">${t('ui.files.choose')}</label><input id="${id}-files" type="file" name="files" multiple></div>
<div class="field"><label for="${id}-alt">${t('ui.files.describe')}</label><input id="${id}-alt" type="text" name="alt" maxlength="1000"><p class="quiet">${t('ui.files.describe-hint')}</p></div></div></details>
${error ? html`<p class="error with-icon">${icon(frame, 'triangle-alert', true)} ${error}</p>` : nothing}</div>`
}
