import type { Grown } from './site.ts'
import { COMMON, PHRASE, RARE } from './size.ts'

/** One thing that is asked of both sites, by the same person in each. */
export interface GrowthCase {
  name: string
  as: keyof Grown['cookies']
  accept: string
  path: string
  /** What is posted. */
  body?: string
}

const HTML = 'text/html'
const JSON_ = 'application/json'

/** Pages whose cost must not depend on how much there is. A page that is not there yet is left out. */
export function pagesOf(site: Grown): GrowthCase[] {
  const { slug, quietSlug, usual, long, tag } = site
  const list = `/c/${slug}/discussions`
  const search = (q: string, more = '') => `/search?q=${encodeURIComponent(q)}${more}`
  const page = (name: string, path: string, as: GrowthCase['as'] = 'usual') => ({ name, path, as, accept: HTML })
  return [
    page('discussion of 50', usual.path),
    { ...page('discussion of 50, JSON', usual.path), accept: JSON_ },
    page('page 100 of 5,000', `${long.path}?page=100`),
    page('list', list),
    { ...page('list, JSON', list), accept: JSON_ },
    page('list, new to me', `${list}?show=new`),
    page('list, of a tag', `${list}?tag=${tag}`),
    page('list, unanswered', `${list}?show=unanswered`),
    page('list, begun by me', `${list}?show=mine`),
    page('list, followed', `${list}?show=followed`),
    page('list, closed', `${list}?show=closed`),
    page('list, most replies', `${list}?sort=replies`),
    page('list, newest begun', `${list}?sort=begun`),
    page('home of a community', `/c/${slug}`),
    page('home of a community, to its host', `/c/${slug}`, 'host'),
    page('home of a quiet community', `/c/${quietSlug}`, 'quiet'),
    page('home, in 3 communities', '/'),
    page('home, with 2,000 conversations', '/', 'talker'),
    page('list, with 2,000 conversations', list, 'talker'),
    page('home, in 3 quiet communities', '/', 'quiet'),
    page('people', `/c/${slug}/members`),
    page('people, by a word', `/c/${slug}/members?q=weirs`),
    page('tags', `/c/${slug}/tags`),
    page('saved', '/saved'),
    page('notifications', '/notifications'),
    page('search, rare word', search(RARE)),
    page('search, common word', search(COMMON)),
    page('search, common word, newest', search(COMMON, '&sort=newest')),
    page('search, phrase', search(`"${PHRASE}"`)),
    page('search, two common words', search(`${COMMON} water`)),
    page('search, in one community', `/search?q=${COMMON}&in=${slug}`),
    page('search, with 2,000 conversations', search(COMMON), 'talker'),
    page('search, in 3 quiet communities', search(COMMON), 'quiet'),
  ]
}

/** What is written, last: it makes the sites grow. */
export function writesOf({ replied }: Grown): GrowthCase[] {
  const body = JSON.stringify({ text: 'We were there this morning, and the water stood at the third bolt.' })
  return [{ name: 'post a reply', as: 'usual', accept: JSON_, path: `${replied.path}/messages`, body }]
}

export function requestFor({ accept, path, as, body }: GrowthCase, { cookies }: Grown): string {
  const written = body && {
    origin: 'http://localhost',
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(body),
  } // prettier-ignore
  const headers = { host: 'localhost', accept, cookie: cookies[as], 'accept-language': 'en', ...written }
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`)
  return `${body ? 'POST' : 'GET'} ${path} HTTP/1.1\r\n${lines.join('')}\r\n${body ?? ''}`
}
