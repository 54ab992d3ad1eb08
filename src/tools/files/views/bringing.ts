import { type Html, html, nothing, trusted } from '../../../platform/html.ts'
import { type Request, spaceOf } from '../../../spine/request/ctx.ts'
import { checkbox } from '../../../ui/form.ts'
import { readers } from '../../../ui/parts.ts'
import { shelfIcon } from './look.ts'

/** What the island fills in, where it is not in the markup. */
const spoken = ['photo', 'leftOut', 'question', 'sum', 'overAll', 'overSome', 'leave'] as const
const states = ['waiting', 'smaller', 'going', 'paused', 'offline', 'elsewhere', 'asking', 'done', 'failed'] as const

/** Bringing files with a script, around the plain way. @param around what stands in it, with `bringingPanel` somewhere */
export function bringing(ctx: Request, folderId: number | null, around: Html): Html {
  const { t } = ctx.locale
  const said = [...spoken, ...states].map((name) => [name, t(`files.bring.${name}`, blanks)])
  return html`<copse-bringing data-to="/c/${spaceOf(ctx).slug}/uploads" data-folder="${folderId ?? 0}" data-person="${ctx.me?.id ?? 0}" data-words="${JSON.stringify(Object.fromEntries(said))}">
${around}
<section class="comings" aria-label="${t('files.bring.way')}">
<p class="quiet" data-part="left" role="status" hidden></p>
<div class="panel need cluster" data-part="question" role="group" aria-labelledby="taken-words" hidden><p id="taken-words" data-words></p>
<button class="button" type="button" data-taken="version">${t('files.bring.version')}</button>
<button class="button second" type="button" data-taken="beside">${t('files.bring.beside')}</button>
<button class="button second" type="button" data-taken="leave">${t('files.bring.skip')}</button></div>
<p class="quiet" data-part="sum" tabindex="-1" hidden></p>
<ul class="coming" role="list" data-part="rows" hidden></ul>
<template data-row>${row(ctx)}</template></section></copse-bringing>`
}

/** Left for the script to fill in. */
const blanks = Object.fromEntries(['names', 'count', 'done', 'failed', 'sent', 'all'].map((one) => [one, `{${one}}`]))

function row(ctx: Request): Html {
  const { t } = ctx.locale
  const act = (verb: string, words: string) =>
    html`<button class="button plain" type="button" data-act="${verb}" hidden>${words} <span class="vh" data-name></span></button>`
  return html`<li>${shelfIcon(ctx, 'file')}<span class="name" data-name></span>
<progress max="1" value="0"></progress><p class="quiet" data-state></p>
<div class="acts">${act('pause', t('files.bring.pause'))}${act('resume', t('files.bring.resume'))}${act('again', t('files.bring.again'))}${act('cancel', t('files.bring.cancel'))}</div></li>`
}

/** What is pressed to choose files, a folder, the camera. It is hidden without a script. */
export function bringingPanel(ctx: Request): Html {
  const { t } = ctx.locale
  const way = (name: string, words: string, look: string, attributes: Html) =>
    html`<button class="button second" type="button" data-choose="${name}">${look ? shelfIcon(ctx, look, true) : nothing} ${words}</button><input type="file" class="vh" data-field="${name}" tabindex="-1" aria-hidden="true" ${attributes}>`
  return html`<div class="stack panel" data-part="panel" hidden>${readers(ctx)}
<div class="cluster ways">${way('files', t('files.bring.files'), 'file', trusted('multiple'))}${way('folder', t('files.bring.folder'), 'folder-plus', trusted('webkitdirectory multiple'))}${way('camera', t('files.bring.camera'), 'picture', trusted('accept="image/*" capture="environment"'))}</div>
<p class="quiet drag">${t('files.bring.drag')}</p>
${checkbox({ name: 'originals', words: t('files.bring.originals'), hint: t('files.bring.originals.hint') })}
${checkbox({ name: 'keepPlace', words: t('files.keep-place'), hint: t('files.keep-place.hint') })}</div>`
}
