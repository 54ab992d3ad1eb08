import { type Html, html, nothing, trusted } from '../../../../platform/html.ts'
import type { Request } from '../../../../spine/request/ctx.ts'
import type { ShownFile } from '../../present.ts'

/** Plays a film with its captions, or a recording. Nothing of it comes before somebody plays it. */
export function playerView(ctx: Request, it: ShownFile): Html {
  const { t } = ctx.locale
  const instead = html`<a href="${it.content}">${t('files.preview.no-player')}</a>`
  const hint = html`<p class="quiet">${t('files.preview.on-play', { size: ctx.locale.size(it.bytes) })}</p>`
  if (it.type.startsWith('audio/'))
    return html`<audio class="player" controls preload="none" aria-label="${it.name}"><source src="${it.content}" type="${it.type}">${instead}</audio>${hint}`
  const size = it.width && it.height ? html` width="${it.width}" height="${it.height}"` : nothing
  return html`<video class="player" controls preload="none" playsinline aria-label="${it.name}"${size}><source src="${it.content}" type="${it.type === 'video/quicktime' ? 'video/mp4' : it.type}">
${it.captions.map((one, i) => html`<track kind="captions" src="${one.url}" srclang="${one.lang}" label="${ctx.locale.languageName(one.lang)}"${i ? nothing : trusted(' default')}>`)}${instead}</video>${hint}
${it.captions.length || !it.mayStart ? nothing : html`<p class="quiet">${t('files.preview.captions', { name: captionsName(it.name) })}</p>`}`
}

function captionsName(name: string): string {
  return name.replace(/\.[^.]*$/, '') + '.vtt'
}
