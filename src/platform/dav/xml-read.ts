import { SaxesParser } from 'saxes'

/** An element of a body, with its namespace resolved. */
export interface Element {
  uri: string
  name: string
  attributes: { uri: string; name: string; value: string }[]
  children: (Element | string)[]
}

/** It is no XML, or more than anybody means. */
export class NotXml extends Error {}

export const XML_NAMESPACE = 'http://www.w3.org/XML/1998/namespace'
const XMLNS_NAMESPACE = 'http://www.w3.org/2000/xmlns/'
const DEEPEST = 40
const MOST_ELEMENTS = 5_000

/**
 * Reads XML with namespaces. Document types are refused, and with them all entities but the five that XML itself has; what is
 * deep or much, too. How many bytes come is for who reads them to limit.
 * @returns its root @throws NotXml
 */
export function readXml(bytes: Buffer): Element {
  const parser = new SaxesParser({ xmlns: true, position: false })
  const open: Element[] = []
  let root: Element | undefined
  let elements = 0
  parser.on('error', (error) => {
    throw new NotXml(error.message)
  })
  parser.on('doctype', () => {
    throw new NotXml('document type')
  })
  parser.on('opentag', ({ uri, local, attributes }) => {
    if (++elements > MOST_ELEMENTS || open.length >= DEEPEST) throw new NotXml('too much')
    const element: Element = { uri, name: local, attributes: [], children: [] }
    for (const one of Object.values(attributes)) {
      // A prefix for no namespace means nothing (Namespaces in XML 1.0, 5).
      if (one.prefix === 'xmlns' && one.value === '') throw new NotXml('empty namespace')
      if (one.uri !== XMLNS_NAMESPACE) element.attributes.push({ uri: one.uri, name: one.local, value: one.value })
    }
    open.at(-1)?.children.push(element)
    root ??= element
    open.push(element)
  })
  parser.on('closetag', () => void open.pop())
  const words = (text: string) => void open.at(-1)?.children.push(text)
  parser.on('text', words)
  parser.on('cdata', words)
  try {
    parser.write(textOf(bytes)).close()
  } catch (error) {
    throw error instanceof NotXml ? error : new NotXml((error as Error).message)
  }
  if (!root) throw new NotXml('nothing')
  return root
}

/** UTF-8, or UTF-16 where a mark says so. */
function textOf(bytes: Buffer): string {
  const mark = bytes.subarray(0, 2).toString('hex')
  const coding = mark === 'fffe' ? 'utf-16le' : mark === 'feff' ? 'utf-16be' : 'utf-8'
  return new TextDecoder(coding, { fatal: true }).decode(bytes)
}

/** The elements right below, of one namespace and name if they are given. */
export function below(element: Element, uri?: string, name?: string): Element[] {
  return element.children.filter(
    (child): child is Element =>
      typeof child !== 'string' && (uri === undefined || (child.uri === uri && child.name === name)),
  )
}
