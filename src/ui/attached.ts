import { type Html, html, nothing, trusted } from '../platform/html.ts'
import type { Again } from './form.ts'
import type { Frame } from './frame.ts'
import { icon } from './parts.ts'

/** A file of what is being written. */
export interface AttachedFile {
  id: number | string
  url: string
  name: string
  type?: string
  width: number | null
  alt: string
  decorative: boolean
  /** In a message already, which is being changed. */
  sent: boolean
}

/**
 * Files of what is being written, each with its words and a way to leave it out; below them, without script, fields to
 * add some. A row's markup stands in a template too, where the island takes it for files that it sends ahead.
 */
export function attachedFiles(frame: Frame, id: string, kept: readonly AttachedFile[], again: Again): Html {
  const { t } = frame.locale
  const errors = again.errors ?? {}
  const blank = { id: '{id}', url: '', name: '{name}', alt: '', decorative: false, sent: false }
  return html`<div class="files" data-files><ul class="attached" role="list" data-attached>${kept.map((file) => row(frame, file, errors.alt))}</ul>
<template data-row="picture">${row(frame, { ...blank, width: 1 })}</template><template data-row="file">${row(frame, { ...blank, width: null })}</template><template data-row="sound">${row(frame, { ...blank, type: 'audio/', width: null })}</template>
<details class="more"${errors.files ? trusted(' open') : nothing} data-plain-files><summary>${icon(frame, 'paperclip', true)} ${t('ui.files.add')}</summary>
<div class="stack"><div class="field"><label for="${id}-files">${t('ui.files.choose')}</label><input id="${id}-files" type="file" name="files" multiple></div>
<div class="field"><label for="${id}-alt">${t('ui.files.describe')}</label><input id="${id}-alt" type="text" name="alt" maxlength="1000"><p class="quiet">${t('ui.files.describe-hint')}</p></div>
<label class="choice"><input type="checkbox" name="decorative" value="true"> <span>${t('ui.files.decorates')}</span></label></div></details>
${errors.files ? html`<p class="error with-icon">${icon(frame, 'triangle-alert', true)} ${errors.files}</p>` : nothing}</div>`
}

/** @param silent said beside a picture that needs words */
function row(frame: Frame, file: AttachedFile, silent?: string): Html {
  const { t } = frame.locale
  const keep = html`<label class="choice" data-keep><input type="checkbox" name="attachments" value="${file.id}" checked> <span>${file.name}</span></label>`
  const remove = html`<button class="button plain only" type="button" data-remove hidden aria-label="${t('ui.files.remove', { name: file.name })}" title="${t('ui.files.remove', { name: file.name })}">${icon(frame, 'x')}</button>`
  if (file.type?.startsWith('audio/'))
    return html`<li data-file="${file.id}" data-sound${file.sent ? trusted(' data-sent') : nothing}>${icon(frame, 'mic')}${keep}${remove}<div class="words">${listen(frame, file)}</div></li>`
  if (file.width === null)
    return html`<li data-file="${file.id}"${file.sent ? trusted(' data-sent') : nothing}>${icon(frame, 'paperclip')}${keep}${remove}</li>`
  return html`<li data-file="${file.id}"${file.sent ? trusted(' data-sent') : nothing}><img class="thumb"${file.url ? html` src="${file.url}"` : nothing} alt="" width="72" height="72" loading="lazy">${keep}${remove}<div class="words">${words(frame, file, silent)}</div></li>`
}

function words(frame: Frame, file: AttachedFile, silent: string | undefined): Html {
  const { t } = frame.locale
  const field = `alt-${file.id}`
  const wrong = silent !== undefined && !file.alt && !file.decorative
  return html`<div class="field"><label for="${field}">${t('ui.files.alt', { name: file.name })}</label><input id="${field}" type="text" name="${field}" value="${file.alt}" maxlength="1000" aria-describedby="${field}-error"${wrong ? trusted(' aria-invalid="true"') : nothing} data-alt></div>
<p class="error with-icon" id="${field}-error" data-silent${wrong ? nothing : trusted(' hidden')}>${icon(frame, 'triangle-alert', true)} ${t('invalid.picture-words', { name: file.name })}</p>
<label class="choice"><input type="checkbox" name="decorative-${file.id}" value="true"${file.decorative ? trusted(' checked') : nothing} data-decorative> <span>${t('ui.files.decorates')}</span></label>`
}

/** To be heard before it is sent. What it says is written where all words are. */
function listen(frame: Frame, file: AttachedFile): Html {
  const { t } = frame.locale
  return html`<audio controls preload="none"${file.url ? html` src="${file.url}"` : nothing} aria-label="${file.name}"></audio>
<p class="quiet">${t('ui.record.words')}</p><p class="error with-icon" id="silent-${file.id}" data-silent hidden>${icon(frame, 'triangle-alert', true)} ${t('invalid.sound-words')}</p>`
}
