import type { Words } from './said.ts'

const DAY = 86_400_000

/** Above the first message of each day stands the day, also above what comes later and what is fetched from before. */
export class Days {
  private readonly key: Intl.DateTimeFormat
  private readonly lang = document.documentElement.lang
  private today: string

  /** @param zone the reader's, as the server counts days */
  constructor(
    private readonly list: HTMLElement,
    private readonly words: Words,
    zone: string | undefined,
  ) {
    this.key = new Intl.DateTimeFormat('en-CA', { timeZone: zone, dateStyle: 'short' })
    this.today = this.key.format(Date.now())
  }

  /** Puts the days where they belong. After midnight all are called anew. */
  look(): void {
    const today = this.key.format(Date.now())
    const turned = today !== this.today
    this.today = today
    let before = ''
    let heading: Element | undefined
    for (const one of [...this.list.children]) {
      if (one.matches('.day')) {
        heading?.remove()
        heading = one
        continue
      }
      const at = one.matches('article.message') && one.querySelector('time[datetime]')?.getAttribute('datetime')
      if (!at) continue
      const day = this.key.format(new Date(at))
      if (day === before) heading?.remove()
      else if (!heading) above(one).before(this.made(day))
      else if (turned) heading.querySelector('span')!.textContent = this.called(day)
      heading = undefined
      before = day
    }
    // Those below which nothing stands any more.
    for (let last = this.list.lastElementChild; last?.matches('.divide'); last = this.list.lastElementChild)
      last.remove()
  }

  private made(day: string): HTMLElement {
    const heading = document.createElement('h3')
    heading.className = 'divide day'
    const words = document.createElement('span')
    words.textContent = this.called(day)
    heading.append(words)
    return heading
  }

  /** As the server calls a day. @param day as YYYY-MM-DD */
  private called(day: string): string {
    const date = new Date(`${day}T12:00:00Z`)
    const ago = Math.round((Date.parse(`${this.today}T12:00:00Z`) - date.getTime()) / DAY)
    const said = (options: Intl.DateTimeFormatOptions) =>
      new Intl.DateTimeFormat(this.lang === 'en' ? 'en-GB' : this.lang, { timeZone: 'UTC', ...options }).format(date)
    if (ago === 0) return this.words.today ?? ''
    if (ago === 1) return this.words.yesterday ?? ''
    if (ago > 1 && ago < 7) return (this.words.weekday ?? '').replace('{day}', said({ weekday: 'long' }))
    const year = day.slice(0, 4) === this.today.slice(0, 4) ? {} : ({ year: 'numeric' } as const)
    return said({ day: 'numeric', month: 'long', ...year })
  }
}

/** Where what is new begins stands between a day and its first message. */
function above(message: Element): Element {
  const before = message.previousElementSibling
  return before?.matches('.divide.new') ? before : message
}
