import { isUnder, stateOf } from './carrying.ts'
import { LOST, type Waiting } from './outbox.ts'

/** What the server says for the island to fill in. */
export type Words = Record<string, string>

/** What one has said and what has not arrived, at the end of the room, in one's name. */
export class Said {
  private readonly rows = new Map<string, { row: HTMLElement; one: Waiting; state: string }>()

  /** @param act what can be done with one that was refused */
  constructor(
    private readonly room: HTMLElement,
    private readonly words: Words,
    private readonly act: Record<'again' | 'back', (one: Waiting) => void>,
    private readonly speak: (words: string) => void,
  ) {}

  /** Shows these as they stand. @returns those of the shown that have arrived or were taken back elsewhere */
  show(all: readonly Waiting[]): Waiting[] {
    for (const [at, one] of all.entries()) this.showOne(one, all.slice(0, at))
    const names = new Set(all.map(({ name }) => name))
    return [...this.rows.values()].flatMap(({ one }) => (one.number || !names.has(one.name) ? [one] : []))
  }

  remove(one: Waiting): void {
    const shown = this.rows.get(one.name)
    if (!shown) return
    const held = shown.row.contains(document.activeElement)
    shown.row.remove()
    this.rows.delete(one.name)
    if (held) document.querySelector<HTMLElement>('#reply [data-text]')?.focus({ preventScroll: true })
    if (shown.state === 'waiting' && one.number) this.speak(this.words.sent ?? '')
  }

  private showOne(one: Waiting, ahead: readonly Waiting[]): void {
    const shown = this.rows.get(one.name)
    // What had arrived before this page came is in it.
    if (!shown && one.number) return
    const row = shown?.row ?? this.rowOf(one)
    const state = one.number ? 'sent' : isUnder(one) ? 'sending' : stateOf(one, ahead)
    const before = shown?.state
    // What waited and is tried once more has nothing new to say.
    const says = before === 'waiting' && state === 'sending' ? 'waiting' : state
    this.rows.set(one.name, { row, one, state: one.number && before ? before : says })
    if (says === before || one.number) return
    row.querySelector('[data-state]')!.textContent = this.wordsFor(says, one)
    for (const button of row.querySelectorAll<HTMLElement>('[data-act]')) button.hidden = says !== 'refused'
    row.classList.toggle('refused', says === 'refused')
    if (says === 'waiting' || says === 'refused') this.speak(this.wordsFor(says, one))
  }

  private wordsFor(state: string, { refused }: Waiting): string {
    if (refused === LOST) return this.words.lost ?? ''
    if (state === 'refused')
      return refused ? (this.words.refused ?? '').replace('{reason}', refused) : (this.words.old ?? '')
    return { sending: this.words.sending, waiting: this.words.waiting, behind: this.words.behind }[state] ?? ''
  }

  private rowOf(one: Waiting): HTMLElement {
    const template = this.room.querySelector('template')!
    const row = (template.content.cloneNode(true) as DocumentFragment).querySelector('article')!
    const heading = row.querySelector('h3')!
    heading.id = `by-${one.key}`
    row.setAttribute('aria-labelledby', heading.id)
    row.querySelector('[data-at]')!.textContent = clock(one.at, this.room.dataset.zone)
    const files = one.files.join('\n')
    row.querySelector('[data-words]')!.textContent = [one.fields.text, files].filter(Boolean).join('\n')
    for (const button of row.querySelectorAll<HTMLElement>('[data-act]'))
      button.addEventListener('click', () => {
        const now = this.rows.get(one.name)?.one ?? one
        this.act[button.dataset.act as 'again' | 'back'](now)
      })
    this.room.append(row)
    return row
  }
}

/** When it was said, by the reader's clock; with the day where that is not today. */
function clock(at: number, timeZone: string | undefined): string {
  const { lang } = document.documentElement
  const format = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(lang === 'en' ? 'en-GB' : lang, { timeZone, ...options })
  const day = format({ day: 'numeric', month: 'short' })
  const time = format({ hour: 'numeric', minute: '2-digit' }).format(at)
  return day.format(at) === day.format(Date.now()) ? time : `${day.format(at)}, ${time}`
}
