import type { EditorState } from 'prosemirror-state'
import { arrows } from '../../../../../ui/islands/parts/formatting.ts'
import { isOn } from './commands.ts'
import { columnsOf } from './tables.ts'

/** The tools above the page, and those for tables where the cursor is in one. */
export class Bars {
  private readonly tools: HTMLElement
  private readonly tables: HTMLElement

  constructor(element: HTMLElement, use: (tool: string) => void) {
    this.tools = element.querySelector<HTMLElement>('[data-rich-tools]')!
    this.tables = element.querySelector<HTMLElement>('[data-table-tools]')!
    for (const bar of [this.tools, this.tables]) {
      arrows(bar)
      bar.addEventListener('mousedown', (event) => event.preventDefault())
      bar.addEventListener('click', (event) => {
        const tool = (event.target as Element).closest<HTMLElement>('[data-tool]')?.dataset.tool
        if (tool) use(tool)
      })
    }
  }

  /** Whether one is among the tools, those for tables aside. */
  get held(): boolean {
    return this.tools.contains(document.activeElement)
  }

  focus(): void {
    this.tools.querySelector<HTMLElement>('[tabindex="0"]')?.focus()
  }

  show(on: boolean, state: EditorState): void {
    this.tools.hidden = !on
    this.tables.hidden = !on || columnsOf(state) === undefined
    if (on) this.light(state)
  }

  /** Which tools are on, and those for tables where there is one. */
  light(state: EditorState): void {
    for (const button of this.tools.querySelectorAll<HTMLButtonElement>('[data-tool]')) {
      const on = isOn(state, button.dataset.tool!)
      if (on !== undefined) button.setAttribute('aria-pressed', String(on))
    }
    const table = columnsOf(state) !== undefined
    if (this.tables.hidden === table) this.tables.hidden = !table
  }
}
