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
}

/** A whole page: with the community's places at the side when one is in it, with one's own otherwise. */
export function layout(frame: Frame, parts: PageParts): Html {
  const { space, me } = frame
  return htmlDocument(
    frame,
    parts.title,
    html`<div class="shell${space ? ` hue-${steppedHue(space.hue)}` : ''}">
<header class="side">
${brand(frame)}
${me ? searchField(frame) : nothing}
${space ? spaceNav(frame, space, parts.place) : nothing}
${me ? meNav(frame) : html`<nav class="me" aria-label="${frame.locale.t('ui.you')}"><a class="self" href="/sign-in">${icon(frame, 'key-round')} <span>${frame.locale.t('ui.sign-in')}</span></a></nav>`}
</header>
<main id="main" class="main ${parts.kind}">
${parts.main}
${space ? printed(frame, space) : nothing}</main>
</div>`,
  )
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

function brand(frame: Frame): Html {
  const plain = frame.space ? '' : ' alone'
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

/** Where one searches first: in the community one is in. */
function searchPath(frame: Frame): string {
  return frame.space ? `/c/${frame.space.slug}/search` : '/search'
}

/** On a wide screen the search is a field at the side; the page of the search has its own. */
function searchField(frame: Frame): Html {
  const path = searchPath(frame)
  if (frame.path === path) return nothing
  const words = frame.locale.t(frame.space ? 'ui.search-in' : 'ui.search', { space: frame.space?.name ?? '' })
  return html`<search class="side-search"><form method="get" action="${path}">${icon(frame, 'search')}<input type="search" name="q" maxlength="400" autocomplete="off" enterkeyhint="search" aria-label="${words}" placeholder="${frame.locale.t('ui.search')}" aria-keyshortcuts="Control+K Meta+K"></form></search>`
}

function meNav(frame: Frame): Html {
  const me = frame.me!
  return html`<nav class="me" aria-label="${frame.locale.t('ui.you')}">
<a class="home-link" href="/" aria-label="${frame.locale.t('ui.all-communities')}">${icon(frame, 'house')}</a>
<a class="search-link" href="${searchPath(frame)}" aria-label="${frame.locale.t('ui.search')}">${icon(frame, 'search')}</a>
<a href="/notifications">${icon(frame, 'bell')}<span class="vh">${frame.locale.t('ui.news')}</span><span class="need dot" data-news${me.news ? nothing : trusted(' hidden')}><span class="vh"> ${frame.locale.t('ui.news.some')}</span></span></a>
<a class="settings-link" href="/me" aria-label="${frame.locale.t('ui.settings')}">${icon(frame, 'settings-2')}</a>
<a class="self" href="/people/${me.handle}">${face(me, true)} <span>${me.name}</span></a>
</nav>`
}
