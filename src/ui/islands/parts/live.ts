import { Line } from './line.ts'
import { LiveItem } from './live-item.ts'
import { LiveList } from './live-list.ts'

/** What the server says. See docs/live.md. */
export interface Said {
  item?: number
  modseq?: number
  messages?: { number: number; by: string; own: boolean; html: string }[]
  parts?: Record<string, string>
  mine?: Record<string, string[]>
  page?: boolean
  resync?: boolean
  gone?: boolean
  writing?: { id: number; name: string }
  here?: { id: number; name: string; picture: string | null }[]
  readBy?: { number: number; words: string }[]
  lists?: boolean
  news?: boolean
  written?: boolean
  read?: { item: number; number: number }
}

/** A page that listens. */
export interface Listening {
  readonly element: HTMLElement
  /** What is to be said whenever the line is open: from where it resumes. */
  wish(): object
  hear(said: Said): void
  /** The line is there, or has been gone for a while. */
  connected(now: boolean): void
  stop(): object
}

/** One line a tab, kept from page to page. */
const line = new Line({
  opened() {
    if (page) line.say(page.wish())
    for (const one of attending) one.opened()
  },
  heard(said) {
    for (const one of attending) one.heard(said)
    if (said.news) document.querySelector('[data-news]')?.removeAttribute('hidden')
    if (said.written) document.querySelector('[data-written]')?.removeAttribute('hidden')
    page?.hear(said)
  },
  connected(now) {
    page?.connected(now)
    for (const one of attending) one.connected(now)
  },
})
let page: Listening | undefined

/** Something of a page that listens besides it. */
interface Attending {
  opened(): void
  heard(said: Said): void
  connected(now: boolean): void
}

const attending = new Set<Attending>()

/** Listens from now on, and opens the line where it is not. @returns how to leave */
export function attend(one: Attending): () => void {
  attending.add(one)
  line.open()
  if (line.isOpen) one.opened()
  return () => attending.delete(one)
}

/** Says something, where the line is open. */
export function say(words: object): void {
  line.say(words)
}

/** Looks what the page that is shown now wants to hear of. */
export function look(): void {
  const element = document.querySelector<HTMLElement>('[data-live-item], [data-live-list]')
  if (page?.element !== element) {
    const before = page?.stop()
    if (before) line.say(before)
    page = undefined
    if (element) {
      page = element.hasAttribute('data-live-item') ? new LiveItem(element, line) : new LiveList(element)
      line.say(page.wish())
    }
  }
  line.open()
}

/** Nobody is signed in any more. */
export function end(): void {
  page?.stop()
  page = undefined
  line.close()
}

// A page that is kept for going back is kept as it came.
document.addEventListener('turbo:before-cache', () => {
  for (const made of document.querySelectorAll('.live-bar')) made.remove()
  for (const shown of document.querySelectorAll('[data-live-line]')) shown.replaceChildren()
})
