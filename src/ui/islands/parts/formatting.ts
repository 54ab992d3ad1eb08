interface Actions {
  preview(): void
  picture(): void
}

/** The toolbar: each button writes Markdown where the cursor is. Arrow keys move along it (ARIA toolbar pattern). */
export function formatting(toolbar: HTMLElement, text: HTMLTextAreaElement, actions: Actions): void {
  toolbar.hidden = false
  const buttons = [...toolbar.querySelectorAll<HTMLButtonElement>('button')]
  for (const [i, button] of buttons.entries()) button.tabIndex = i === 0 ? 0 : -1
  toolbar.addEventListener('keydown', (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key]
    if (!step) return
    event.preventDefault()
    const at = buttons.indexOf(document.activeElement as HTMLButtonElement)
    const next = buttons[(at + step * (document.dir === 'rtl' ? -1 : 1) + buttons.length) % buttons.length]!
    for (const button of buttons) button.tabIndex = button === next ? 0 : -1
    next.focus()
  })
  toolbar.addEventListener('click', (event) => {
    const tool = (event.target as Element).closest<HTMLElement>('[data-tool]')?.dataset.tool
    if (tool === 'preview') actions.preview()
    else if (tool === 'picture') actions.picture()
    else if (tool) write(text, tool)
  })
  text.addEventListener('keydown', (event) => {
    const tool = event.ctrlKey || event.metaKey ? { b: 'bold', i: 'italic', k: 'link' }[event.key] : undefined
    if (!tool) return
    event.preventDefault()
    write(text, tool)
  })
}

function write(text: HTMLTextAreaElement, tool: string): void {
  const { selectionStart: from, selectionEnd: to, value } = text
  const chosen = value.slice(from, to)
  const lines = (sign: string) =>
    chosen
      .split('\n')
      .map((line) => `${sign}${line}`)
      .join('\n')
  const start = from === 0 || value[from - 1] === '\n' ? '' : '\n'
  const made: Record<string, [string, number, number]> = {
    bold: [`**${chosen}**`, 2, chosen.length],
    italic: [`*${chosen}*`, 1, chosen.length],
    list: [`${start}${lines('- ')}`, start.length + 2, chosen.length],
    quote: [`${start}${lines('> ')}`, start.length + 2, chosen.length],
    link: [`[${chosen}](https://)`, chosen ? chosen.length + 3 : 1, chosen ? 8 : 0],
    name: ['@', 1, 0],
  }
  const [words, skip, length] = made[tool]!
  text.focus()
  // The old command keeps the browser's own undo; where it is gone, the text is set.
  if (!document.execCommand('insertText', false, words)) text.setRangeText(words, from, to)
  text.setSelectionRange(from + skip, from + skip + length)
  text.dispatchEvent(new Event('input', { bubbles: true }))
}
