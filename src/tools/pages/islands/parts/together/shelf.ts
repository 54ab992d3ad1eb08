/** What one wrote and nobody has yet, on this device and for this person alone. */
export interface Shelved {
  text: number
  update: string
  /** The same as Markdown, for when the shared text is gone: how it was, and how it was written from there. */
  base: string
  markdown: string
}

/** Keeps what has not arrived, so that a closed tab loses nothing. Each tab has a place of its own. */
export class Shelf {
  private readonly name: string

  /** @param all what the places of all tabs of this person and page begin with */
  constructor(private readonly all: string) {
    this.name = `${all}:${Math.random().toString(36).slice(2)}`
  }

  get(): Shelved | undefined {
    return read(this.name)
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

  /** What other tabs kept, and where. */
  others(): [name: string, kept: Shelved][] {
    const names = Array.from({ length: localStorage.length }, (_, i) => localStorage.key(i) ?? '')
    return names
      .filter((name) => name.startsWith(`${this.all}:`) && name !== this.name)
      .flatMap((name) => {
        const kept = read(name)
        return kept ? [[name, kept]] : []
      })
  }

  /** What another tab kept is not needed any more; but what it has kept since is. */
  clearOther(name: string, kept: Shelved): void {
    if (read(name)?.update === kept.update) localStorage.removeItem(name)
  }
}

function read(name: string): Shelved | undefined {
  try {
    return JSON.parse(localStorage.getItem(name) ?? 'null') ?? undefined
  } catch {
    return undefined
  }
}
