import { createRequire } from 'node:module'
import { Parser } from 'htmlparser2'
import Markdown from 'markdown-it'
import { Node } from 'prosemirror-model'
import { expect, test } from 'vitest'
import { renderDocument } from '../../../platform/markdown/document/document.ts'
import { parseMarkdown } from './parse.ts'
import { schema } from './schema.ts'
import { toMarkdown } from './serialise.ts'

interface Example {
  markdown: string
  number: number
}

/** In the specification's own text an arrow stands for a tab. */
const examples = (createRequire(import.meta.url)('commonmark-spec') as { tests: Example[] }).tests.map((example) => ({
  number: example.number,
  markdown: example.markdown.replaceAll('→', '\t'),
}))

const withHtml = new Markdown('commonmark')
const withoutHtml = new Markdown('commonmark', { html: false, xhtmlOut: true })

/** An example is about raw HTML when letting HTML through makes a difference to it. */
const comparable = examples.filter(({ markdown }) => withHtml.render(markdown) === withoutHtml.render(markdown))

const words = {
  ...{ note: 'Note', tip: 'Tip', important: 'Important', warning: 'Warning', caution: 'Caution' },
  ...{ done: 'done', open: 'to do', footnotes: 'Notes', back: 'Back' },
}

/** The rendering as a list of tags and texts. Outside code, a line's end is the space that browsers show. */
function canonical(source: string): string[] {
  const nodes: string[] = []
  let text = ''
  let code = 0
  const node = (tag: string) => {
    const said = code ? text.trimEnd() : text.replace(/[ \t\n]+/g, ' ').trimEnd()
    if (said.trim() !== '') nodes.push(`“${said}`)
    text = ''
    nodes.push(tag)
  }
  const parser = new Parser({
    onopentag(name, attributes) {
      node(`<${[name, ...Object.entries(attributes).map((pair) => pair.join('='))].join(' ')}>`)
      if (name === 'pre') code += 1
    },
    ontext(data) {
      text += data
    },
    onclosetag(name) {
      node(`</${name}>`)
      if (name === 'pre') code -= 1
    },
  })
  parser.end(renderDocument(source, words).html)
  return nodes
}

/** Every node as one that was touched: written anew, not as it was. */
const touched = (source: string) => Node.fromJSON(schema, parseMarkdown(source).toJSON())

const nested = 'emphasis in emphasis of the same kind: the document knows only that it is emphasised'
const turned = 'emphasis that is strong and strong that is emphasis are one'
/** What is not the same, and why. */
const different: Record<number, string> = {
  40: 'a tab written as its number at the beginning of a paragraph: nobody sees it',
  56: 'a line of nothing but signs: its emphasis is given up so that it is surely no rule',
  369: nested,
  373: nested,
  389: nested,
  407: nested,
  408: nested,
  409: nested,
  417: nested,
  418: nested,
  419: nested,
  425: nested,
  426: nested,
  427: nested,
  432: nested,
  461: nested,
  463: nested,
  464: nested,
  465: nested,
  466: nested,
  468: turned,
  484: 'a link without words: there would be nothing to press',
  487: 'the same',
  606: 'an e-mail address with an escaped sign in it is one, when it is written anew',
}

test('CommonMark’s examples say the same after they were edited, but for those that Markdown alone can say', () => {
  const failed = comparable.filter(({ markdown }) => {
    return canonical(markdown).join('\n') !== canonical(toMarkdown(touched(markdown))).join('\n')
  })
  expect(failed.map(({ number }) => number)).toEqual(Object.keys(different).map(Number))
  expect(comparable.length).toBeGreaterThan(570)
  expect(failed.length / comparable.length).toBeLessThan(0.05)
})

test('and none is lost by looking at it: what was not touched is written as it was', () => {
  for (const { markdown } of examples) expect(toMarkdown(parseMarkdown(markdown))).toBe(markdown)
})

test('what is not the same keeps its words', () => {
  const said = (source: string) =>
    canonical(source)
      .filter((piece) => piece.startsWith('“'))
      .join('')
      .replace(/[\s*_“]/g, '')
  for (const { number, markdown } of comparable.filter(({ number }) => number in different))
    expect(said(toMarkdown(touched(markdown))), String(number)).toBe(said(markdown))
})
