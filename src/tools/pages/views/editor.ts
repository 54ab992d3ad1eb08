import { type Html, html, nothing, trusted } from '../../../platform/html.ts'
import { calloutKinds } from '../../../platform/markdown/document/callouts.ts'
import { attachedFiles } from '../../../ui/attached.ts'
import type { ComposerLook } from '../../../ui/composer.ts'
import { type Again, formKey } from '../../../ui/form.ts'
import type { Frame } from '../../../ui/frame.ts'
import { icon, readers } from '../../../ui/parts.ts'
import { toolbar } from '../../../ui/toolbar.ts'
import { editorDialogs } from './editor-dialogs.ts'
import { richTools, tableToolbar } from './editor-tools.ts'

type Look = Omit<ComposerLook, 'replyTo' | 'replies' | 'wrote' | 'files'> & {
  /** The language that is written in. */
  lang: string
  /** Where several people write it at once. */
  together?: string
}

/**
 * The place where a page is written, used as the composer is. Without script it is a form with a field for Markdown; the
 * island puts an editor in place of the field, in which the page looks as it will.
 */
export function pageEditor(frame: Frame, look: Look, again: Again = {}): Html {
  const { t } = frame.locale
  const typed = again.typed?.text
  const text = typeof typed === 'string' ? typed : again.typed ? '' : (look.draft?.text ?? look.text ?? '')
  const error = again.errors?.text
  const field = `${look.id}-text`
  const files = again.attached ?? look.draft?.files ?? look.attached ?? []
  return html`<link rel="stylesheet" href="${frame.site.assets.library}"><copse-page-editor class="composer page-editor" id="${look.id}" data-space="/c/${frame.space!.slug}" data-lang="${look.lang}" data-me="${frame.me?.id}" data-place="${look.place ?? ''}" data-version="${look.draft?.version ?? 0}"${look.together ? html` data-together="${look.together}"` : nothing}${again.typed ? trusted(' data-again') : nothing} data-sent="${JSON.stringify(files.map(({ id, url, alt }) => ({ id, url, alt })))}" data-words="${JSON.stringify(wordsOf(frame, look))}">
<form method="post" action="${look.action}" enctype="multipart/form-data" class="stack">
${formKey()}${Object.entries(look.hidden ?? {}).map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`)}
${readers(frame)}${look.before ?? nothing}
<div class="head"><p class="label"><label for="${field}">${look.heading}</label></p>
<label class="ways quiet" hidden data-ways>${t('pages.editor.way')} <select>${['rich', 'markdown', 'plain'].map((way) => html`<option value="${way}">${t(`pages.editor.way-${way}`)}</option>`)}</select></label></div>
<div class="writing">${look.together ? html`<p class="quiet who-writes" role="status" data-writers></p>` : nothing}<div class="desk-tools">${richTools(frame, field)}${tableToolbar(frame)}</div>${toolbar(frame, true)}
<textarea id="${field}" name="text" rows="${look.rows ?? 22}" lang="${look.lang}" aria-describedby="${look.id}-draft"${error ? trusted(' aria-invalid="true"') : nothing} data-text>${text}</textarea>
<div class="said preview" data-preview hidden tabindex="-1"></div></div>
<p id="${field}-hint" hidden>${t('pages.editor.hint')}</p><p class="vh" role="status" data-told></p>
${error ? html`<p class="error with-icon">${icon(frame, 'triangle-alert', true)} ${error}</p>` : nothing}
${editorDialogs(frame, look.id)}
${attachedFiles(frame, look.id, files, again)}
${look.after ?? nothing}
<div class="foot"><p class="quiet" id="${look.id}-draft" role="status" data-status>${look.draft ? t('ui.draft.only-you') : ''}</p>
<button class="button" type="submit">${look.button}</button></div>
</form></copse-page-editor>`
}

/** What the island says. It knows the file, the count, the title: their places in braces stay. */
function wordsOf({ locale: { t } }: Frame, look: Look): Record<string, string> {
  return {
    label: String(look.heading),
    kept: t('ui.draft.kept', { time: '{time}' }),
    elsewhere: t('ui.draft.elsewhere'),
    use: t('ui.draft.use-other'),
    mine: t('ui.draft.use-mine'),
    offline: t('ui.draft.offline'),
    signedOut: t('ui.draft.signed-out'),
    uploading: t('ui.files.uploading', { name: '{name}' }),
    arrived: t('ui.files.arrived', { name: '{name}' }),
    failed: t('ui.files.failed', { name: '{name}' }),
    write: t('ui.composer.write'),
    preview: t('ui.composer.preview'),
    empty: t('ui.composer.nothing-yet'),
    // Of the Markdown preview; the rich editor says it of a tool.
    cannot: t('pages.editor.cannot'),
    offered: t('ui.composer.offered', { count: '{count}' }),
    offers: t('pages.editor.offers'),
    newPage: t('pages.editor.new-page', { title: '{title}' }),
    begin: t('pages.editor.begin'),
    lost: t('pages.editor.lost', { count: '{count}' }),
    note: t('pages.editor.note', { number: '{number}' }),
    unused: t('pages.editor.unused'),
    on: t('pages.editor.on', { what: '{what}' }),
    off: t('pages.editor.off', { what: '{what}' }),
    leaving: t('pages.editor.leaving'),
    inTable: t('pages.editor.in-table'),
    saidParagraph: t('pages.editor.said-paragraph'),
    saidHeading: t('pages.editor.said-heading', { level: '{level}' }),
    saidCode: t('pages.editor.said-code'),
    saidList: t('pages.editor.said-list'),
    saidNumbers: t('pages.editor.said-numbers'),
    saidTask: t('pages.editor.said-task'),
    saidDone: t('pages.editor.said-done'),
    saidTable: t('pages.editor.said-table', { columns: '{columns}' }),
    saidQuote: t('pages.editor.said-quote'),
    saidCallout: t('pages.editor.said-callout', { kind: '{kind}' }),
    saidNote: t('pages.editor.said-note'),
    linked: t('pages.editor.linked'),
    pictured: t('pages.editor.pictured'),
    ...(look.together && togetherWords(t)),
    ...Object.fromEntries(calloutKinds.map((kind) => [`kind-${kind}`, t(`pages.editor.kind-${kind}`)])),
    ...Object.fromEntries(
      ['bold', 'italic', 'strike', 'code'].map((name) => [`tool-${name}`, t(`pages.editor.tool-${name}`)]),
    ),
  }
}

/** What is said of writing together. */
function togetherWords(t: Frame['locale']['t']): Record<string, string> {
  return {
    writesHere: t('pages.together.writes-here', { names: '{names}', count: 1 }),
    writeHere: t('pages.together.writes-here', { names: '{names}', count: 2 }),
    sharedKept: t('pages.together.kept'),
    sharedOffline: t('pages.together.offline'),
    sharedGone: t('pages.together.gone'),
    sharedEnded: t('pages.together.ended'),
    sharedSaved: t('pages.together.saved'),
    sharedAlone: t('pages.together.alone'),
    sharedMine: t('pages.together.beside-mine'),
  }
}
