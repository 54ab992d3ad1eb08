import { type Child, type Html, html, nothing, trusted } from '../platform/html.ts'
import type { Locale } from '../platform/i18n.ts'
import type { Card, Drawn, Frame } from './frame.ts'

/** An icon from the sprite; it never stands without words. */
export function icon(frame: Drawn, name: string, small = false): Html {
  return trusted(
    `<svg class="icon${small ? ' small' : ''}" width="20" height="20" aria-hidden="true"><use href="${frame.site.assets.icons}#${name}"/></svg>`,
  )
}

export function mark(frame: Pick<Frame, 'site'>, big = false): Html {
  return trusted(
    `<svg class="mark${big ? ' big' : ''}" aria-hidden="true"><use href="${frame.site.assets.icons}#mark"/></svg>`,
  )
}

/** The rings of a tree, as a quiet ornament behind a title. */
export function banner(frame: Pick<Frame, 'site'>): Html {
  return trusted(
    `<svg class="rings banner" viewBox="0 0 400 400" aria-hidden="true"><use href="${frame.site.assets.rings}#rings"/></svg>`,
  )
}

/** A face: the person's picture, or their initials on a tone of their own. Their name stands beside it. */
export function face(person: Card, small = false): Html {
  const size = small ? ' small' : ''
  if (person.picture) {
    const px = small ? 28 : 40
    return html`<img class="face${size}" src="/pictures/${person.picture}" alt="" width="${px}" height="${px}" loading="lazy" decoding="async">`
  }
  return html`<span class="face${size}" data-tone="${(person.id % 6) + 1}" aria-hidden="true">${initials(person.name)}</span>`
}

function initials(name: string): string {
  const words = name.split(/[\s-]+/).filter(Boolean)
  const first = [...(words[0] ?? '?')][0]!
  const last = words.length > 1 ? [...words.at(-1)!][0]! : ''
  return (first + last).toUpperCase()
}

/** The sign of a community: its picture, or the emblem all begin with. */
export function emblem(frame: Pick<Frame, 'site'>, space: { picture: string | null }): Html {
  return space.picture
    ? html`<img class="emblem" src="/pictures/${space.picture}" alt="" width="32" height="32">`
    : trusted(`<svg class="emblem" aria-hidden="true"><use href="${frame.site.assets.icons}#emblem"/></svg>`)
}

/** "34 people can read this, 1 from a funder": stands above every place where one writes. */
export function readers(frame: Frame, space = frame.space!): Html {
  if (space.others) return onlyYouAnd(frame, space.others)
  return html`<p class="readers">${icon(frame, 'users', true)} <span>${readersText(frame.locale, space.readers ?? space)}</span></p>`
}

/** "Only you and Bashir Rahmani can read this": above where one writes to a few. */
export function onlyYouAnd({ locale, ...frame }: Drawn & Pick<Frame, 'locale'>, others: readonly string[]): Html {
  const people = locale.list([locale.t('ui.readers.you'), ...others])
  return html`<p class="readers">${icon(frame, 'lock', true)} <span>${locale.t('ui.readers.only', { people })}</span></p>`
}

/** Below what can be read behind an open door: who wants to write joins first, in one tap. */
export function joinFirst(frame: Frame): Html {
  const { t } = frame.locale
  const space = frame.space!
  return html`<section class="panel good cluster"><p>${t('ui.open-door', { space: space.name })}</p>
<form method="post" action="/c/${space.slug}/door"><button class="button" type="submit">${t('ui.join')}</button></form></section>`
}

/** Who can see what is said here, at the foot of a page. */
export function onlyPeople(frame: Frame): Html {
  const space = frame.space!
  const count = (space.readers ?? space).people
  return html`<p class="quiet with-icon">${icon(frame, space.readers ? 'door-open' : 'lock', true)} <span>${frame.locale.t('ui.only-people', { count, community: space.parent && space.readers ? space.parent.name : space.name })}</span></p>`
}

export function readersText(locale: Locale, space: { people: number; badges: Record<string, number> }): string {
  const signs = Object.entries(space.badges).map(([badge, count]) => locale.t(`ui.readers.${badge}`, { count }))
  return [locale.t('ui.readers', { count: space.people }), ...signs].join(', ')
}

/** A badge by a name: who else this person answers to. */
export function badgeSign(locale: Locale, badge: string | null | undefined): Html {
  return badge ? html` <span class="sign">${locale.t(`ui.badge.${badge}`)}</span>` : nothing
}

/** Words in a language that may differ from the page's. */
export function inLanguage(frame: Pick<Frame, 'locale'>, lang: string, content: Child): Html {
  return lang === frame.locale.lang ? html`${content}` : html`<span lang="${lang}">${content}</span>`
}

/** An empty place: what belongs here, and the first step. */
export function emptyPlace(frame: Frame, words: string, step?: Child): Html {
  return html`<div class="empty">${mark(frame)}<p>${words}</p>${step}</div>`
}

/** A link that looks like a button. */
export function buttonLink(address: string, words: Child, kind = ''): Html {
  return html`<a class="button ${kind}" href="${address}">${words}</a>`
}
