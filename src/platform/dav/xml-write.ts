import { type Element, XML_NAMESPACE } from './xml-read.ts'

/** Text between tags or in an attribute. What XML cannot hold becomes the sign for a lost one. */
export function text(words: string): string {
  return words
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '\ufffd')
    .replace(/[\ud800-\udfff]/gu, '\ufffd')
    .replace(/[&<>"\r]/g, (sign) => `&#${sign.charCodeAt(0)};`)
}

/**
 * What is inside of an element, as XML that means the same wherever it is put: each element says its namespace itself.
 */
export function inside({ children }: Pick<Element, 'children'>): string {
  return children.map((child) => (typeof child === 'string' ? text(child) : whole(child))).join('')
}

function whole(element: Element): string {
  const attributes = element.attributes.map(({ uri, name, value }, at) => {
    if (uri === '') return ` ${name}="${text(value)}"`
    if (uri === XML_NAMESPACE) return ` xml:${name}="${text(value)}"`
    return ` xmlns:a${at}="${text(uri)}" a${at}:${name}="${text(value)}"`
  })
  return `<${element.name} xmlns="${text(element.uri)}"${attributes.join('')}>${inside(element)}</${element.name}>`
}

/** An element of any namespace, around XML; `DAV:` has its prefix from the root of each answer. */
export function element(uri: string, name: string, xml: string, lang?: string | null): string {
  const said = lang ? ` xml:lang="${text(lang)}"` : ''
  if (uri === 'DAV:') return xml === '' ? `<D:${name}${said}/>` : `<D:${name}${said}>${xml}</D:${name}>`
  if (uri === '') return `<${name} xmlns=""${said}>${xml}</${name}>`
  return `<x:${name} xmlns:x="${text(uri)}"${said}>${xml}</x:${name}>`
}

/** A whole document of `DAV:`. */
export function document(root: string, xml: string): string {
  return `<?xml version="1.0" encoding="utf-8"?>\n<D:${root} xmlns:D="DAV:">${xml}</D:${root}>\n`
}
