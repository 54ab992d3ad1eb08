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

/** What a document has besides: sections one can point at, callouts, figures, tasks, footnotes, links by title. */
const DOCUMENT: sanitizeHtml.IOptions = {
  ...SAFE,
  allowedTags: [...(SAFE.allowedTags as string[]), 'h2', 'sup', 'section', 'div', 'span', 'figure', 'figcaption'],
  allowedAttributes: {
    ...SAFE.allowedAttributes,
    a: ['href', 'title', 'rel', 'id', 'data-page', 'data-at', 'aria-label'],
    h2: ['id'],
    h3: ['id'],
    h4: ['id'],
    h5: ['id'],
    h6: ['id'],
    li: ['id'],
    section: ['aria-label'],
    div: [{ name: 'tabindex', values: ['0'] }],
    span: ['role', 'aria-label'],
  },
  allowedClasses: {
    ...SAFE.allowedClasses,
    a: ['mention', 'page-link', 'footnote-backref'],
    li: ['task', 'footnote-item'],
    ul: ['tasks'],
    ol: ['footnotes-list'],
    section: ['footnotes'],
    sup: ['footnote-ref'],
    div: ['table', 'callout', 'note', 'tip', 'important', 'warning', 'caution'],
    p: ['callout-title'],
    span: ['box', 'done'],
  },
  transformTags: {
    '*': (tagName, attribs) => {
      if (attribs.id !== undefined && !OWN_ID.test(attribs.id)) delete attribs.id
      if (tagName === 'a' && attribs.href !== undefined && !isSafeAddress(attribs.href)) delete attribs.href
      return { tagName, attribs }
    },
  },
}

/** Nothing that a person writes takes the name of a part of our page. */
const OWN_ID = /^(?:s-[\p{L}\p{N}-]{1,90}|fn(?:ref)?\d{1,6}(?::\d{1,6})?)$/u

/**
 * The second wall: what comes out of the parser is read as HTML again, and only the elements and attributes the
 * parser is known to write pass. Should a rule of the parser ever let markup through, it ends here.
 */
export function onlySafe(html: string): string {
  return sanitizeHtml(html, SAFE)
}

/** The same for a document. */
export function onlySafeDocument(html: string): string {
  return sanitizeHtml(html, DOCUMENT)
}
