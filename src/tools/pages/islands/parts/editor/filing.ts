import { NodeSelection } from 'prosemirror-state'
import type { EditorView } from 'prosemirror-view'
import { schema } from '../../../editor/schema.ts'
import { putBlock } from './commands.ts'
import type { Picture, PictureDialog, Sent } from './picture-dialog.ts'

const { nodes, marks } = schema

/** A file that was dropped or pasted, and what was said of it. */
export interface Given {
  file: File
  alt: string
}

/** Pictures and other files, put into the page: each is asked for its words. */
export class Filing {
  private waiting: Given[] = []

  constructor(
    private readonly view: EditorView,
    private readonly dialog: PictureDialog,
    /** Whether another dialog is open. */
    private readonly busy: () => boolean,
    private readonly attached: (file: Sent, alt: string) => void,
  ) {}

  /** One after the other. */
  take(files: Given[]): void {
    const idle = !this.waiting.length && !this.busy()
    this.waiting.push(...files)
    if (idle) this.next()
  }

  /** Asks for a picture, or for the words of this one or of the one that is selected. */
  ask(from?: Given): void {
    const { selection } = this.view.state
    const there = !from && selection instanceof NodeSelection && /picture|image/.test(selection.node.type.name)
    const now = there ? (selection.node.attrs as Picture) : undefined
    this.dialog.ask(
      now,
      from,
      (kept) => {
        const { state } = this.view
        if ('id' in kept) this.link(kept)
        else if (there) this.view.dispatch(state.tr.setNodeMarkup(selection.from, null, { ...kept }))
        else this.view.dispatch(putBlock(state, nodes.picture!.create({ ...kept })).tr)
      },
      () => {
        this.view.focus()
        this.next()
      },
      this.attached,
    )
  }

  private next(): void {
    const one = this.waiting.shift()
    if (one) this.ask(one)
  }

  /** A file that is no picture is a link to it. */
  private link({ name, url }: Sent): void {
    const { tr } = this.view.state
    this.view.dispatch(tr.replaceSelectionWith(schema.text(name, [marks.link!.create({ href: url })]), false))
  }
}
