import { type Html, html, nothing } from '../../../platform/html.ts'
import { makingLinks } from '../../../spine/items/links-views.ts'
import type { Reader } from '../../../spine/live/kind.ts'
import type { Message } from '../../../spine/messages/read.ts'
import { mayWrite, type Space } from '../../../spine/request/ctx.ts'
import type { MessageLook } from '../../../ui/message.ts'
import { icon } from '../../../ui/parts.ts'
import type { Intent } from '../discussions.ts'

/** Who looks, as far as the messages of a discussion depend on it. */
export interface Looking extends Pick<Reader, 'locale' | 'site'> {
  space: Pick<Space, 'slug' | 'standing' | 'closed' | 'tools'> | null
}

/** A discussion, as far as its messages depend on it. */
export interface Around {
  id: number
  url: string
  lang: string
  intent: Intent
  accepted: number | null
  acceptedBy: string | null
  /** Nothing more is said in it. */
  ended: boolean
  mayTend: boolean
  /** Numbers of the messages that the reader keeps. */
  saved: readonly number[]
}

/** How a message of a discussion looks: the same on its page and where it arrives while the page is open. */
export function lookOf(frame: Looking, it: Around, message: Message): MessageLook {
  const { t } = frame.locale
  const writes = mayWrite(frame.space!)
  const chosen = it.accepted === message.number && !message.removed
  const asks = it.intent === 'question' || it.intent === 'help'
  const choose =
    writes && it.mayTend && asks && message.number > 1
      ? html`<form method="post" action="${it.url}/acceptance"><input type="hidden" name="number" value="${chosen ? 0 : message.number}"><button class="button plain" type="submit">${icon(frame, 'circle-check', true)} ${t(chosen ? 'discussions.unchoose' : 'discussions.choose')}</button></form>`
      : undefined
  return {
    item: it.url,
    lang: it.lang,
    writes,
    ended: it.ended,
    saved: it.saved.includes(message.number),
    readable: true,
    opens: true,
    chosen: chosen ? t('discussions.chosen', { name: it.acceptedBy ?? '' }) : undefined,
    choose,
    more: html`${makingLinks(frame, frame.space!, it.id, message.number, 'discussions')}${splitLink(frame, message)}`,
  }
}

/** A host makes a discussion of its own of what begins here. */
function splitLink(frame: Looking, message: Message): Html {
  const space = frame.space!
  if (space.standing !== 'host' || space.closed || message.number === 1) return nothing
  return html`<a class="button plain" href="${message.url}/split">${icon(frame, 'messages-square', true)} ${frame.locale.t('discussions.split.here')}</a>`
}
