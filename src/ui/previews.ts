import { type Html, html, nothing, safeUrl, trusted } from '../platform/html.ts'
import { linksAlone } from '../platform/markdown/alone.ts'

/** What a page outside says of itself. */
export interface ShownPreview {
  address: string
  title: string
  site: string | null
  description: string | null
  lang: string | null
}

/** What was said, with what the pages say of themselves to which it leads: below the paragraph of each link that stands alone. */
export function withPreviews(said: string, previews: readonly ShownPreview[]): Html {
  if (!previews.length) return trusted(said)
  const left = new Map(previews.map((one) => [one.address, one]))
  let markup = ''
  let done = 0
  for (const { href, end } of linksAlone(said)) {
    const preview = left.get(href)
    // Twice in a text, it is shown once.
    if (!preview || !left.delete(href)) continue
    markup += said.slice(done, end) + previewView(preview).markup
    done = end
  }
  return trusted(markup + said.slice(done))
}

/** Foreign words, and nothing else that is foreign: nothing of theirs is loaded. The server's name is true, whatever they call themselves. */
function previewView({ address, title, site, description, lang }: ShownPreview): Html {
  const host = new URL(address).hostname.replace(/^www\./, '')
  return html`<div class="link-card written"${lang ? html` lang="${lang}"` : nothing}><p class="quiet" dir="auto">${site ? `${site} · ${host}` : host}</p><p dir="auto"><a href="${safeUrl(address)}" rel="noopener nofollow ugc"><b>${title}</b></a></p>${description ? html`<p class="quiet" dir="auto">${description}</p>` : nothing}</div>`
}
