/** What one wrote and nobody has yet, on this device and for this person alone. */
export interface Shelved {
  text: number
  update: string
  /** The same as Markdown, for when the shared text is gone: how it was, and how it was written from there. */
  base: string
  markdown: string
}

/** Keeps what has not arrived, so that a closed tab loses nothing. */
export class Shelf {
  constructor(private readonly name: string) {}

  get(): Shelved | undefined {
    try {
      return JSON.parse(localStorage.getItem(this.name) ?? 'null') ?? undefined
    } catch {
      return undefined
    }
  }

  put(what: Shelved): void {
    try {
      localStorage.setItem(this.name, JSON.stringify(what))
    } catch {
      // A device without room for it: it is still in the tab.
    }
  }

  clear(): void {
    localStorage.removeItem(this.name)
  }
}
