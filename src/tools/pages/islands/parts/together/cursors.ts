import { Plugin, PluginKey } from 'prosemirror-state'
import { Decoration, DecorationSet, type EditorView } from 'prosemirror-view'
import { absolutePositionToRelativePosition, relativePositionToAbsolutePosition, ySyncPluginKey } from 'y-prosemirror'
import { createRelativePositionFromJSON, relativePositionToJSON } from 'yjs'
import type { Point } from './wire.ts'

const key = new PluginKey<DecorationSet>('cursors')

interface Place {
  anchor: number
  head: number
}

/** Where the others are: a caret with a name beside it, which goes away after a moment, and what they have selected. */
export class Cursors {
  private readonly points = new Map<string, Point>()
  readonly plugin: Plugin

  constructor() {
    const draw = (view: EditorView) => this.draw(view)
    this.plugin = new Plugin({
      key,
      state: {
        init: () => DecorationSet.empty,
        apply: (tr, now) => tr.getMeta(key) ?? now.map(tr.mapping, tr.doc),
      },
      props: {
        decorations(state) {
          return key.getState(state)
        },
      },
      view: () => ({
        // A shared text comes anew with each change of others: places are found again by what they stand at.
        update: (view, before) => {
          if (view.state.doc !== before.doc) queueMicrotask(() => draw(view))
        },
      }),
    })
  }

  take(points: Point[], view: EditorView): void {
    for (const point of points) {
      const before = this.points.get(point.line)
      if (!point.at) this.points.delete(point.line)
      else if (point.person.id) this.points.set(point.line, point)
      else if (before) this.points.set(point.line, { ...before, at: point.at })
    }
    this.draw(view)
  }

  clear(): void {
    this.points.clear()
  }

  private draw(view: EditorView): void {
    if (view.isDestroyed || !key.getState(view.state)) return
    const found: Decoration[] = []
    for (const point of this.points.values()) {
      const place = placeOf(view, point.at)
      if (place) found.push(...drawn(point, place))
    }
    view.dispatch(
      view.state.tr.setMeta(key, DecorationSet.create(view.state.doc, found)).setMeta('addToHistory', false),
    )
  }
}

/** Where one's own cursor is, in words that mean the same place to all. */
export function pointIn(view: EditorView): string {
  const { binding } = ySyncPluginKey.getState(view.state) ?? {}
  if (!binding || document.visibilityState === 'hidden') return ''
  const place = (at: number) =>
    relativePositionToJSON(absolutePositionToRelativePosition(at, binding.type, binding.mapping))
  const { anchor, head } = view.state.selection
  return JSON.stringify(anchor === head ? [place(head)] : [place(head), place(anchor)])
}

function placeOf(view: EditorView, at: string): Place | undefined {
  const { binding } = ySyncPluginKey.getState(view.state) ?? {}
  if (!binding) return undefined
  try {
    const [head, anchor] = (JSON.parse(at) as unknown[]).map((one) =>
      relativePositionToAbsolutePosition(
        binding.doc,
        binding.type,
        createRelativePositionFromJSON(one),
        binding.mapping,
      ),
    )
    const { size } = view.state.doc.content
    const within = (one: number) => Math.max(0, Math.min(one, size))
    if (typeof head !== 'number' || Number.isNaN(head)) return undefined
    return { head: within(head), anchor: within(anchor ?? head) }
  } catch {
    return undefined
  }
}

function drawn({ line, at, person }: Point, { head, anchor }: Place): Decoration[] {
  const tone = `tone-${(person.id % 6) + 1}`
  const caret = Decoration.widget(head, ({ dom }) => caretOf(dom, person.name, tone), {
    key: `${line} ${at}`,
    side: 10,
    ignoreSelection: true,
  })
  if (anchor === head) return [caret]
  const chosen = { class: `chosen ${tone}` }
  return [caret, Decoration.inline(Math.min(anchor, head), Math.max(anchor, head), chosen)]
}

/** Who listens hears who writes here above the text, not at each move. */
function caretOf(text: HTMLElement, name: string, tone: string): HTMLElement {
  const caret = document.createElement('span')
  caret.className = `caret ${tone}`
  caret.setAttribute('aria-hidden', 'true')
  const flag = document.createElement('span')
  flag.className = 'flag'
  flag.dataset.name = name
  caret.append(flag)
  requestAnimationFrame(() => flag.classList.toggle('back', !fits(flag, text)))
  return caret
}

/** Whether all of its width is there: a name at the end of a line would be cut off. */
function fits(flag: HTMLElement, text: HTMLElement): boolean {
  const [name, room] = [flag.getBoundingClientRect(), text.getBoundingClientRect()]
  return name.left >= room.left && name.right <= room.right
}
