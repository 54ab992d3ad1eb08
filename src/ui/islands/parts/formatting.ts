import { insert } from './insert.ts'

/** Arrow keys move along the tools that are shown; Home and End go to the ends (ARIA toolbar pattern). */
export function arrows(toolbar: HTMLElement): void {
  const all = toolbar.querySelectorAll<HTMLButtonElement>('button')
  // Some are hidden by where the toolbar stands.
  const shown = () => [...all].filter((button) => button.getClientRects().length > 0)
  const stopAt = (one: EventTarget | null | undefined) => {
    for (const button of all) button.tabIndex = button === one ? 0 : -1
  }
  // One that is hidden still keeps the stop that it came with.
  const [first] = shown()
  if (first) stopAt(first)
  toolbar.addEventListener('keydown', (event) => {
    const buttons = shown()
    const at = buttons.indexOf(document.activeElement as HTMLButtonElement)
    const forth = document.dir === 'rtl' ? 'ArrowLeft' : 'ArrowRight'
    const to = { [forth]: at + 1, [forth === 'ArrowRight' ? 'ArrowLeft' : 'ArrowRight']: at - 1, Home: 0, End: -1 }[
      event.key
    ]
    if (to === undefined) return
    event.preventDefault()
    buttons.at(to % buttons.length)?.focus()
  })
  toolbar.addEventListener('focusin', ({ target }) => stopAt(target))
}

/** Around what is chosen: bold, italic, struck through, code. Once more takes it away again. */
const AROUND: Record<string, string> = { bold: '**', italic: '*', strike: '~~', code: '`' }
/** Before each line of what is chosen. */
const BEFORE: Record<string, (line: number) => string> = {
  heading: () => '## ',
  list: () => '- ',
  numbers: (line) => `${line + 1}. `,
  quote: () => '> ',
}
const MARK = /^(\s*)(?:#{1,6} |[-*+] |\d{1,9}[.)] |> )/
const TABLE = '|  |  |\n| --- | --- |\n|  |  |\n'

/** Writes Markdown where the cursor is. */
export function writeWith(text: HTMLTextAreaElement, tool: string): void {
  const { selectionStart: from, selectionEnd: to, value } = text
  const chosen = value.slice(from, to)
  if (tool === 'code' && chosen.includes('\n')) fence(text)
  else if (AROUND[tool]) around(text, AROUND[tool])
  else if (BEFORE[tool]) before(text, BEFORE[tool])
  else if (tool === 'link') link(text, chosen)
  else if (tool === 'table') insert(text, to, to, `${gap(value, to)}${TABLE}`, gap(value, to).length + 2)
  else if (tool === 'name') insert(text, to, to, `${spaced(value, to)}@`)
  else if (tool === 'title') insert(text, to, to, `${spaced(value, to)}[[`)
}

function around(text: HTMLTextAreaElement, sign: string): void {
  const { selectionStart: from, selectionEnd: to, value } = text
  const n = sign.length
  const outside = value.slice(from - n, from) === sign && value.slice(to, to + n) === sign
  const more = sign === '*' && value[from - 2] === '*' && value[from - 3] !== '*'
  if (outside && !more) insert(text, from - n, to + n, value.slice(from, to), 0, to - from)
  else insert(text, from, to, `${sign}${value.slice(from, to)}${sign}`, n, to - from)
}

/** Whole lines, as one would expect with the cursor somewhere in them. */
function before(text: HTMLTextAreaElement, sign: (line: number) => string): void {
  const { selectionStart, selectionEnd, value } = text
  const from = value.lastIndexOf('\n', selectionStart - 1) + 1
  const end = value.indexOf('\n', selectionEnd)
  const to = end < 0 ? value.length : end
  const lines = value.slice(from, to).split('\n')
  const off = lines.every((line, i) => line.startsWith(sign(i)))
  const made = lines
    .map((line, i) => (off ? line.slice(sign(i).length) : sign(i) + line.replace(MARK, '$1')))
    .join('\n')
  // A list or a heading right under a paragraph would be part of it.
  const start = from > 1 && value[from - 2] !== '\n' && !off && !MARK.test(lineBefore(value, from)) ? '\n' : ''
  insert(text, from, to, start + made)
}

function lineBefore(value: string, from: number): string {
  return value.slice(value.lastIndexOf('\n', from - 2) + 1, from - 1)
}

function fence(text: HTMLTextAreaElement): void {
  const { selectionStart: from, selectionEnd: to, value } = text
  const start = `${gap(value, from)}\`\`\`\n`
  insert(text, from, to, `${start}${value.slice(from, to)}\n\`\`\`\n`, start.length, to - from)
}

function link(text: HTMLTextAreaElement, chosen: string): void {
  const { selectionStart: from, selectionEnd: to } = text
  if (chosen) insert(text, from, to, `[${chosen}](https://)`, chosen.length + 3, 8)
  else insert(text, from, to, '[](https://)', 1)
}

/** An empty line before what must stand by itself. */
function gap(value: string, at: number): string {
  const before = value.slice(0, at)
  return !before || before.endsWith('\n\n') ? '' : before.endsWith('\n') ? '\n' : '\n\n'
}

function spaced(value: string, at: number): string {
  return at === 0 || /[\s(]/.test(value[at - 1]!) ? '' : ' '
}

const KEYS: Record<string, string> = { b: 'bold', i: 'italic', k: 'link' }

/** Ctrl or Cmd with B, I, K; lists that go on; an address pasted over words. The Tab key goes on to what comes next. */
export function writingKeys(text: HTMLTextAreaElement): void {
  text.addEventListener('keydown', (event) => {
    const tool = (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && KEYS[event.key.toLowerCase()]
    if (tool) {
      event.preventDefault()
      writeWith(text, tool)
    } else if (event.key === 'Enter' && !event.isComposing && !event.shiftKey && !event.ctrlKey && !event.metaKey) {
      if (goOn(text)) event.preventDefault()
    }
  })
  text.addEventListener('paste', (event) => {
    const pasted = event.clipboardData?.getData('text/plain').trim() ?? ''
    const { selectionStart: from, selectionEnd: to, value } = text
    const chosen = value.slice(from, to)
    if (!/^https?:\/\/[^\s<>]+$/i.test(pasted) || !chosen.trim() || /^https?:\/\/|[[\]\n]/i.test(chosen)) return
    event.preventDefault()
    insert(text, from, to, `[${chosen}](${pasted.replace(/[()]/g, (sign) => (sign === '(' ? '%28' : '%29'))})`)
  })
}

/**
 * In a list or a quotation the next line is of it too; an empty one ends it, and leaves the empty line without which the
 * next words would still be of it. @returns whether it did anything
 */
function goOn(text: HTMLTextAreaElement): boolean {
  const { selectionStart: at, selectionEnd, value } = text
  if (at !== selectionEnd) return false
  const from = value.lastIndexOf('\n', at - 1) + 1
  const [whole, space = '', sign, number] = /^(\s*)(?:([-*+>]|(\d{1,9})[.)])\s)/.exec(value.slice(from, at)) ?? []
  if (!whole) return false
  const after = value.slice(at).split('\n', 1)[0]
  if (at === from + whole.length && !after?.trim()) insert(text, from, at, '\n')
  else insert(text, at, at, `\n${space}${number ? `${Number(number) + 1}${sign!.slice(-1)}` : sign} `)
  return true
}
