/**
 * A stored rendering for where it is read without our pages: in a letter, in a feed. Links lead to the site's own address;
 * pictures of ours, which only people who are signed in may fetch, become links named by what they show.
 * @param home the site's address, without a slash at its end
 */
export function readElsewhere(html: string, home: string): string {
  return html
    .replace(/<img\b[^>]*>/g, (image) => pictureLink(image))
    .replace(/\b(href|src)="\/(?!\/)/g, (_, name) => `${name}="${home}/`)
}

/** Within a link already, the words alone. Our renderer writes every attribute in double quotes. */
function pictureLink(image: string): string {
  const src = /\bsrc="([^"]*)"/.exec(image)?.[1] ?? ''
  const alt = /\balt="([^"]*)"/.exec(image)?.[1] || src.split('/').at(-1) || ''
  return src ? `<a href="${src}">${alt}</a>` : alt
}
