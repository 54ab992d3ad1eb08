import { Fragment, type Mark, type Node } from 'prosemirror-model'
import { parser } from './parser.ts'
import { schema } from './schema.ts'

const AROUND = new Set(['em', 'strong', 'strike'])

/**
 * The words of a block as Markdown can say them: addresses that will be read as links are links, emphasis does not begin or
 * end with a space, and nothing stands before the first word or after the last.
 * @param labels of the notes that there are
 */
export function sayable(content: Fragment, labels: ReadonlySet<string>, breaks: boolean): Node[] {
  const nodes: Node[] = []
  content.forEach((node) => {
    if (node.type.name === 'footnoteMark' && !labels.has(node.attrs.label)) return
    if (node.type.name === 'hardBreak' && !breaks) nodes.push(schema.text(' ', node.marks))
    else if (node.isText) nodes.push(...recognised(flat(node)))
    else nodes.push(node)
  })
  return apart(joined(trimmed(joined(withoutEdges(nodes)))))
}

/** An address takes in the `!` of a picture right after it: a space keeps them apart. */
function apart(nodes: Node[]): Node[] {
  let before = ''
  return nodes.flatMap((node) => {
    const close = node.type.name === 'image' && /(?::\/\/|www\.|@)\S*$/i.test(before)
    before = node.isText ? before + node.text! : ''
    return close ? [schema.text(' '), node] : [node]
  })
}

function flat(node: Node): Node {
  return schema.text(node.text!.replace(/\s*[\r\n]+\s*/g, ' ').replaceAll('\0', '\ufffd'), node.marks)
}

/** A text in which some addresses are links, as the parser will find them. */
function recognised(node: Node): Node[] {
  const text = node.text!
  if (node.marks.some(({ type }) => /link|code|literal/.test(type.name))) return [node]
  if (!/:|www\.|@/i.test(text)) return [node]
  const found: Node[] = []
  let done = 0
  for (const { index, lastIndex, url, text: written } of parser.linkify.match(text) ?? []) {
    const href = parser.normalizeLink(url)
    if (!parser.validateLink(href) || index < done) continue
    if (index > done) found.push(schema.text(text.slice(done, index), node.marks))
    found.push(schema.text(written, schema.mark('link', { href, bare: 'bare' }).addToSet(node.marks)))
    done = lastIndex
  }
  if (done < text.length) found.push(schema.text(text.slice(done), node.marks))
  return found
}

/** Emphasis is taken off the spaces at its edges, and off breaks there. */
function withoutEdges(nodes: Node[]): Node[] {
  let now = joined(nodes)
  for (const name of AROUND) {
    const type = schema.marks[name as 'em']
    now = now.flatMap((node, i) => {
      const mark = type.isInSet(node.marks)
      if (!mark) return [node]
      const first = !has(now[i - 1], mark)
      const last = !has(now[i + 1], mark)
      return first || last ? edged(node, mark, first, last) : [node]
    })
    // What was only spaces leaves an edge behind.
    const more = now.some((node, i) => {
      const mark = type.isInSet(node.marks)
      if (!mark) return false
      const blank = (edge: string | undefined) => edge === undefined || /^\s$/u.test(edge)
      const text =
        node.isText && !schema.marks.code.isInSet(node.marks) ? node.text! : node.type.name === 'hardBreak' ? ' ' : 'x'
      return (!has(now[i - 1], mark) && blank(text[0])) || (!has(now[i + 1], mark) && blank(text.at(-1)))
    })
    if (more) return withoutEdges(joined(now))
    now = joined(now)
  }
  return now
}

const has = (node: Node | undefined, mark: Mark) => node !== undefined && mark.isInSet(node.marks)

function edged(node: Node, mark: Mark, first: boolean, last: boolean): Node[] {
  const bare = mark.removeFromSet(node.marks)
  if (node.type.name === 'hardBreak') return [node.mark(bare)]
  if (!node.isText || schema.marks.code.isInSet(node.marks)) return [node]
  const [, start = '', middle = '', end = ''] = /^(\s*)([\s\S]*?)(\s*)$/u.exec(node.text!) ?? []
  if (!middle) return [schema.text(node.text!, bare)]
  const [before, after] = [first ? start : '', last ? end : '']
  const kept = node.text!.slice(before.length, node.text!.length - after.length)
  return [
    ...(before ? [schema.text(before, bare)] : []),
    schema.text(kept, node.marks),
    ...(after ? [schema.text(after, bare)] : []),
  ]
}

/** Spaces and breaks at the ends, and spaces around a break, are not there for the parser. */
function trimmed(nodes: Node[]): Node[] {
  const kept = [...nodes]
  const isBreak = (node: Node | undefined) => node?.type.name === 'hardBreak'
  while (isBreak(kept.at(-1))) kept.pop()
  return kept.flatMap((node, i) => {
    if (!node.isText || schema.marks.code.isInSet(node.marks)) return [node]
    let text = node.text!
    if (i === 0 || isBreak(kept[i - 1])) text = text.replace(/^[ \t]+/, '')
    if (i === kept.length - 1 || isBreak(kept[i + 1])) text = text.replace(/[ \t]+$/, '')
    return text ? [schema.text(text, node.marks)] : []
  })
}

export function joined(nodes: Node[]): Node[] {
  const all: Node[] = []
  Fragment.fromArray(nodes.filter((node) => !node.isText || node.text)).forEach((node) => {
    const last = all.at(-1)
    if (last?.isText && node.isText && last.sameMarkup(node))
      all[all.length - 1] = schema.text(last.text! + node.text!, last.marks)
    else all.push(node)
  })
  return all
}
