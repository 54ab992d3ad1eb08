import { type Html, html, nothing, trusted } from '../../../platform/html.ts'
import type { Locale } from '../../../platform/i18n.ts'
import { siteAddress } from '../../../spine/people/mailing.ts'
import type { Me } from '../../../spine/request/ctx.ts'
import type { Site } from '../../../spine/request/site.ts'
import { fileName, placeName } from '../gather.ts'
import type { Place, Word } from '../words.ts'

/** Pages that are read from a folder on somebody's own machine: nothing fetched, no script. */
function sheet(locale: Locale, title: string, up: string, body: Html): string {
  return `<!doctype html>\n${html`<html lang="${locale.lang}" dir="${locale.dir}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${title}</title><link rel="stylesheet" href="${up}look.css"></head><body>${body}`.markup}`
}

/** What is in the archive, with links. */
export function contentsPage(
  locale: Locale,
  me: Me,
  { sections, places, files }: { sections: [string, number][]; places: Place[]; files: { id: number; name: string }[] },
): string {
  const { t } = locale
  const title = t('leaving.archive.title', { name: me.name })
  return `${sheet(
    locale,
    title,
    '',
    html`<h1>${title}</h1><p>${t('leaving.archive.made', { date: new Date().toISOString().slice(0, 10) })}</p>
<h2>${t('leaving.archive.words')}</h2><ul>${places.map((place) => html`<li><a href="words/${encodeURIComponent(placeName(place))}.html">${nameOf(locale, place)}</a> (${place.words})</li>`)}</ul>
<h2>${t('leaving.archive.files')}</h2><ul>${files.map((file) => html`<li><a href="files/${encodeURIComponent(fileName(file))}">${file.name}</a></li>`)}</ul>
<h2>${t('leaving.archive.data')}</h2><p>${t('leaving.archive.data.hint')}</p><ul>${sections.map(([name, rows]) => html`<li><a href="data/${name}.json">${name}</a> (${rows})</li>`)}</ul>`,
  )}</body></html>\n`
}

/** All that was said in one place, as it is read, discussion by discussion; piece by piece. */
export async function* wordsPage(
  site: Site,
  locale: Locale,
  me: Me,
  place: Place,
  words: AsyncIterable<Word>,
): AsyncGenerator<string> {
  const title = nameOf(locale, place)
  yield sheet(
    locale,
    title,
    '../',
    html`<p><a href="../index.html">${locale.t('leaving.archive.title', { name: me.name })}</a></p><h1>${title}</h1>`,
  )
  let item = 0
  for await (const word of words) {
    yield (word.itemId === item ? nothing : html`<h2>${word.title ?? locale.t('leaving.archive.unnamed')}</h2>`).markup
    item = word.itemId
    yield said(site, locale, word).markup
  }
  yield '</body></html>\n'
}

function said(site: Site, locale: Locale, word: Word): Html {
  const when = `${word.createdAt.toISOString().slice(0, 16).replace('T', ' ')} UTC`
  return html`<article lang="${word.lang}"><p class="q">#${word.number}, ${when}${word.removedAt ? `, ${locale.t('leaving.archive.removed')}` : ''}</p>${trusted(absolute(site, word.html))}
${word.attachments.map((file) => html`<p><a href="../files/${encodeURIComponent(fileName(file))}">${file.name}</a></p>`)}</article>\n`
}

/** Addresses of the site lead there, not into the folder; pictures are among the files. */
function absolute(site: Site, markup: string): string {
  return markup.replace(/<img\b[^>]*>/g, '').replace(/ (href|src)="\//g, ` $1="${siteAddress(site)}/`)
}

function nameOf(locale: Locale, { name }: Place): string {
  return name ?? locale.t('leaving.archive.left')
}
