import type { Node } from 'prosemirror-model'
import type { Plugin } from 'prosemirror-state'
import { initProseMirrorDoc, redoCommand, undoCommand, ySyncPlugin, yUndoPlugin } from 'y-prosemirror'
import type { XmlFragment } from 'yjs'
import { unpacked } from '../../../editor/carried.ts'
import { schema } from '../../../editor/schema.ts'
import { pastBy } from '../editor/state.ts'
import { carrying } from './carrying.ts'
import type { Cursors } from './cursors.ts'
import { staying } from './staying.ts'

/** What binds an editor to a shared text: the document as it is now, and the plugins that keep the two the same. */
export function bindingOf(text: XmlFragment, cursors: Cursors): { doc: Node; plugins: Plugin[] } {
  const { doc, mapping } = initProseMirrorDoc(text, schema)
  return {
    doc: whole(unpacked(doc)),
    plugins: [
      ySyncPlugin(text, { mapping }),
      yUndoPlugin(),
      pastBy({ undo: undoCommand, redo: redoCommand }),
      carrying,
      staying,
      cursors.plugin,
    ],
  }
}

/** A text in which everything was deleted has a paragraph to write in. */
function whole(doc: Node): Node {
  return doc.childCount ? doc : schema.topNodeType.createAndFill()!
}
