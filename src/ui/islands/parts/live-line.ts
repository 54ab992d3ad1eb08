/** Somebody writes for so long after it was last heard. */
const WRITING_MS = 6_000
const WORDS = /\{(\w+)\}/g

interface Person {
  id: number
  name: string
  picture?: string | null
}

/** The line between what is said and where one writes: that there is no connection, who writes, who is here. */
export class LiveLine {
  private readonly writers = new Map<number, { name: string; timer: ReturnType<typeof setTimeout> }>()
  private here: Person[] = []
  private lost = false

  constructor(
    private readonly element: HTMLElement | null,
    private readonly words: Record<string, string>,
  ) {}

  connected(now: boolean): void {
    this.lost = !now
    this.show()
  }

  writes({ id, name }: Person): void {
    clearTimeout(this.writers.get(id)?.timer)
    this.writers.set(id, { name, timer: setTimeout(() => this.wrote(id), WRITING_MS) })
    this.show()
  }

  wrote(id: number): void {
    clearTimeout(this.writers.get(id)?.timer)
    if (this.writers.delete(id)) this.show()
  }

  /** Whoever's words have just come does not write them any more. */
  said(name: string): void {
    for (const [id, writer] of this.writers) if (writer.name === name) this.wrote(id)
  }

  areHere(people: Person[]): void {
    this.here = people
    this.show()
  }

  stop(): void {
    for (const { timer } of this.writers.values()) clearTimeout(timer)
  }

  private show(): void {
    if (!this.element) return
    this.element.classList.toggle('lost-line', this.lost)
    if (this.lost) this.element.replaceChildren(`${this.words.lost} `, lookAgain(this.words.again ?? ''))
    else this.element.replaceChildren(...[this.writing(), this.present()].filter((part) => part !== undefined))
  }

  private writing(): Node | undefined {
    const [name, other, more] = [...this.writers.values()].map((writer) => writer.name)
    if (!name) return undefined
    const words = more ? this.words.writingMany : other ? this.words.writingTwo : this.words.writing
    const shown = document.createElement('span')
    shown.textContent = filled(words ?? '', { name, other: other ?? '' })
    return shown
  }

  private present(): Node | undefined {
    if (!this.here.length) return undefined
    const names = new Intl.ListFormat(document.documentElement.lang || 'en').format(this.here.map(({ name }) => name))
    const shown = document.createElement('span')
    shown.className = 'cluster'
    const faces = document.createElement('span')
    faces.className = 'faces small'
    faces.append(...this.here.slice(0, 5).map(face))
    shown.append(faces, filled(this.words.here ?? '', { names }))
    return shown
  }
}

function filled(words: string, values: Record<string, string>): string {
  return words.replace(WORDS, (_, name: string) => values[name] ?? '')
}

function lookAgain(words: string): HTMLAnchorElement {
  const link = document.createElement('a')
  link.href = location.href
  link.textContent = words
  return link
}

/** As `face()` of the server draws it. */
function face({ id, name, picture }: Person): HTMLElement {
  if (picture) {
    const shown = document.createElement('img')
    shown.className = 'face small'
    shown.alt = ''
    shown.src = `/pictures/${picture}`
    shown.width = shown.height = 28
    return shown
  }
  const shown = document.createElement('span')
  shown.className = 'face small'
  shown.dataset.tone = String((id % 6) + 1)
  shown.setAttribute('aria-hidden', 'true')
  const words = name.split(/[\s-]+/).filter(Boolean)
  shown.textContent = ([...(words[0] ?? '?')][0]! + (words.length > 1 ? [...words.at(-1)!][0]! : '')).toUpperCase()
  return shown
}
