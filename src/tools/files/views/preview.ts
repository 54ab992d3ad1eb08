import { type Html, html, nothing } from '../../../platform/html.ts'
import type { Request } from '../../../spine/request/ctx.ts'
import type { ShownFile } from '../present.ts'
import { pagesView, pictureView } from './previews/pictures.ts'
import { playerView } from './previews/players.ts'
import { archiveView, excerptView, markdownView, tableView, textView, wholeText } from './previews/said.ts'

/** What can be seen of a file without opening it; what is not there yet comes by itself. */
export function preview(ctx: Request, it: ShownFile): Html {
  return html`<div class="seen stack" id="seen">${inside(ctx, it)}</div>`
}

function inside(ctx: Request, it: ShownFile): Html {
  if (/^(audio|video)\//.test(it.type)) return html`${pictureView(ctx, it, true)}${playerView(ctx, it)}`
  if (it.preview === 'waiting') return waiting(ctx, it)
  if (it.preview === 'failed') return failed(ctx, it)
  if (it.type === 'application/pdf') return html`${pagesView(ctx, it)}${wholeText(ctx, it)}`
  if (it.type.startsWith('image/')) return pictureView(ctx, it)
  return html`${pictureView(ctx, it, true)}${saidView(ctx, it)}`
}

function saidView(ctx: Request, it: ShownFile): Html {
  if (!it.words) return nothing
  if (it.type === 'text/markdown') return markdownView(ctx, it, it.words)
  if (/^text\/(csv|tab-separated-values)$/.test(it.type)) return tableView(ctx, it, it.words)
  if (it.type === 'application/zip') return archiveView(ctx, it.words)
  if (/^application\/(vnd\.|epub)/.test(it.type)) return excerptView(ctx, it, it.words)
  return textView(ctx, it, it.words)
}

function waiting(ctx: Request, it: ShownFile): Html {
  const { t } = ctx.locale
  return html`<copse-awaiting data-part="seen"><div class="panel stack"><p role="status">${t('files.preview.waiting')}</p>
<p class="quiet"><a href="${it.url}">${t('files.preview.look')}</a></p></div></copse-awaiting>`
}

function failed(ctx: Request, it: ShownFile): Html {
  const { t } = ctx.locale
  const why = ['broken', 'locked', 'too-large'].includes(it.trouble ?? '') ? it.trouble : 'too-hard'
  return html`<div class="panel stack"><p>${t(`files.preview.${why}`)}</p></div>`
}
