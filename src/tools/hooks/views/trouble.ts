import type { Locale } from '../../../platform/i18n.ts'
import type { ShownDelivery } from '../outgoing/present.ts'

/** Why something did not arrive. */
export function troubleSaid({ t }: Locale, { trouble, status }: Pick<ShownDelivery, 'trouble' | 'status'>): string {
  if (status !== null && status >= 300 && status < 400) return t('hooks.trouble.elsewhere', { status })
  if (status !== null) return t('hooks.trouble.status', { status })
  if (trouble === 'forbidden-address' || trouble === 'not-an-address') return t('hooks.trouble.inside')
  if (trouble === 'too-slow') return t('hooks.trouble.slow')
  if (trouble === 'unresolved') return t('hooks.trouble.no-name')
  if (trouble === 'no-secret') return t('hooks.trouble.secret')
  return t('hooks.trouble.unreachable')
}
