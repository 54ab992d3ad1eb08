/** What is said by others, or one of several things, stands not for itself. */
const PART = /<(\/?)(?:blockquote|ul|ol)\b[^>]*>|<p><a href="([^"]+)"[^>]*>[^<]*<\/a><\/p>/g

/** A link that stands alone in a paragraph: where it leads, and where in the rendering its paragraph ends. */
interface LinkAlone {
  href: string
  end: number
}

/** The links of a rendered text that stand alone in a paragraph of it, in no quotation and no list. */
export function linksAlone(html: string): LinkAlone[] {
  const found: LinkAlone[] = []
  let depth = 0
  for (const match of html.matchAll(PART)) {
    const [all, closes, href] = match
    if (href === undefined) depth += closes ? -1 : 1
    else if (depth === 0) found.push({ href: plain(href), end: match.index + all.length })
  }
  return found
}

/** Our sanitiser writes these signs of an attribute so, and no others. */
function plain(written: string): string {
  return written
    .replace(/&quot;/g, '"')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&amp;/g, '&')
}
