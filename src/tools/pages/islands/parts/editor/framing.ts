import type { EditorView } from 'prosemirror-view'
import { type CalloutKind, calloutKinds } from '../../../../../platform/markdown/document/callouts.ts'
import { schema } from '../../../editor/schema.ts'
import { callout, uncallout, within } from './commands.ts'
import type { Dialog } from './dialogs.ts'

/** Asks which callout what is selected is to be, and makes it so. @returns whether there can be one here */
export function askForCallout(view: EditorView, dialog: Dialog): boolean {
  const { state } = view
  const here = within(state.selection.$from, schema.nodes.callout!)
  if (!here && !callout('note')(state)) return false
  const kind = (here?.node.attrs.kind as CalloutKind | undefined) ?? 'note'
  const field = (name: string) => dialog.field(`kind-${name}`)
  field(kind).checked = true
  const away = dialog.button('remove')
  away.hidden = !here
  away.onclick = () => {
    uncallout(view.state, view.dispatch)
    dialog.close()
  }
  dialog.open(
    () => {
      const chosen = calloutKinds.find((name) => field(name).checked) ?? 'note'
      callout(chosen)(view.state, view.dispatch)
      return undefined
    },
    () => view.focus(),
  )
  field(kind).focus()
  return true
}
