import type { Node } from 'prosemirror-model'
import { type EditorState, Plugin } from 'prosemirror-state'
import type { EditorView } from 'prosemirror-view'
import { titleKey } from '../../../../../platform/markdown/document/page-links.ts'
import { schema } from '../../../editor/schema.ts'
import { fitsBrackets, isPage, namesLike, titlesLike } from './asking.ts'
import { Listbox, type Offer } from './listbox.ts'

const { nodes, marks } = schema

/** A name or a title that was begun, up to the cursor. */
interface Begun {
  kind: 'name' | 'title'
  word: string
  from: number
}

function begunIn(state: EditorState): Begun | undefined {
  const { $from, empty } = state.selection
  if (!empty || !$from.parent.inlineContent || $from.parent.type.spec.code) return undefined
  const before = $from.parent.textBetween(
    Math.max(0, $from.parentOffset - 120),
    $from.parentOffset,
    undefined,
    '\ufffc',
  )
  const title = /\[\[([^[\]\n\ufffc]{0,100})$/.exec(before)
  if (title) return { kind: 'title', word: title[1]!, from: $from.pos - title[0].length }
  const name = /(?<=^|[\s(\ufffc])@([\p{L}\d_-]{1,40})$/u.exec(before)
  return name ? { kind: 'name', word: name[1]!, from: $from.pos - name[0].length } : undefined
}

interface Words {
  offers: string
  offered: string
  newPage: string
}

/** Names after `@`, titles after `[[`. */
export function completing(space: string, id: string, words: Words, speak: (words: string) => void): Plugin {
  let box: Completion | undefined
  return new Plugin({
    view(view) {
      box = new Completion(view, space, id, words, speak)
      return { update: (_view, before) => box?.look(before), destroy: () => box?.stop() }
    },
    props: {
      handleKeyDown: (_view, event) => box?.key(event) ?? false,
      handleDOMEvents: {
        blur: () => {
          box?.close()
          return false
        },
      },
    },
  })
}

class Completion {
  private readonly box: Listbox
  private turn = 0
  private looked = ''

  constructor(
    private readonly view: EditorView,
    private readonly space: string,
    id: string,
    private readonly words: Words,
    private readonly speak: (words: string) => void,
  ) {
    this.box = new Listbox(view.dom as HTMLElement, `${id}-offers`, words.offers)
    view.dom.after(this.box.list)
  }

  stop(): void {
    this.turn++
    this.box.list.remove()
  }

  close(): void {
    this.turn++
    this.looked = ''
    this.box.close()
  }

  key(event: KeyboardEvent): boolean {
    const open = this.box.open
    const used = this.box.key(event)
    if (used && event.key === 'Escape') this.turn++
    // Escape that closes the list is not the one that leads out.
    if (used && open) event.stopImmediatePropagation()
    return used
  }

  look(before?: EditorState): void {
    const { state } = this.view
    if (before?.doc === state.doc && before.selection.eq(state.selection)) return
    const begun = begunIn(state)
    if (!begun || (before && before.doc === state.doc))
      return void (this.looked || this.box.open ? this.close() : undefined)
    const sought = `${begun.kind}:${begun.word}`
    if (sought === this.looked) return
    this.looked = sought
    void this.ask(begun)
  }

  private async ask(begun: Begun): Promise<void> {
    const turn = ++this.turn
    const offers = await (begun.kind === 'name' ? this.names(begun) : this.titles(begun)).catch(() => [])
    if (turn !== this.turn) return
    if (!offers.length) return this.box.close()
    const opened = !this.box.open
    this.box.show(offers)
    this.place(begun.from)
    if (opened) this.speak(this.words.offered.replace('{count}', String(offers.length)))
  }

  private async names({ word }: Begun): Promise<Offer[]> {
    const names = await namesLike(this.space, word)
    return names.map(({ name, handle }) => ({
      shown: `${name} @${handle}`,
      take: () => this.put([schema.text(`@${handle} `)]),
    }))
  }

  private async titles({ word }: Begun): Promise<Offer[]> {
    const begun = word.trim()
    const titles = begun ? await titlesLike(this.space, begun.slice(0, 60)).catch(() => []) : []
    const offers = titles.map(({ title, url }) => ({ shown: title, take: () => this.put([linkTo(title, url)]) }))
    const there = titles.some(({ title }) => titleKey(title) === titleKey(begun))
    if (begun && !there && fitsBrackets(begun))
      offers.push({
        shown: this.words.newPage.replace('{title}', begun),
        take: () => this.put([nodes.pageLink!.create({ inside: begun })]),
      })
    return offers
  }

  /** In place of what was begun. */
  private put(content: Node[]): void {
    const begun = begunIn(this.view.state)
    this.close()
    if (!begun) return
    const { tr, selection } = this.view.state
    this.view.dispatch(tr.replaceWith(begun.from, selection.from, content).scrollIntoView())
    this.view.focus()
  }

  private place(from: number): void {
    const { bottom } = this.view.coordsAtPos(from)
    const top = (this.box.list.offsetParent ?? this.view.dom).getBoundingClientRect().top
    this.box.list.style.insetBlockStart = `${bottom - top + 4}px`
  }
}

/** Pages are linked to by their title; anything else by its address. */
export function linkTo(title: string, url: string, words = title): Node {
  if (isPage(url) && fitsBrackets(title) && fitsBrackets(words))
    return nodes.pageLink!.create({ inside: words === title ? title : `${title}|${words}` })
  return schema.text(words, [marks.link!.create({ href: url })])
}
