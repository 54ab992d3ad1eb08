import { dropCursor } from 'prosemirror-dropcursor'
import { gapCursor } from 'prosemirror-gapcursor'
import type { Node } from 'prosemirror-model'
import { type EditorState, type Plugin, Selection, TextSelection } from 'prosemirror-state'
import { EditorView } from 'prosemirror-view'
import { parseMarkdown } from '../../../editor/parse.ts'
import { type Base, baseOf, toMarkdown } from '../../../editor/serialise.ts'
import { Bars } from './bars.ts'
import { commands, isOn } from './commands.ts'
import { completing } from './completing.ts'
import { Dialog } from './dialogs.ts'
import { Filing } from './filing.ts'
import { askForCallout } from './framing.ts'
import { keys } from './keys.ts'
import { LinkDialog } from './link-dialog.ts'
import { askForLink } from './linking.ts'
import { notes } from './notes.ts'
import { pasting } from './pasting.ts'
import { PictureDialog, type Sent } from './picture-dialog.ts'
import { rules } from './rules.ts'
import { editorState } from './state.ts'
import { columnsOf, evenTables, tableCommands } from './tables.ts'
import { placeholders } from './titles.ts'
import { placeIn } from './told.ts'

const MARKED = new Set(['bold', 'italic', 'strike', 'code'])

export interface Around {
  /** The element with the toolbars and dialogs. */
  element: HTMLElement
  text: HTMLTextAreaElement
  space: string
  words: Record<string, string>
  /** The page has changed. */
  changed(): void
  /** The cursor or the page has changed. */
  moved?(): void
  /** A file was sent that belongs to the page from now on. */
  attached(file: Sent, alt: string): void
}

/** The page as it will look, to write in. */
export class Rich {
  readonly view: EditorView
  private readonly bars: Bars
  private readonly linking: LinkDialog
  private readonly framing: Dialog
  private readonly filing: Filing
  private readonly plugins: Plugin[]
  /** How what nobody touched was written, where others write too. */
  private base: Base | undefined

  constructor(private readonly around: Around) {
    const { element, text, space } = around
    const dialog = (name: string) => new Dialog(element.querySelector<HTMLDialogElement>(`[data-dialog="${name}"]`)!)
    const word = (name: string) => this.word(name)
    this.bars = new Bars(element, (tool) => this.use(tool))
    this.linking = new LinkDialog(dialog('link'), space, { offers: word('offers') })
    const pictures = new PictureDialog(dialog('picture'), space, {
      ...{ sending: word('uploading'), sent: word('arrived'), failed: word('failed') },
    })
    this.framing = dialog('callout')
    this.plugins = this.pluginsHere()
    const place = document.createElement('div')
    place.className = 'rich'
    text.before(place)
    this.view = this.viewIn(place)
    const busy = () => element.querySelector('dialog[open]') !== null
    this.filing = new Filing(this.view, pictures, busy, (sent, alt) => around.attached(sent, alt))
    this.show(true)
  }

  private pluginsHere(): Plugin[] {
    const { text, space, words } = this.around
    const word = (name: string) => this.word(name)
    const completes = { offers: word('offers'), offered: word('offered'), newPage: word('newPage') }
    return [
      completing(space, text.id, completes, (said) => this.say(said)),
      rules(),
      ...keys(
        (tool) => this.use(tool),
        (tool) => this.toldByKey(tool),
        () => this.bars.focus(),
      ),
      pasting({
        files: (files) => this.filing.take(files),
        say: (said) => this.say(said),
        words: { lost: word('lost') },
      }),
      evenTables,
      notes({ note: word('note'), unused: word('unused') }),
      placeholders(words),
      dropCursor({ color: false, class: 'drop-here' }),
      gapCursor(),
    ]
  }

  private viewIn(place: HTMLElement): EditorView {
    const { element, text } = this.around
    return new EditorView(place, {
      state: editorState(parseMarkdown(text.value), this.plugins),
      attributes: {
        ...{ role: 'textbox', 'aria-multiline': 'true', 'aria-label': this.word('label') },
        ...{ class: 'prose', translate: 'no', 'aria-describedby': `${text.id}-hint` },
        ...(element.dataset.lang && { lang: element.dataset.lang }),
        dir: 'auto',
      },
      scrollThreshold: { top: 120, bottom: 80, left: 0, right: 0 },
      scrollMargin: { top: 130, bottom: 90, left: 0, right: 0 },
      dispatchTransaction: (tr) => {
        const before = this.view.state
        this.view.updateState(before.apply(tr))
        this.around.moved?.()
        if (!tr.docChanged && before.selection.eq(this.view.state.selection)) return
        this.afterwards(before)
      },
      handleClickOn: (_view, _pos, node, at, event) => this.clickedOn(node.type.name, at, event),
    })
  }

  markdown(): string {
    return toMarkdown(this.view.state.doc, this.base)
  }

  /** From now on this is a text that others write in too. */
  share(doc: Node, binding: Plugin[], base: string): void {
    this.setBase(base)
    const focused = this.view.hasFocus()
    this.view.updateState(editorState(doc, this.plugins, binding))
    if (focused) this.view.focus()
    this.bars.light(this.view.state)
  }

  /** What is now saved: how that was written. */
  setBase(base: string): void {
    this.base = baseOf(base, parseMarkdown(base))
  }

  /** Is as it was then from now on, with the cursor there and what was pressed for the next letter; what is the same stays. */
  become({ doc, selection, storedMarks }: EditorState): void {
    const { tr } = this.view.state
    const from = tr.doc.content.findDiffStart(doc.content)
    const to = tr.doc.content.findDiffEnd(doc.content)
    if (from !== null && to) {
      const over = Math.max(0, from - Math.min(to.a, to.b))
      tr.replace(from, to.a + over, doc.slice(from, to.b + over))
    }
    if (tr.doc.eq(doc)) tr.setSelection(Selection.fromJSON(tr.doc, selection.toJSON())).setStoredMarks(storedMarks)
    this.view.dispatch(tr)
  }

  /** One goes on alone with what is there, in the middle of a word too. */
  unshare(): void {
    const { doc, selection } = this.view.state
    const alone = editorState(doc, this.plugins)
    this.view.updateState(alone.apply(alone.tr.setSelection(Selection.fromJSON(doc, selection.toJSON()))))
  }

  /** Nothing more can be written; it can be read and copied. */
  close(): void {
    this.view.setProps({ editable: () => false })
  }

  /** Takes what was written elsewhere, as one step that can be undone. What is the same stays. */
  read(source: string): void {
    const { doc, tr } = this.view.state
    if (source === this.markdown()) return
    const next = parseMarkdown(source)
    const from = doc.content.findDiffStart(next.content)
    if (from === null) return
    // A few whole blocks around what differs: their spelling comes along.
    const all = tr.replaceWith(0, doc.content.size, next.content).setDocAttribute('definitions', next.attrs.definitions)
    this.view.dispatch(all.setSelection(TextSelection.near(all.doc.resolve(Math.min(from, all.doc.content.size)))))
  }

  show(on: boolean): void {
    ;(this.view.dom.parentElement as HTMLElement).hidden = !on
    this.bars.show(on, this.view.state)
  }

  stop(): void {
    this.view.destroy()
  }

  /** Does what a button says. @returns whether it could */
  use(tool: string): boolean {
    const { view } = this
    if (tool === 'link') return askForLink(view, this.linking, () => this.say(this.word('linked')))
    if (tool === 'callout') return askForCallout(view, this.framing)
    if (tool === 'picture') {
      this.filing.ask()
      return true
    }
    const command = commands[tool] ?? tableCommands[tool]
    const can = command?.(view.state, view.dispatch, view) ?? false
    if (can && MARKED.has(tool)) this.toldByKey(tool)
    if (!can) this.say(this.word('cannot'))
    if (can || !this.bars.held) view.focus()
    return can
  }

  private word(name: string): string {
    return this.around.words[name] ?? ''
  }

  private say(words: string): void {
    const told = this.around.element.querySelector<HTMLElement>('[data-told]')!
    told.textContent = words
  }

  /** What a key did to the words, or that Escape leads out. */
  private toldByKey(tool: string): void {
    if (tool === 'leaving') this.say(this.word('leaving'))
    if (MARKED.has(tool)) {
      const on = isOn(this.view.state, tool)
      this.say(this.word(on ? 'on' : 'off').replace('{what}', this.word(`tool-${tool}`)))
    }
  }

  /** What changed is said, where the cursor stands in something else than before. */
  private afterwards(before: EditorState): void {
    const { state } = this.view
    const [then, now] = [placeIn(before, this.around.words), placeIn(state, this.around.words)]
    const entered = columnsOf(state) !== undefined && columnsOf(before) === undefined
    if (entered) this.say(`${now}. ${this.word('inTable')}`)
    else if (then !== now && (before.doc !== state.doc || columnsOf(before) !== undefined)) this.say(now)
    this.bars.light(this.view.state)
    if (before.doc !== state.doc) this.around.changed()
  }

  private clickedOn(type: string, at: number, event: MouseEvent): boolean {
    // The box before a task.
    const item = (event.target as Element).closest?.('li.task')
    if (type !== 'listItem' || event.target !== item) return false
    const { left, right } = item!.getBoundingClientRect()
    const inward = getComputedStyle(item!).direction === 'rtl' ? right - event.clientX : event.clientX - left
    if (inward > 4) return false
    const node = this.view.state.doc.nodeAt(at)
    this.view.dispatch(this.view.state.tr.setNodeAttribute(at, 'done', !node?.attrs.done))
    return true
  }
}
