import { type Html, html, nothing, trusted } from '../platform/html.ts'
import type { Frame } from './frame.ts'

/**
 * The pages of one's own settings beside each other.
 * @param current the one that the page is; none for what lies below them
 */
export function settingsNav(
  { locale: { t } }: Pick<Frame, 'locale'>,
  current?: 'settings' | 'keys' | 'feeds' | 'data',
): Html {
  const link = (name: typeof current | 'hearing', address: string, words: string) =>
    html`<a href="${address}"${name === current ? trusted(' aria-current="page"') : nothing}>${words}</a>`
  return html`<nav class="sub" aria-label="${t('ui.settings')}">${link('settings', '/me', t('ui.settings'))}${link('hearing', '/me/notifications', t('ui.settings.hearing'))}${link('keys', '/me/keys', t('ui.settings.keys'))}${link('feeds', '/me/feeds', t('ui.settings.feeds'))}${link('data', '/me/data', t('ui.settings.data'))}</nav>`
}
