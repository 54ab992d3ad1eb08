import { speak } from '../../../../ui/islands/parts/insert.ts'
import type { Words } from './bringing.ts'
import { type Choices, Coming } from './coming.ts'
import { freshList } from './fresh-list.ts'
import type { Given } from './given.ts'
import { sizeOf } from './row.ts'
import type { Target } from './sending.ts'

/** So many at once: more would only share the same line. */
const AT_ONCE = 3
/** Nobody who listens wants to hear more often how far it is. */
const SPEAK_MS = 10_000

/** All files that are brought on this page, three at a time. Fetched when somebody begins. */
export class Queue {
  private readonly all: Coming[] = []
  private taken: 'version' | 'beside' | 'leave' | undefined
  private spoken = 0
  private fresh: Promise<void> | undefined

  constructor(
    private readonly element: HTMLElement,
    private readonly target: Target,
    private readonly words: Words,
  ) {
    for (const button of this.question().querySelectorAll<HTMLElement>('[data-taken]'))
      button.addEventListener('click', () => this.decide(button.dataset.taken as 'version'))
  }

  /** Whether leaving the page would break something off. */
  get working(): boolean {
    return this.all.some((one) => !one.over)
  }

  add(given: readonly Given[], choices: Choices): void {
    // A new lot, a new question.
    if (!this.working) this.taken = undefined
    const list = this.part('rows')
    const template = this.element.querySelector<HTMLTemplateElement>('template[data-row]')!
    for (const one of given) {
      const coming = new Coming(one, this.target, choices, this.words, template, (it) => this.changed(it))
      this.all.push(coming)
      list.append(coming.row.element)
    }
    list.hidden = false
    this.next()
  }

  stop(): void {
    for (const one of this.all) one.leave()
  }

  private part(name: string): HTMLElement {
    return this.element.querySelector<HTMLElement>(`[data-part="${name}"]`)!
  }

  private question(): HTMLElement {
    return this.part('question')
  }

  /** Looks anew after each: beginning one changes what waits. */
  private next(): void {
    for (;;) {
      const one = this.all.find(({ state }) => state === 'waiting')
      if (!one || this.all.filter(({ busy }) => busy).length >= AT_ONCE) return
      void one.begin(this.taken === 'leave' ? undefined : this.taken)
    }
  }

  private changed(it: Coming): void {
    if (it.state === 'asking' && this.taken) {
      it.decide(this.taken)
      return
    }
    if (it.state === 'left') this.forgetSoon(it)
    this.ask()
    this.sum()
    if (it.state !== 'going') this.next()
    if (it.state === 'done') void this.refresh()
    // A row that was pressed away takes the focus with it.
    if (!this.working && document.activeElement === document.body) this.part('sum').focus()
  }

  private forgetSoon(it: Coming): void {
    const held = it.row.element.contains(document.activeElement)
    const beside = it.row.element.nextElementSibling ?? it.row.element.previousElementSibling
    this.all.splice(this.all.indexOf(it), 1)
    it.row.remove()
    if (held) (beside?.querySelector<HTMLElement>('button:not([hidden]), a') ?? this.part('sum')).focus()
  }

  /** Asks once for all whose names are taken, with how many they are. */
  private ask(): void {
    const asking = this.all.filter(({ state }) => state === 'asking').length
    const question = this.question()
    if (!asking) {
      question.hidden = true
      return
    }
    const words = (this.words.question ?? '').replace('{count}', String(asking))
    question.querySelector('[data-words]')!.textContent = words
    if (!question.hidden) return
    question.hidden = false
    speak(words)
    question.querySelector<HTMLElement>('button')?.focus({ preventScroll: false })
  }

  private decide(taken: 'version' | 'beside' | 'leave'): void {
    this.taken = taken
    this.part('sum').focus()
    for (const one of this.all.filter(({ state }) => state === 'asking')) one.decide(taken)
  }

  /** One line for all: seen at every step, spoken now and then and at the end. */
  private sum(): void {
    const done = this.all.filter(({ state }) => state === 'done').length
    const failed = this.all.filter(({ state }) => state === 'failed').length
    const many = this.all.length
    const over = !this.working
    const words = !many
      ? ''
      : (over ? (failed ? this.words.overSome : this.words.overAll) : this.words.sum)!
          .replace('{done}', String(done))
          .replace('{count}', String(many))
          .replace('{failed}', String(failed))
    const coming = this.all.filter(({ state }) => state !== 'failed')
    const [sent, bytes] = (['sent', 'bytes'] as const).map((which) => coming.reduce((sum, one) => sum + one[which], 0))
    const sizes = over || !many ? '' : ` · ${sizeOf(sent!)} / ${sizeOf(bytes!)}`
    const line = this.part('sum')
    line.hidden = !many
    if (line.textContent !== words + sizes) line.textContent = words + sizes
    if (!over && Date.now() - this.spoken < SPEAK_MS) return
    if (over && this.spoken === Number.POSITIVE_INFINITY) return
    this.spoken = over ? Number.POSITIVE_INFINITY : Date.now()
    if (!over && !done) return
    speak(words)
  }

  /** The list shows what is new, at most once at a time. */
  private async refresh(): Promise<void> {
    if (this.fresh) return
    this.fresh = new Promise<void>((wait) => setTimeout(wait, this.working ? 2_000 : 0)).then(freshList)
    await this.fresh.catch(() => {})
    this.fresh = undefined
  }
}
