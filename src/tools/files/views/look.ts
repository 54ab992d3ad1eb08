import { type Html, html, trusted } from '../../../platform/html.ts'
import { type Request, spaceOf } from '../../../spine/request/ctx.ts'
import { inLanguage } from '../../../ui/parts.ts'

/** What a file looks like where there is no picture of it, by what its bytes say that it is. */
export function looksLike(type: string | null): string {
  if (type === null) return 'folder'
  if (type.startsWith('image/')) return 'picture'
  if (type.startsWith('audio/')) return 'sound'
  if (type.startsWith('video/')) return 'film'
  if (/csv|tab-separated|spreadsheet|excel/.test(type)) return 'table'
  if (/zip|compressed|x-tar|gzip|x-7z|rar/.test(type)) return 'archive'
  if (type.startsWith('text/') || /pdf|document|presentation|msword|epub|rtf/.test(type)) return 'text'
  return 'file'
}

/** An icon of the shelf's own sheet; it never stands without words. */
export function shelfIcon(ctx: Request, name: string, small = false): Html {
  return trusted(
    `<svg class="icon${small ? ' small' : ''}" width="20" height="20" aria-hidden="true"><use href="${ctx.site.assets.shelf}#${name}"/></svg>`,
  )
}

/** The way from the top of the shelf to where one is. */
export function wayNav(ctx: Request, way: readonly { url: string; name: string; lang: string }[]): Html {
  const { t } = ctx.locale
  return html`<nav class="way" aria-label="${t('files.way')}"><ol role="list"><li><a href="/c/${spaceOf(ctx).slug}/files">${t('files.title')}</a></li>
${way.map((step) => html`<li><a class="written" href="${step.url}">${inLanguage(ctx, step.lang, step.name)}</a></li>`)}</ol></nav>`
}

/** What kind of file it is, in words. */
export function kindOf(ctx: Request, type: string): string {
  const { t } = ctx.locale
  const said: Record<string, string> = {
    'application/pdf': t('files.kind.pdf'),
    'text/csv': t('files.kind.table'),
    'text/markdown': t('files.kind.markdown'),
    'text/vtt': t('files.kind.captions'),
  }
  const family: Record<string, string> = {
    picture: t('files.kind.picture'),
    sound: t('files.kind.sound'),
    film: t('files.kind.film'),
    table: t('files.kind.table'),
    archive: t('files.kind.archive'),
    text: t('files.kind.text'),
    file: t('files.kind.file'),
  }
  return said[type] ?? family[looksLike(type)]!
}
