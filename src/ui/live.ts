import { type Html, html, nothing, trusted } from '../platform/html.ts'
import type { Locale } from '../platform/i18n.ts'
import type { Frame } from './frame.ts'

/** What a page says about the messages it shows, so that it can hear of more. */
interface LiveMessages {
  item: number
  /** Up to here it shows everything. */
  modseq: number
  /** The highest number there is, on whatever page. */
  last: number
  page: number
  pages: number
  url: string
  writes: boolean
  /** The side thread that is shown, alone. */
  thread?: number
  /** Whom the reader has blocked. */
  blocks: readonly number[]
}

/** Attributes of the element around the messages. */
export function liveMessages(frame: Frame, it: LiveMessages): Html {
  if (!frame.me) return nothing
  // What can be done with a message is not fetched because a finger passes over it: it may be gone by then.
  return html` data-turbo-prefetch="false" data-live-item="${it.item}" data-modseq="${it.modseq}" data-last="${it.last}" data-page="${it.page}" data-pages="${it.pages}" data-url="${it.url}"${it.thread ? html` data-thread="${it.thread}"` : nothing}${it.blocks.length ? html` data-blocks="${it.blocks.join(' ')}"` : nothing}${it.writes ? trusted(' data-writes') : nothing} data-live-words="${wordsOf(frame, itemWords)}"`
}

/** Attributes of the element around rows that change while one looks: of one space, or of all that are one's own. */
export function liveList(frame: Frame, spaces: 'all' | number[]): Html {
  if (!frame.me) return nothing
  return html` data-live-list="${JSON.stringify(spaces)}" data-live-words="${wordsOf(frame, listWords)}"`
}

/** Below the messages: a line for who writes and who is here; and without script the way to look again oneself. */
export function liveFoot(frame: Frame, address: string): Html {
  if (!frame.me) return nothing
  return html`<p class="live-line quiet" data-live-line></p><noscript><p><a class="button second" href="${address}">${frame.locale.t('ui.live.look')}</a></p></noscript>`
}

const said = new WeakMap<Locale, Map<typeof itemWords, string>>()

/** Put together once a language. */
function wordsOf({ locale }: Frame, words: typeof itemWords): string {
  const known = said.get(locale) ?? new Map<typeof itemWords, string>()
  said.set(locale, known)
  const text = known.get(words) ?? JSON.stringify(words(locale))
  known.set(words, text)
  return text
}

/** What the island says. Names and numbers are filled in where the braces are. */
function itemWords({ t }: Locale): Record<string, string> {
  const name = '{name}'
  return {
    ...lineWords(t),
    one: t('ui.live.new', { count: 1 }),
    many: t('ui.live.new-many', { count: '{count}' }),
    manyBy: t('ui.live.new-many-by', { count: '{count}', name }),
    wrote: t('ui.live.wrote', { name }),
    fresh: t('ui.live.divider'),
    writing: t('ui.live.writing', { name }),
    writingTwo: t('ui.live.writing-two', { name, other: '{other}' }),
    writingMany: t('ui.live.writing-many'),
    here: t('ui.live.here', { names: '{names}' }),
    gone: t('ui.live.gone'),
    changed: t('ui.live.changed'),
    blocked: t('ui.message.blocked'),
    show: t('ui.message.blocked-show'),
  }
}

function listWords({ t }: Locale): Record<string, string> {
  return { ...lineWords(t), list: t('ui.live.list'), show: t('ui.live.show') }
}

function lineWords(t: Locale['t']): Record<string, string> {
  return { lost: t('ui.live.lost'), again: t('ui.live.again'), gone: t('ui.live.gone') }
}
