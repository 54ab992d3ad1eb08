import { type Child, type Html, html, nothing, trusted } from '../../../platform/html.ts'
import { calloutKinds } from '../../../platform/markdown/document/callouts.ts'
import type { Frame } from '../../../ui/frame.ts'
import { icon } from '../../../ui/parts.ts'

/** What is asked for while one writes. Their fields have no names: they are not sent with the page. */
export function editorDialogs(frame: Frame, id: string): Html {
  const { t } = frame.locale
  return html`${dialog(
    frame,
    id,
    'link',
    t('pages.editor.link'),
    html`${field(frame, id, 'to', t('pages.editor.link-to'), t('pages.editor.link-to-hint'), t('pages.editor.link-missing'))}
${field(frame, id, 'words', t('pages.editor.link-words'), t('pages.editor.link-words-hint'))}`,
    t('pages.editor.link-keep'),
    t('pages.editor.link-remove'),
  )}${dialog(
    frame,
    id,
    'picture',
    t('pages.editor.picture'),
    html`<div class="field" data-field="choosing"><label for="${id}-file">${t('pages.editor.picture-file')}</label><input id="${id}-file" type="file" data-field="file">${missing(frame, `${id}-file-error`, 'file', t('pages.editor.picture-missing'))}</div>
<p class="quiet" role="status" data-field="state"></p><progress max="1" hidden data-field="progress"></progress>
<div class="stack" data-field="described">${field(frame, id, 'alt', t('pages.editor.picture-alt'), t('pages.editor.picture-alt-hint'), t('pages.editor.picture-alt-missing'))}
<label class="choice"><input type="checkbox" data-field="decorative"> <span>${t('pages.editor.picture-decorative')}</span></label>
${field(frame, id, 'caption', t('pages.editor.picture-caption'), t('pages.editor.picture-caption-hint'))}</div>`,
    t('pages.editor.picture-keep'),
  )}${dialog(
    frame,
    id,
    'callout',
    t('pages.editor.callout'),
    html`<fieldset><legend>${t('pages.editor.callout-kind')}</legend>${calloutKinds.map(
      (kind) =>
        html`<label class="choice"><input type="radio" name="${id}-kind" form="${id}-nowhere" value="${kind}" data-field="kind-${kind}"> <span>${t(`pages.editor.kind-${kind}`)}</span></label>`,
    )}</fieldset>`,
    t('pages.editor.callout-keep'),
    t('pages.editor.callout-remove'),
  )}`
}

function dialog(
  frame: Frame,
  id: string,
  name: string,
  title: string,
  fields: Child,
  keep: string,
  remove?: string,
): Html {
  const { t } = frame.locale
  return html`<dialog class="asks" aria-labelledby="${id}-${name}-title" data-dialog="${name}"><div class="stack"><h2 id="${id}-${name}-title">${title}</h2>
${fields}
<p class="cluster"><button class="button" type="button" data-does="keep">${keep}</button> <button class="button second" type="button" data-does="close">${t('pages.editor.cancel')}</button>${remove ? html` <button class="button plain" type="button" hidden data-does="remove">${remove}</button>` : nothing}</p></div></dialog>`
}

function field(frame: Frame, id: string, name: string, label: string, hint: string, error?: string): Html {
  return html`<div class="field"><label for="${id}-${name}">${label}</label><input id="${id}-${name}" type="text" maxlength="1000" autocomplete="off" aria-describedby="${id}-${name}-hint" data-field="${name}"><p class="quiet" id="${id}-${name}-hint">${hint}</p>${error ? missing(frame, `${id}-${name}-error`, name, error) : nothing}</div>`
}

function missing(frame: Frame, id: string, name: string, words: string): Html {
  return html`<p class="error with-icon" id="${id}" data-error="${name}"${trusted(' hidden')}>${icon(frame, 'triangle-alert', true)} ${words}</p>`
}
