import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import { Type as T } from '@sinclair/typebox'
import { nothing } from '../../platform/html.ts'
import { notFound, tooOften } from '../../platform/http/problems.ts'
import { wantsJson } from '../../platform/http/server.ts'
import { PersonSchema } from '../../spine/people/cards.ts'
import { meOf, type Request } from '../../spine/request/ctx.ts'
import { cursorOf, moment, whole } from '../../spine/request/cursor.ts'
import { tooFast } from '../../spine/request/pace.ts'
import { get, type Outcome, page } from '../../spine/request/route.ts'
import { nullable } from '../../spine/request/schemas.ts'
import { siteName } from '../../ui/layout.ts'
import { type Contents, contentsOf, lastingId, onePage, presentEntry } from './contents.ts'
import { newestEntries } from './entries.ts'
import { discreet, feedPath, idOfToken, PACE } from './feeds.ts'
import { atom, type ShownContents } from './views/atom.ts'

const EntrySchema = T.Object({
  id: T.String(),
  url: T.String(),
  title: T.String(),
  lang: T.String(),
  author: PersonSchema,
  space: T.Object({ slug: T.String(), name: T.String() }),
  tags: T.Array(T.String()),
  publishedAt: T.String(),
  updatedAt: T.String(),
  html: T.String(),
})

const Feed = T.Object({
  title: T.String(),
  url: T.String(),
  updatedAt: T.String(),
  entries: T.Array(EntrySchema),
  next: nullable(T.String()),
})

const cursor = cursorOf({ at: moment, id: whole })

/** A feed, for whoever holds its address: read in the name of the person whose it is, checked anew each time. */
export const feedRoute = get('/feeds/:token.atom', {
  access: 'anyone',
  // Its address is enough. A program that knows a name and a password as well is not sent away for it.
  applications: true,
  summary: 'A private Atom feed, as its person reads: what is said in a place, or in all their places, newest first',
  params: T.Object({ token: T.String({ maxLength: 60 }) }),
  query: T.Object({ before: T.Optional(T.String({ maxLength: 200 })) }),
  response: Feed,
  async prepare({ site, params, raw }) {
    const id = idOfToken(site, params.token)
    if (!id) return undefined
    const wait = tooFast(site, `feed ${id}`, PACE)
    if (wait) throw tooOften(wait)
    const contents = await contentsOf(site, id, cursor.in((raw.query as { before?: string }).before))
    return contents && { id, contents }
  },
  async handle(ctx, { prepared }) {
    ctx.reply.headers(discreet)
    if (!prepared) throw notFound()
    const shown = present(ctx, feedPath(ctx.site, prepared.id), prepared.contents)
    return wantsJson(ctx.raw) ? asJson(shown) : answer(ctx, shown)
  },
})

/**
 * Everything one reads, for a program that signs in with an application password (or a token): no secret stands in its
 * address, so none can be passed on by it.
 */
export const ownFeedRoute = get('/me/feed.atom', {
  access: 'person',
  applications: true,
  everything: true,
  summary: 'An Atom feed of all you read, newest first, for a program that signs in; also with an application password',
  query: T.Object({ before: T.Optional(T.String({ maxLength: 200 })) }),
  response: Feed,
  load: ({ sql, query }) =>
    Promise.all([
      newestEntries(sql, cursor.in(query.before)),
      sql<{ createdAt: Date }[]>`select created_at from person where id = (select me())`,
    ]),
  async handle(ctx, _input, [rows, [self]]) {
    const { id, lang } = meOf(ctx)
    const wait = tooFast(ctx.site, `feed of ${id}`, PACE)
    if (wait) throw tooOften(wait)
    ctx.reply.headers(discreet)
    const contents = { person: { id, lang }, place: null, madeAt: self!.createdAt, ...onePage(ctx.site, rows) }
    const shown = present(ctx, '/me/feed.atom', contents)
    // Nothing secret stands in this address that could be passed on.
    shown.subtitle = ctx.locale.t('feeds.everything.name')
    // A program that signs in is taken for one that wants JSON elsewhere; what this address is called says what it gives.
    return (ctx.raw.headers.accept ?? '').includes('application/json') ? asJson(shown) : answer(ctx, shown)
  },
})

function asJson({ title, self: url, updatedAt, entries, next }: ReturnType<typeof present>): Outcome {
  return page({ title, url, updatedAt, entries, next }, () => nothing)
}

function present(
  ctx: Request,
  path: string,
  it: Contents,
): ShownContents & { entries: ReturnType<typeof presentEntry>[] } {
  const { site, home } = ctx
  const locale = site.localeFor(it.person.lang)
  const self = home + path
  const { place } = it
  const entries = it.entries.map((entry) => presentEntry(site, home, locale, entry))
  const times = [it.madeAt.toISOString(), ...entries.map(({ updatedAt }) => updatedAt)].sort()
  return {
    // The same, whatever its address is at the moment.
    id: lastingId(site, place ? `place:${place.id}` : `everything:${it.person.id}`),
    lang: locale.lang,
    title: place ? `${place.name} · ${siteName(ctx)}` : siteName(ctx),
    subtitle: locale.t('feeds.warning'),
    home,
    page: place ? `${home}/c/${place.slug}` : `${home}/`,
    self,
    next: it.next && `${self}?before=${cursor.text(it.next)}`,
    updatedAt: times.at(-1)!,
    entries,
  }
}

/** The feed, or that nothing has changed since it was last fetched. */
function answer(ctx: Request, shown: ShownContents): Outcome {
  const bytes = Buffer.from(atom(shown).markup)
  const etag = `W/"${createHash('sha1').update(bytes).digest('base64url')}"`
  const modified = new Date(shown.updatedAt).toUTCString()
  const known = ctx.raw.headers['if-none-match']
  // Not "since": what was removed meanwhile may have been the newest.
  const same = known ? known.includes(etag.slice(2)) : ctx.raw.headers['if-modified-since'] === modified
  ctx.reply.headers({ 'last-modified': modified, vary: 'Accept, Accept-Encoding' })
  if (same) return { kind: 'unchanged', etag }
  const headers = { 'content-type': 'application/atom+xml; charset=utf-8', etag }
  return { kind: 'stream', stream: Readable.from([bytes]), headers }
}
