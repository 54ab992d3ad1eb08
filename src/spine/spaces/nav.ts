import { type Html, html, nothing, trusted } from '../../platform/html.ts'
import { type Request, spaceOf } from '../request/ctx.ts'

type Page = 'members' | 'circles' | 'requests'

/**
 * The pages within People: everyone, the circles, and for hosts who is at the door.
 * @param current the one that is shown; none on what lies beside them
 */
export function peopleNav(ctx: Request, current?: Page): Html {
  const { t } = ctx.locale
  const space = spaceOf(ctx)
  const link = (name: Page) =>
    html`<a href="/c/${space.slug}/${name}"${name === current ? trusted(' aria-current="page"') : nothing}>${t(`nav.${name}`)}</a>`
  return html`<nav class="sub" aria-label="${t('ui.place.people')}">${link('members')}${link('circles')}${space.standing === 'host' ? link('requests') : nothing}</nav>`
}
