import sanitizeHtml from 'sanitize-html'
import { isOwnPath, isSafeAddress } from './addresses.ts'

const SAFE: sanitizeHtml.IOptions = {
  allowedTags: [
    ...['p', 'br', 'hr', 'blockquote', 'ul', 'ol', 'li', 'pre', 'code', 'h3', 'h4', 'h5', 'h6'],
    ...['em', 'strong', 's', 'a', 'img', 'table', 'thead', 'tbody', 'tr', 'th', 'td'],
  ],
  allowedAttributes: {
    a: ['href', 'title', 'rel'],
    img: ['src', 'alt', 'title', 'loading', 'decoding'],
    ol: ['start'],
    th: [{ name: 'align', values: ['left', 'center', 'right'] }],
    td: [{ name: 'align', values: ['left', 'center', 'right'] }],
  },
  allowedClasses: { a: ['mention'], code: [/^language-[\w+#.-]{1,40}$/] },
  allowedSchemes: ['http', 'https', 'mailto'],
  allowProtocolRelative: false,
  nestingLimit: 250,
  transformTags: {
    a: (tagName, attribs) => ({ tagName, attribs: isSafeAddress(attribs.href ?? '') ? attribs : {} }),
  },
  exclusiveFilter: (frame) => frame.tag === 'img' && !isOwnPath(frame.attribs.src ?? ''),
}

/**
 * The second wall: what comes out of the parser is read as HTML again, and only the elements and attributes the
 * parser is known to write pass. Should a rule of the parser ever let markup through, it ends here.
 */
export function onlySafe(html: string): string {
  return sanitizeHtml(html, SAFE)
}
