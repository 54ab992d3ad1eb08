import type { Locale } from '../../../platform/i18n.ts'
import type { OutgoingKind } from '../outgoing/kinds.ts'

/** What a kind of what is told is called. */
export function kindSaid({ t }: Locale, kind: OutgoingKind): string {
  const words: Record<OutgoingKind, string> = {
    talk: t('hooks.kind.talk'),
    messages: t('hooks.kind.messages'),
    library: t('hooks.kind.library'),
    dates: t('hooks.kind.dates'),
    actions: t('hooks.kind.actions'),
    announcements: t('hooks.kind.announcements'),
  }
  return words[kind]
}
