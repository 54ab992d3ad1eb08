import { Shelf, type Shelved } from './shelf.ts'
import { fromBase64 } from './wire.ts'

/** What of one text this device keeps until it has arrived, also what other tabs kept of it. */
export class Shelving {
  private readonly shelf: Shelf
  /** What other tabs kept of this text: cleared once it has arrived from here. */
  private adopted: [name: string, kept: Shelved][] = []

  constructor(
    place: string,
    private readonly text: number,
  ) {
    this.shelf = new Shelf(place)
  }

  /** What other tabs kept of this text: from now on it is ours. */
  adopt(): Uint8Array[] {
    const others = this.shelf.others()
    this.adopted = others.filter(([, { text }]) => text === this.text)
    // An update of a text that is gone, without its words, is of no use to anyone.
    for (const other of others) if (other[1].text !== this.text && !other[1].markdown) this.shelf.clearOther(...other)
    return this.adopted.map(([, { update }]) => fromBase64(update))
  }

  /** What is kept of another text of the page, which is gone. */
  get lost(): [name: string, kept: Shelved] | undefined {
    return this.shelf.others().find(([, { text, markdown }]) => text !== this.text && markdown)
  }

  forget(): void {
    const { lost } = this
    if (lost) this.shelf.clearOther(...lost)
  }

  /** The words that are kept. */
  get markdown(): string {
    const before = this.shelf.get()
    return before?.text === this.text ? before.markdown : ''
  }

  put(kept: Omit<Shelved, 'text'>): void {
    this.shelf.put({ text: this.text, ...kept })
  }

  /** All has arrived. */
  clear(): void {
    this.shelf.clear()
    for (const other of this.adopted) this.shelf.clearOther(...other)
    this.adopted = []
  }
}
