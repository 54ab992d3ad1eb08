import type { Words } from '../composer.ts'
import { insert, speak } from './insert.ts'

/** One thing that can be chosen, and what is then written. */
interface Offer {
  shown: string
  written: string
}

interface Source {
  /** What was begun, up to the cursor; its first group is looked for. */
  begun: RegExp
  ask(space: string, word: string): Promise<Offer[]>
}

/**
 * People after `@`, things of the community after `[[`. Not after `#`: that begins a heading in Markdown, a tag and the
 * number of a message in what people write; two brackets begin nothing, and are what wikis use.
 */
const sources: Source[] = [
  {
    begun: /(?<=^|[\s(])@([\p{L}\d_-]{1,40})$/u,
    async ask(space, word) {
      const { names } = await asked<{ names: { name: string; handle: string }[] }>(`${space}/names`, word)
      return names.map(({ name, handle }) => ({ shown: `${name} @${handle}`, written: `@${handle} ` }))
    },
  },
  {
    begun: /\[\[([^[\]\n]{1,60})$/,
    async ask(space, word) {
      const { titles } = await asked<{ titles: { title: string; url: string }[] }>(`${space}/titles`, word)
      return titles.map(({ title, url }) => ({
        shown: title,
        written: `[${title.replace(/[[\]\\]/g, '\\$&')}](${url}) `,
      }))
    },
  },
]

async function asked<T>(address: string, word: string): Promise<T> {
  const answer = await fetch(`${address}?q=${encodeURIComponent(word)}`, { headers: { accept: 'application/json' } })
  if (!answer.ok) throw new Error(String(answer.status))
  return answer.json()
}

/** Offers while one types; arrow keys choose, Enter or Tab takes, Escape closes (ARIA combobox pattern). */
export function offerWhileTyping(text: HTMLTextAreaElement, space: string, words: Words): void {
  const list = document.createElement('ul')
  list.className = 'offers'
  list.id = `${text.id}-offers`
  list.setAttribute('role', 'listbox')
  list.setAttribute('aria-label', words.write ?? '')
  list.hidden = true
  text.after(list)
  text.setAttribute('aria-controls', list.id)
  text.setAttribute('aria-autocomplete', 'list')
  let offers: Offer[] = []
  let chosen = 0
  let looked = 0

  const begun = () => {
    const before = text.value.slice(0, text.selectionStart)
    for (const source of sources) {
      const match = source.begun.exec(before)
      if (match) return { source, from: match.index, word: match[1]! }
    }
  }
  const close = () => {
    looked++
    list.hidden = true
    offers = []
    text.removeAttribute('aria-activedescendant')
  }
  const take = (offer: Offer) => {
    const from = begun()?.from
    if (from !== undefined) insert(text, from, text.selectionStart, offer.written)
    close()
  }
  const choose = (which: number) => {
    chosen = (which + offers.length) % offers.length
    for (const [i, option] of [...list.children].entries()) option.setAttribute('aria-selected', String(i === chosen))
    text.setAttribute('aria-activedescendant', `${list.id}-${chosen}`)
    list.children[chosen]?.scrollIntoView({ block: 'nearest' })
  }
  const show = () => {
    list.replaceChildren(...offers.map((offer, i) => optionOf(offer, `${list.id}-${i}`, () => take(offer))))
    if (!offers.length) return close()
    if (list.hidden) speak((words.offered ?? '').replace('{count}', String(offers.length)))
    list.hidden = false
    placeAt(list, text, begun()?.from ?? text.selectionStart)
    choose(0)
  }
  const look = async () => {
    const now = begun()
    if (!now) return close()
    const turn = ++looked
    const found = await now.source.ask(space, now.word).catch(() => [])
    if (turn !== looked) return
    offers = found
    show()
  }

  text.addEventListener('input', look)
  text.addEventListener('keydown', (event) => {
    if (list.hidden || event.isComposing) return
    if (event.key === 'Escape') close()
    else if (event.key === 'Enter' || (event.key === 'Tab' && !event.shiftKey)) take(offers[chosen]!)
    else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') choose(chosen + (event.key === 'ArrowDown' ? 1 : -1))
    else return
    event.preventDefault()
    event.stopImmediatePropagation()
  })
  text.addEventListener('blur', close)
  // Whoever types fast has begun before this was here.
  void look()
}

function optionOf(offer: Offer, id: string, take: () => void): HTMLElement {
  const option = document.createElement('li')
  option.id = id
  option.setAttribute('role', 'option')
  option.textContent = offer.shown
  option.addEventListener('pointerdown', (event) => event.preventDefault())
  option.addEventListener('click', take)
  return option
}

/** Below the line in which one writes: a list at the end of a long text would be out of sight. */
function placeAt(list: HTMLElement, text: HTMLTextAreaElement, at: number): void {
  const mirror = document.createElement('div')
  const { font, padding, lineHeight, letterSpacing, direction } = getComputedStyle(text)
  Object.assign(mirror.style, {
    ...{ font, padding, lineHeight, letterSpacing, direction },
    ...{ position: 'absolute', visibility: 'hidden', whiteSpace: 'pre-wrap', overflowWrap: 'break-word' },
    inlineSize: `${text.clientWidth}px`,
  })
  const cursor = document.createElement('span')
  cursor.textContent = '\u200b'
  mirror.append(text.value.slice(0, at), cursor)
  text.after(mirror)
  const top = cursor.offsetTop + cursor.offsetHeight - text.scrollTop
  mirror.remove()
  list.style.insetBlockStart = `${Math.min(Math.max(top, 0), text.offsetHeight) + 4}px`
}
