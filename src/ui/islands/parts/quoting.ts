import type { Words } from '../composer.ts'
import { insert, speak } from './insert.ts'
import { markdownOf, plain } from './to-markdown.ts'

/** A message longer than this is answered without repeating it whole; whoever wants some of it, selects it. */
const SHORT = 600

/** Replies where one is: quotes what is selected, or a short message, below what was written already. */
export class Quoting {
  private readonly button: HTMLButtonElement

  constructor(
    private readonly composer: HTMLElement,
    private readonly text: HTMLTextAreaElement,
    private readonly words: Words,
  ) {
    this.button = document.createElement('button')
    this.button.type = 'button'
    this.button.className = 'button quote-here'
    this.button.textContent = words.quote ?? ''
    // Pressing it must not end the selection that it is about.
    this.button.addEventListener('pointerdown', (event) => event.preventDefault())
    this.button.addEventListener('click', () => {
      const message = this.button.closest<HTMLElement>('.message')
      if (message) this.quote(message)
    })
    composer.querySelector('[data-to] input')?.addEventListener('change', () => this.unlink())
  }

  /** Beside what is selected in a message: a button, which is also the next stop of the Tab key. */
  offer(): void {
    if (document.activeElement === this.button) return
    const said = selectedIn()
    if (!said) {
      this.button.remove()
      return
    }
    const news = this.button.parentElement !== said.message
    if (news) said.part.after(this.button)
    const [box, frame] = [said.range.getBoundingClientRect(), said.message.getBoundingClientRect()]
    this.button.style.insetBlockStart = `${box.bottom - frame.top + 6}px`
    const start = document.dir === 'rtl' ? frame.right - box.right : box.left - frame.left
    this.button.style.insetInlineStart = `${Math.max(0, Math.min(start, frame.width - 120))}px`
    if (news) speak(this.words.quotable ?? '')
  }

  reply(link: HTMLAnchorElement): void {
    const message = link.closest<HTMLElement>('.message')
    if (message) this.quote(message)
  }

  stop(): void {
    this.button.remove()
  }

  private quote(message: HTMLElement): void {
    const number = message.id.slice(1)
    const name = message.querySelector('h3')?.textContent?.trim() ?? ''
    const selected = selectedIn()
    const part = selected?.message === message ? selected.range.cloneContents() : undefined
    const whole = message.querySelector('.said')!
    const words = part ? markdownOf(part) : (whole.textContent ?? '').trim().length <= SHORT ? markdownOf(whole) : ''
    const address = new URL(message.querySelector<HTMLAnchorElement>('a.number')!.href).pathname
    const head = (this.words.wrote ?? '')
      .replace('{name}', `**${plain(name)}**`)
      .replace('{link}', `[#${number}](${address})`)
    this.button.remove()
    getSelection()?.removeAllRanges()
    this.link(number, name)
    if (words) this.write(`${head}\n\n${words}`)
    this.text.focus()
    this.text.scrollIntoView({ block: 'nearest' })
  }

  /** At the cursor, as a block of its own; not twice the same. */
  private write(words: string): void {
    const quoted = words
      .split('\n')
      .map((line) => (line ? `> ${line}` : '>'))
      .join('\n')
    const { value, selectionEnd: at } = this.text
    if (value.includes(quoted)) return
    const before = value.slice(0, at).trimEnd()
    const start = before ? '\n\n' : ''
    insert(this.text, before.length, at, `${start}${quoted}\n\n`)
  }

  private link(number: string, name: string): void {
    const to = this.composer.querySelector<HTMLElement>('[data-to]')
    const box = to?.querySelector('input')
    if (!to || !box) return
    to.hidden = false
    box.value = number
    box.checked = true
    to.querySelector('span')!.textContent = (this.words.to ?? '').replace('{name}', name).replace('{number}', number)
    box.dispatchEvent(new Event('input', { bubbles: true }))
  }

  private unlink(): void {
    const to = this.composer.querySelector<HTMLElement>('[data-to]')
    if (!to || to.querySelector('input')?.checked) return
    to.hidden = true
    this.text.focus()
  }
}

/** What is selected, if all of it is in the words of one message. */
function selectedIn(): { message: HTMLElement; part: HTMLElement; range: Range } | undefined {
  const selection = getSelection()
  if (!selection || selection.isCollapsed || !selection.toString().trim()) return undefined
  const range = selection.getRangeAt(0)
  const holder = range.commonAncestorContainer
  const part = (holder instanceof Element ? holder : holder.parentElement)?.closest<HTMLElement>(
    '.message[id^="m"] .said',
  )
  const message = part?.closest<HTMLElement>('.message')
  return part && message ? { message, part, range } : undefined
}
