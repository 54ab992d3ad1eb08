import { type Html, html, nothing, trusted } from '../platform/html.ts'
import type { Frame, FrameSpace } from './frame.ts'
import { emblem, face, icon, mark } from './parts.ts'

export interface PageParts {
  title: string
  main: Html
  /** Which of the community's places this page is in. */
  place?: string
  /** Classes of the main element. */
  kind?: string
  /** Among which of one's own pages it is, where its address does not say. */
  own?: OwnPlace
}

/** Pages that are one's own, outside every community. */
type OwnPlace = 'home' | 'messages' | 'saved' | 'settings'

/** A whole page: with the community's places at the side when one is in it, with one's own otherwise. */
export function layout(frame: Frame, parts: PageParts): Html {
  const { me } = frame
  const space = placeOf(frame)
  const own = space === null && me !== null
  return htmlDocument(
    frame,
    parts.title,
    html`<div class="shell${space ? ` hue-${steppedHue(space.hue)}` : ''}">
<header class="side">
${brand(frame, space !== null || own)}
${me ? searchField(frame) : nothing}
${space ? spaceNav(frame, space, parts.place) : me ? ownNav(frame, me, parts.own ?? ownPlaceOf(frame)) : nothing}
${me ? meNav(frame, own) : html`<nav class="me" aria-label="${frame.locale.t('ui.you')}"><a class="self" href="/sign-in">${icon(frame, 'key-round')} <span>${frame.locale.t('ui.sign-in')}</span></a></nav>`}
</header>
<main id="main" class="main ${parts.kind}">
${parts.main}
${space ? printed(frame, space) : nothing}</main>
</div>`,
  )
}

/** The community or circle that a page is in. A conversation is no place: it is among what is one's own. */
function placeOf({ space }: Frame): FrameSpace | null {
  return space && space.kind !== 'conversation' ? space : null
}

/** Below a page on paper: when it was so, and where it is. On a screen nobody sees it. */
function printed({ locale, now = new Date(), timeZone = 'UTC', home = '', path }: Frame, space: FrameSpace): Html {
  const date = locale.date(now, timeZone, { dateStyle: 'long' })
  return html`<p class="printed">${locale.t('ui.printed', { date, place: space.name })} · ${home}${path}</p>
`
}

/** A page for anyone, outside every community: what stands on it is all there is. @param head for those who only look at the head */
export function openPage(frame: Frame, { title, main, head }: { title: string; main: Html; head: Html }): Html {
  return htmlDocument(
    { ...frame, space: null },
    title,
    html`<header class="open-head"><a class="brand alone" href="/">${mark(frame)} ${siteName(frame)}</a></header>
<main id="main" class="main reading open-page">
${main}
</main>`,
    head,
  )
}

/** A page outside the frame: signing in, joining, founding. One column, one thing to do. */
export function door(frame: Frame, title: string, main: Html, hue?: number): Html {
  return htmlDocument(
    frame,
    title,
    html`<main id="main" class="door${hue === undefined ? '' : ` hue-${steppedHue(hue)}`}">
<svg class="rings banner" viewBox="0 0 400 400" aria-hidden="true">${trusted(`<use href="${frame.site.assets.rings}#rings"/>`)}</svg>
${main}
</main>`,
  )
}

function htmlDocument(frame: Frame, title: string, body: Html, head: Html = nothing): Html {
  const { locale, site } = frame
  const theme = frame.theme === 'light' || frame.theme === 'dark' ? frame.theme : undefined
  return html`<!DOCTYPE html>
<html lang="${locale.lang}" dir="${locale.dir}"${theme ? trusted(` data-theme="${theme}"`) : nothing}>
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">
<title>${title} · ${frame.space ? `${frame.space.name} · ` : ''}${siteName(frame)}</title>
<meta name="color-scheme" content="light dark">
<meta name="turbo-cache-control" content="${frame.secret ? 'no-cache' : 'no-preview'}">
${head}<link rel="icon" href="${site.assets.favicon}" type="image/svg+xml">
<link rel="stylesheet" href="${site.assets.css}" data-turbo-track="reload">
<script type="module" src="${site.assets.js}" data-turbo-track="reload"></script>
</head>
<body data-sent="${locale.t('ui.sending')}" data-lost="${locale.t('ui.lost')}"${frame.me ? html` data-live data-me="${frame.me.id}"` : nothing}>
<a class="skip vh" href="#main">${locale.t('ui.skip')}</a>
${body}
<div id="spoken" class="vh" role="status" aria-live="polite" data-turbo-permanent></div>
</body>
</html>`
}

/** What the site is called. */
export function siteName(frame: Pick<Frame, 'site'>): string {
  return frame.site.settings.name || 'Copse'
}

/** Hues are classes in steps of five. */
export function steppedHue(hue: number): number {
  return (Math.round(hue / 5) * 5) % 360
}

function brand(frame: Frame, beside: boolean): Html {
  const plain = beside ? '' : ' alone'
  return html`<a class="brand${plain}" href="/">${mark(frame)} ${siteName(frame)}</a>`
}

function spaceNav(frame: Frame, space: FrameSpace, current: string | undefined): Html {
  const { locale } = frame
  const home = `/c/${space.slug}`
  const places = frame.site.places.flatMap((place) => {
    const door = place.doors.find(({ tool }) => tool === undefined || space.tools.includes(tool))
    return door ? [{ ...place, path: door.path }] : []
  })
  const [first, rest] = [places.slice(0, 4), places.slice(4)]
  const link = (place: { name: string; icon: string; path: string }) =>
    html`<li><a href="${home}${place.path}"${place.name === current ? trusted(' aria-current="page"') : nothing}>${icon(frame, place.icon)} ${locale.t(`ui.place.${place.name}`)}</a></li>`
  const within = space.parent
    ? html`<a class="within" href="/c/${space.parent.slug}">${icon(frame, 'chevron-left', true)} ${space.parent.name}</a>`
    : nothing
  return html`<div class="here">${within}<a class="space" href="${home}">${emblem(frame, space)} <span>${space.name}</span></a></div>
<a class="people" href="${home}/members">${locale.t('ui.people-count', { count: space.people })}</a>
<nav class="places" aria-label="${space.name}">
<ul role="list">${first.map(link)}${rest.length ? html`<li class="more-places"><button type="button" popovertarget="rest">${icon(frame, 'ellipsis')} ${locale.t('ui.more')}</button></li>` : nothing}</ul>
${rest.length ? html`<ul class="rest" id="rest" role="list" popover>${rest.map(link)}</ul>` : nothing}
</nav>`
}

const ownPlaces: readonly { name: OwnPlace; icon: string; path: string }[] = [
  { name: 'home', icon: 'house', path: '/' },
  { name: 'messages', icon: 'mail', path: '/messages' },
  { name: 'saved', icon: 'bookmark', path: '/saved' },
  { name: 'settings', icon: 'settings-2', path: '/me' },
]

/** What is one's own has its address below that of its place; a conversation is among the messages. */
function ownPlaceOf({ path, space }: Frame): OwnPlace | undefined {
  if (space) return 'messages'
  return ownPlaces.find((one) => path === one.path || path.startsWith(`${one.path}/`))?.name
}

/** What is one's own, where a community's places stand otherwise. */
function ownNav(frame: Frame, me: NonNullable<Frame['me']>, current: OwnPlace | undefined): Html {
  const { t } = frame.locale
  const link = (one: (typeof ownPlaces)[number]) =>
    html`<li><a href="${one.path}"${one.name === current ? trusted(' aria-current="page"') : nothing}>${icon(frame, one.icon)} ${t(`ui.own.${one.name}`)}</a></li>`
  return html`<div class="here"><a class="space" href="/people/${me.handle}" data-self>${face(me, true)} <span>${me.name}</span></a></div>
<nav class="places" aria-label="${t('ui.own')}"><ul role="list">${ownPlaces.map(link)}</ul></nav>`
}

function writtenDot({ locale }: Frame, written: boolean): Html {
  return html`<span class="need dot" data-written${written ? nothing : trusted(' hidden')}><span class="vh"> ${locale.t('ui.own.messages.new')}</span></span>`
}

/** Where one searches first: in the community one is in. */
function searchPath(frame: Frame): string {
  const space = placeOf(frame)
  return space ? `/c/${space.slug}/search` : '/search'
}

/** On a wide screen the search is a field at the side; the page of the search has its own. */
function searchField(frame: Frame): Html {
  const path = searchPath(frame)
  if (frame.path === path) return nothing
  const space = placeOf(frame)
  const words = frame.locale.t(space ? 'ui.search-in' : 'ui.search', { space: space?.name ?? '' })
  return html`<search class="side-search"><form method="get" action="${path}">${icon(frame, 'search')}<input type="search" name="q" maxlength="400" autocomplete="off" enterkeyhint="search" aria-label="${words}" placeholder="${frame.locale.t('ui.search')}" aria-keyshortcuts="Control+K Meta+K"></form></search>`
}

/** @param own whether one’s own places stand at the side already: what is there is not said twice */
function meNav(frame: Frame, own: boolean): Html {
  const me = frame.me!
  const { t } = frame.locale
  const away = (name: string, href: string, words: string, drawn: string) =>
    own ? nothing : html`<a class="${name}" href="${href}" aria-label="${words}">${icon(frame, drawn)}</a>\n`
  return html`<nav class="me" aria-label="${t('ui.you')}">
${away('home-link', '/', t('ui.all-communities'), 'house')}<a class="search-link" href="${searchPath(frame)}" aria-label="${t('ui.search')}">${icon(frame, 'search')}</a>
<a class="messages-link" href="/messages">${icon(frame, 'mail')}<span class="vh">${t('ui.own.messages')}</span>${writtenDot(frame, me.written)}</a>
<a href="/notifications">${icon(frame, 'bell')}<span class="vh">${t('ui.news')}</span><span class="need dot" data-news${me.news ? nothing : trusted(' hidden')}><span class="vh"> ${t('ui.news.some')}</span></span></a>
${away('settings-link', '/me', t('ui.settings'), 'settings-2')}${own ? nothing : html`<a class="self" href="/people/${me.handle}">${face(me, true)} <span>${me.name}</span></a>\n`}</nav>`
}
