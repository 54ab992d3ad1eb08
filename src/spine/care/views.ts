import { type Html, html, nothing } from '../../platform/html.ts'
import type { Frame } from '../../ui/frame.ts'
import { icon } from '../../ui/parts.ts'
import { gently, type Newcomer } from './newcomers.ts'

/** Above a composer: how gently a newcomer goes, and what is left for today. */
export function newcomerNote(frame: Pick<Frame, 'site' | 'locale'>, said: Newcomer): Html {
  if (!said) return nothing
  const { mostDiscussions: discussions, mostMessages: messages } = said
  const { links, names, megabytes } = gently
  const left = Math.max(0, messages - said.messages)
  const begin = Math.max(0, discussions - said.discussions)
  const words = frame.locale.t('ui.newcomer', { discussions, messages, links, names, megabytes, left, begin })
  return html`<p class="readers">${icon(frame, 'sprout', true)} <span>${words}</span></p>`
}
