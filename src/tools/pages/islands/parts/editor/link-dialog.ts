import { fitsBrackets, isPage, titlesLike } from './asking.ts'
import type { Dialog } from './dialogs.ts'
import { Listbox } from './listbox.ts'

/** A link as it is asked for: to an address, or to a page by its title. */
export interface Link {
  to: string
  words: string
  page: boolean
}

/** Asks where a link leads: an address, or a title that is completed. */
export class LinkDialog {
  private readonly box: Listbox
  private chosen: { title: string; url: string } | undefined
  private turn = 0

  constructor(
    private readonly dialog: Dialog,
    private readonly space: string,
    words: { offers: string },
  ) {
    const field = dialog.field('to')
    field.setAttribute('role', 'combobox')
    field.setAttribute('aria-expanded', 'false')
    this.box = new Listbox(field, `${field.id}-offers`, words.offers)
    field.after(this.box.list)
    field.addEventListener('input', () => void this.look())
    field.addEventListener('blur', () => this.box.close())
    field.addEventListener('keydown', (event) => {
      if (!this.box.key(event)) return
      event.preventDefault()
      event.stopPropagation()
    })
  }

  ask(now: Link & { inside: boolean }, keep: (link: Link) => void, remove: () => void, closed: () => void): void {
    const { dialog } = this
    this.chosen = undefined
    dialog.field('to').value = now.to
    dialog.field('words').value = now.words
    const away = dialog.button('remove')
    away.hidden = !now.inside
    away.onclick = () => {
      remove()
      dialog.close()
    }
    dialog.open(
      () => {
        const link = this.answer()
        return link ? void keep(link) : dialog.refuse('to')
      },
      () => {
        this.turn++
        this.box.close()
        closed()
      },
    )
    dialog.field('to').focus()
  }

  private answer(): Link | undefined {
    const to = this.dialog.field('to').value.trim()
    const words = this.dialog.field('words').value.trim()
    if (this.chosen?.title === to) {
      const page = isPage(this.chosen.url) && fitsBrackets(to)
      return { to: page ? to : this.chosen.url, words: words || to, page }
    }
    const address = addressOf(to)
    if (address) return { to: address, words: words || to, page: false }
    return fitsBrackets(to) ? { to, words: words || to, page: true } : undefined
  }

  private async look(): Promise<void> {
    const word = this.dialog.field('to').value.trim()
    const turn = ++this.turn
    if (!word || addressOf(word)) return this.box.close()
    const titles = await titlesLike(this.space, word.slice(0, 60)).catch(() => [])
    if (turn !== this.turn) return
    if (!titles.length) return this.box.close()
    this.box.show(titles.map((one) => ({ shown: one.title, take: () => this.take(one) })))
  }

  private take(one: { title: string; url: string }): void {
    this.turn++
    this.chosen = one
    this.dialog.field('to').value = one.title
    this.box.close()
  }
}

/** What someone types as an address: with its scheme, or as people say it. */
export function addressOf(typed: string): string | undefined {
  if (/^(https?:\/\/[^\s/]|mailto:\S|\/(?!\/)|#)/i.test(typed) && !/\s/.test(typed)) return typed
  if (/^[^\s@/]+@[^\s@/]+\.[^\s@/]+$/.test(typed)) return `mailto:${typed}`
  if (/^(www\.|[\w-]+\.)[\w.-]*[a-z]{2,}(\/\S*)?$/i.test(typed)) return `https://${typed}`
  return undefined
}
