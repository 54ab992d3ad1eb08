import { escaped } from '../../platform/html.ts'
import { fileUrl } from '../../spine/attachments/written.ts'
import type { AttachmentCard } from '../../spine/messages/read.ts'

/**
 * What was said, as it can be read away from the site: links lead there from anywhere, and pictures, which only who is
 * signed in may see, are links. The markup is our own, stored sanitized.
 * @param at the message's whole address
 */
export function abroad(html: string, at: string): string {
  return html
    .replace(/<a\b[^>]*>.*?<\/a>/gs, (link) => link.replace(/<img\b[^>]*>/g, (image) => attribute(image, 'alt')))
    .replace(
      /<img\b[^>]*>/g,
      (image) => `<a href="${attribute(image, 'src')}">${attribute(image, 'alt') || attribute(image, 'src')}</a>`,
    )
    .replace(
      /(<[a-z][^<>]*?\s(?:href|src|cite)=)"([^"]*)"/g,
      (_, start: string, url: string) => `${start}"${absolute(url, at)}"`,
    )
}

/** The files that came with a message, as links. */
export function filesAbroad(space: string, files: AttachmentCard[], at: string): string {
  return files
    .map(
      (file) =>
        `<p><a href="${escaped(new URL(fileUrl(space, file), at).href)}">${escaped(file.alt || file.name)}</a></p>`,
    )
    .join('')
}

/** As it stands in the markup: still escaped. */
function attribute(tag: string, name: string): string {
  return new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1] ?? ''
}

function absolute(url: string, at: string): string {
  const plain = url.replaceAll('&amp;', '&')
  return URL.canParse(plain, at) ? escaped(new URL(plain, at).href) : url
}
