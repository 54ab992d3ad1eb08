import { Fragment, type Node, DOMParser as PageParser, Slice } from 'prosemirror-model'
import { Plugin, TextSelection } from 'prosemirror-state'
import type { EditorView } from 'prosemirror-view'
import { parseMarkdown } from '../../../editor/parse.ts'
import { schema } from '../../../editor/schema.ts'
import { toMarkdown } from '../../../editor/serialise.ts'
import { cleaned } from './cleaning.ts'

const { nodes, marks } = schema

interface Taker {
  /** Takes files that came along. */
  files(files: { file: File; alt: string }[]): void
  say(words: string): void
  words: { lost: string }
}

/** What is pasted and dropped comes clean, as Markdown where it is; what is copied goes as Markdown and as clean HTML. */
export function pasting(taker: Taker): Plugin {
  return new Plugin({
    props: {
      // Before anyone has read it: whoever reads foreign HTML as it is breaks our policy.
      handleDOMEvents: {
        paste(view, event) {
          const taken = bring(view, event.clipboardData, taker)
          if (taken) event.preventDefault()
          return taken
        },
      },
      transformPastedHTML: (html) => (html.includes('data-pm-slice') ? html : cleaned(html).html),
      handleDrop(view, event, _slice, moved) {
        if (moved) return false
        const at = view.posAtCoords({ left: event.clientX, top: event.clientY })
        if (at && event.dataTransfer?.files.length) {
          const { tr, doc } = view.state
          view.dispatch(tr.setSelection(near(doc, at.pos)))
        }
        return bring(view, event.dataTransfer, taker, true)
      },
      clipboardTextSerializer: (slice) => markdownOf(slice),
    },
  })
}

const near = (doc: Node, pos: number) => TextSelection.near(doc.resolve(pos))

function bring(view: EditorView, data: DataTransfer | null, taker: Taker, dropped = false): boolean {
  if (!data) return false
  const html = data.getData('text/html')
  const text = data.getData('text/plain')
  const files = [...data.files]
  // Word and Numbers send a picture of the words along with them.
  if (files.length && (!html || !/<(p|table|h\d|li)[\s>]/i.test(html))) {
    taker.files(files.map((file) => ({ file, alt: '' })))
    return true
  }
  if (view.state.selection.$from.parent.type.spec.code) return false
  // Our own, with the places it may stand in.
  if (html.includes('data-pm-slice')) return false
  if (html && !(isPlainWrapping(html) && looksLikeMarkdown(text))) return !dropped && bringHtml(view, html, taker)
  if (!text || dropped) return false
  return bringText(view, text)
}

function bringHtml(view: EditorView, html: string, taker: Taker): boolean {
  const { html: clean, pictures, lost } = cleaned(html)
  const page = new DOMParser().parseFromString(clean, 'text/html')
  const slice = PageParser.fromSchema(schema).parseSlice(page.body, { preserveWhitespace: false })
  put(view, slice)
  if (lost) taker.say(taker.words.lost.replace('{count}', String(lost)))
  if (pictures.length) void Promise.all(pictures.map(fileOf)).then((files) => taker.files(files))
  return true
}

/** A picture written out in the HTML, as a file. It is not fetched: our policy would not let it. */
async function fileOf({ src, alt }: { src: string; alt: string }): Promise<{ file: File; alt: string }> {
  const [, type = 'image/png', encoding, data = ''] = /^data:([^;,]+)(;base64)?,([\s\S]*)$/.exec(src) ?? []
  const raw = encoding ? atob(data.replace(/\s/g, '')) : decodeURIComponent(data)
  const bytes = Uint8Array.from(raw, (sign) => sign.charCodeAt(0))
  return { file: new File([bytes], `picture.${type.split('/')[1]}`, { type }), alt }
}

function bringText(view: EditorView, text: string): boolean {
  const { selection, tr } = view.state
  const address = text.trim()
  if (/^https?:\/\/[^\s<>]+$/i.test(address)) {
    const link = marks.link!.create({ href: address })
    if (selection.empty) view.dispatch(tr.replaceSelectionWith(schema.text(address, [link]), false).scrollIntoView())
    else view.dispatch(tr.addMark(selection.from, selection.to, link))
    return true
  }
  if (!looksLikeMarkdown(text)) return false
  const { content } = parseMarkdown(text)
  put(view, Slice.maxOpen(content))
  return true
}

/** Puts a slice where the cursor is; its notes go to the end, under labels that are free. */
function put(view: EditorView, slice: Slice): void {
  const notes = slice.content.content.filter(({ type }) => type === nodes.footnote)
  const tr = view.state.tr
  if (!notes.length) {
    view.dispatch(tr.replaceSelection(slice).scrollIntoView().setMeta('paste', true))
    return
  }
  const labels = new Map<string, string>()
  const taken = new Set(view.state.doc.children.map(({ attrs }) => attrs.label))
  for (const { attrs } of notes) {
    let label = attrs.label
    for (let n = 1; taken.has(label); n++) label = String(n)
    taken.add(label)
    labels.set(attrs.label, label)
  }
  const blocks = slice.content.content.filter(({ type }) => type !== nodes.footnote)
  tr.replaceSelection(Slice.maxOpen(relabelled(Fragment.fromArray(blocks), labels)))
  tr.insert(tr.doc.content.size, relabelled(Fragment.fromArray(notes), labels))
  view.dispatch(tr.scrollIntoView().setMeta('paste', true))
}

function relabelled(content: Fragment, labels: Map<string, string>): Fragment {
  return Fragment.fromArray(
    content.content.map((node) => {
      if (node.isText) return node
      const label = labels.get(node.attrs.label)
      const attrs = label ? { ...node.attrs, label } : node.attrs
      return node.type.create(attrs, relabelled(node.content, labels), node.marks)
    }),
  )
}

/** Two signs of Markdown that nobody writes by chance, or one block of it. */
function looksLikeMarkdown(text: string): boolean {
  const signs = [
    /^#{1,6} \S/m,
    /^\s*[-*+] \[[ x]\] \S/im,
    /^(```|~~~)/m,
    /^\|.+\|\s*\n\|[\s:|-]+\|/m,
    /^> ?\[!\w+\]/m,
    /\[[^\]\n]+\]\((https?:|\/|mailto:)[^)\s]+\)/,
    /\[\[[^[\]\n]+\]\]/,
    /\*\*[^\s*][^*\n]*\*\*/,
    /^\[\^[^\s\]]+\]:/m,
  ]
  const lines = text.match(/^\s*(?:[-*+]|\d{1,3}[.)]|>) \S/gm)?.length ?? 0
  return signs.some((sign) => sign.test(text)) || lines > 1
}

/** Editors of plain text send HTML that only colours it. */
function isPlainWrapping(html: string): boolean {
  return !/<(p|h[1-6]|ul|ol|li|table|a|strong|em|b|i|blockquote|img)[\s>]/i.test(html)
}

/** What is copied, as Markdown. */
export function markdownOf(slice: Slice): string {
  const { content } = slice
  const only = content.childCount === 1 ? content.firstChild! : undefined
  if (only?.type === nodes.codeBlock && slice.openStart) return only.textContent
  const blocks = only && !only.isBlock ? Fragment.from(nodes.paragraph!.create(null, content)) : content
  const doc = nodes.doc!.createAndFill(null, fitting(blocks))
  return (doc ? toMarkdown(doc) : content.textBetween(0, content.size, '\n\n')).trimEnd()
}

/** Items, rows and cells are copied with what they stand in. */
function fitting(content: Fragment): Fragment {
  const first = content.firstChild
  if (!first) return content
  if (first.isInline) return Fragment.from(nodes.paragraph!.create(null, content))
  if (first.type === nodes.listItem) return Fragment.from(nodes.bulletList!.create(null, content))
  if (first.type === nodes.row) return Fragment.from(nodes.table!.create(null, content))
  if (/cell/i.test(first.type.name)) return Fragment.from(nodes.table!.create(null, nodes.row!.create(null, content)))
  if (first.type === nodes.calloutTitle) return Fragment.from(nodes.callout!.create(null, content))
  return content
}
