import { dropCursor } from 'prosemirror-dropcursor'
import { gapCursor } from 'prosemirror-gapcursor'
import type { Node } from 'prosemirror-model'
import { type EditorState, NodeSelection, type Plugin, Selection, TextSelection } from 'prosemirror-state'
import { EditorView } from 'prosemirror-view'
import { type CalloutKind, calloutKinds } from '../../../../../platform/markdown/document/callouts.ts'
import { arrows } from '../../../../../ui/islands/parts/formatting.ts'
import { parseMarkdown } from '../../../editor/parse.ts'
import { schema } from '../../../editor/schema.ts'
import { type Base, baseOf, toMarkdown } from '../../../editor/serialise.ts'
import { callout, commands, isOn, putBlock, uncallout, within } from './commands.ts'
import { completing, linkTo } from './completing.ts'
import { Dialog } from './dialogs.ts'
import { keys } from './keys.ts'
import { LinkDialog } from './link-dialog.ts'
import { notes } from './notes.ts'
import { pasting } from './pasting.ts'
import { type Picture, PictureDialog, type Sent } from './picture-dialog.ts'
import { rules } from './rules.ts'
import { editorState } from './state.ts'
import { columnsOf, evenTables, tableCommands } from './tables.ts'
import { placeholders } from './titles.ts'
import { placeIn } from './told.ts'

const { nodes, marks } = schema
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
  private readonly toolbar: HTMLElement
  private readonly tableBar: HTMLElement
  private readonly linking: LinkDialog
  private readonly picturing: PictureDialog
  private readonly framing: Dialog
  private waiting: { file: File; alt: string }[] = []
  private readonly plugins: Plugin[]
  /** How what nobody touched was written, where others write too. */
  private base: Base | undefined

  constructor(private readonly around: Around) {
    const { element, text, space, words } = around
    const dialog = (name: string) => new Dialog(element.querySelector<HTMLDialogElement>(`[data-dialog="${name}"]`)!)
    const word = (name: string) => words[name] ?? ''
    this.toolbar = element.querySelector<HTMLElement>('[data-rich-tools]')!
    this.tableBar = element.querySelector<HTMLElement>('[data-table-tools]')!
    this.linking = new LinkDialog(dialog('link'), space, { offers: word('offers') })
    this.picturing = new PictureDialog(dialog('picture'), space, {
      ...{ sending: word('uploading'), sent: word('arrived'), failed: word('failed') },
    })
    this.framing = dialog('callout')
    this.plugins = [
      completing(
        space,
        text.id,
        { offers: word('offers'), offered: word('offered'), newPage: word('newPage') },
        (said) => this.say(said),
      ),
      rules(),
      ...keys(
        (tool) => this.use(tool),
        (tool) => this.toldByKey(tool),
        () => this.toolbar.querySelector<HTMLElement>('[tabindex="0"]')?.focus(),
      ),
      pasting({ files: (files) => this.take(files), say: (said) => this.say(said), words: { lost: word('lost') } }),
      evenTables,
      notes({ note: word('note'), unused: word('unused') }),
      placeholders(words),
      dropCursor({ color: false, class: 'drop-here' }),
      gapCursor(),
    ]
    const state = editorState(parseMarkdown(text.value), this.plugins)
    const place = document.createElement('div')
    place.className = 'rich'
    text.before(place)
    this.view = new EditorView(place, {
      state,
      attributes: {
        ...{ role: 'textbox', 'aria-multiline': 'true', 'aria-label': word('label'), class: 'prose', translate: 'no' },
        'aria-describedby': `${text.id}-hint`,
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
    for (const bar of [this.toolbar, this.tableBar]) {
      arrows(bar)
      bar.addEventListener('mousedown', (event) => event.preventDefault())
      bar.addEventListener('click', (event) => {
        const tool = (event.target as Element).closest<HTMLElement>('[data-tool]')?.dataset.tool
        if (tool) this.use(tool)
      })
    }
    this.show(true)
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
    this.light()
  }

  /** What is now saved: how that was written. */
  setBase(base: string): void {
    this.base = baseOf(base, parseMarkdown(base))
  }

  /** Is this from now on, with the cursor there; what is the same stays. */
  become(doc: Node, selection: Selection): void {
    const { tr } = this.view.state
    const from = tr.doc.content.findDiffStart(doc.content)
    const to = tr.doc.content.findDiffEnd(doc.content)
    if (from !== null && to) {
      const over = Math.max(0, from - Math.min(to.a, to.b))
      tr.replace(from, to.a + over, doc.slice(from, to.b + over))
    }
    if (tr.doc.eq(doc)) tr.setSelection(Selection.fromJSON(tr.doc, selection.toJSON()))
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
    this.toolbar.hidden = !on
    this.tableBar.hidden = !on || columnsOf(this.view.state) === undefined
    if (on) this.light()
  }

  stop(): void {
    this.view.destroy()
  }

  /** Does what a button says. @returns whether it could */
  use(tool: string): boolean {
    const { view } = this
    if (tool === 'link') return this.link()
    if (tool === 'picture') return this.picture()
    if (tool === 'callout') return this.callout()
    const command = commands[tool] ?? tableCommands[tool]
    const can = command?.(view.state, view.dispatch, view) ?? false
    if (can && MARKED.has(tool)) this.toldByKey(tool)
    if (!can) this.say(this.word('cannot'))
    if (can || !this.toolbar.contains(document.activeElement)) view.focus()
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
    this.light()
    if (before.doc !== state.doc) this.around.changed()
  }

  /** Which tools are on, and those for tables where there is one. */
  private light(): void {
    const { state } = this.view
    for (const button of this.toolbar.querySelectorAll<HTMLButtonElement>('[data-tool]')) {
      const on = isOn(state, button.dataset.tool!)
      if (on !== undefined) button.setAttribute('aria-pressed', String(on))
    }
    const table = columnsOf(state) !== undefined
    if (this.tableBar.hidden === table) this.tableBar.hidden = !table
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

  private link(): boolean {
    const { state } = this.view
    const { selection } = state
    if (selection.$from.parent.type.spec.code || !selection.$from.parent.inlineContent) return false
    const range = linkAround(state)
    const { from, to } = range ?? selection
    const node =
      selection instanceof NodeSelection && selection.node.type === nodes.pageLink ? selection.node : undefined
    const [title = '', words = ''] = String(node?.attrs.inside ?? '').split('|')
    const now = {
      to: node ? title : (range?.href ?? ''),
      words: node ? words : state.doc.textBetween(from, to, ' '),
      page: node !== undefined,
      inside: node !== undefined || range !== undefined,
    }
    this.linking.ask(
      now,
      (link) => {
        const { tr } = this.view.state
        const put = link.page
          ? nodes.pageLink!.create({ inside: link.words === link.to ? link.to : `${link.to}|${link.words}` })
          : linkTo(link.words, link.to)
        // Words that were emphasised stay so.
        const same = !link.page && link.words === now.words && !selection.empty
        if (same) tr.removeMark(from, to, marks.link!).addMark(from, to, marks.link!.create({ href: link.to }))
        else tr.replaceWith(from, to, put)
        this.view.dispatch(tr.removeStoredMark(marks.link!).scrollIntoView())
        this.say(this.word('linked'))
      },
      () => {
        const { tr } = this.view.state
        if (node) tr.replaceWith(from, to, schema.text(words || title))
        else tr.removeMark(from, to, marks.link!)
        this.view.dispatch(tr)
      },
      () => this.view.focus(),
    )
    return true
  }

  private picture(from?: { file: File; alt: string }): boolean {
    const { selection } = this.view.state
    const there = !from && selection instanceof NodeSelection && /picture|image/.test(selection.node.type.name)
    const now = there ? (selection.node.attrs as Picture) : undefined
    this.picturing.ask(
      now,
      from,
      (kept) => {
        if ('id' in kept) this.file(kept)
        else if (there) {
          const { state } = this.view
          this.view.dispatch(state.tr.setNodeMarkup(selection.from, null, { ...kept }))
        } else this.view.dispatch(putBlock(this.view.state, nodes.picture!.create({ ...kept })).tr)
      },
      () => {
        this.view.focus()
        this.next()
      },
      (sent, alt) => this.around.attached(sent, alt),
    )
    return true
  }

  /** A file that is no picture is a link to it. */
  private file({ name, url }: Sent): void {
    const { tr } = this.view.state
    this.view.dispatch(tr.replaceSelectionWith(schema.text(name, [marks.link!.create({ href: url })]), false))
  }

  /** One after the other: each is asked for its words. */
  private take(files: { file: File; alt: string }[]): void {
    const idle = !this.waiting.length && !this.around.element.querySelector('dialog[open]')
    this.waiting.push(...files)
    if (idle) this.next()
  }

  private next(): void {
    const one = this.waiting.shift()
    if (one) this.picture(one)
  }

  private callout(): boolean {
    const { state } = this.view
    const here = within(state.selection.$from, nodes.callout!)
    if (!here && !callout('note')(state)) return false
    const kind = (here?.node.attrs.kind as CalloutKind | undefined) ?? 'note'
    const field = (name: string) => this.framing.field(`kind-${name}`)
    field(kind).checked = true
    const away = this.framing.button('remove')
    away.hidden = !here
    away.onclick = () => {
      uncallout(this.view.state, this.view.dispatch)
      this.framing.close()
    }
    this.framing.open(
      () => {
        const chosen = calloutKinds.find((name) => field(name).checked) ?? 'note'
        callout(chosen)(this.view.state, this.view.dispatch)
        return undefined
      },
      () => this.view.focus(),
    )
    field(kind).focus()
    return true
  }
}

/** The link that the cursor is in, from its first letter to its last. */
function linkAround(state: EditorState): { from: number; to: number; href: string } | undefined {
  const { $from, from, to } = state.selection
  const mark = marks.link!.isInSet($from.marks()) ?? marks.link!.isInSet($from.nodeAfter?.marks ?? [])
  if (!mark) return undefined
  const start = $from.start()
  let range: { from: number; to: number; href: string } | undefined
  $from.parent.forEach((node, offset) => {
    if (!mark.isInSet(node.marks)) return
    const [a, b] = [start + offset, start + offset + node.nodeSize]
    if (range && range.to === a) range.to = b
    else if (!range || range.to < from) range = { from: a, to: b, href: mark.attrs.href }
  })
  return range && range.from <= from && range.to >= to ? range : undefined
}
