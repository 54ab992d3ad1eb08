import { Type as T } from '@sinclair/typebox'
import { nothing } from '../../../platform/html.ts'
import { invalid, notFound, Problem } from '../../../platform/http/problems.ts'
import { wantsJson } from '../../../platform/http/server.ts'
import { giveToItem } from '../../../spine/attachments/attachments.ts'
import { writing } from '../../../spine/attachments/written.ts'
import { cardOf, PersonSchema } from '../../../spine/people/cards.ts'
import type { Ctx } from '../../../spine/request/ctx.ts'
import { done, get, page, post } from '../../../spine/request/route.ts'
import { nullable, Url } from '../../../spine/request/schemas.ts'
import {
  addShared,
  asideOf,
  beginShared,
  handsOf,
  loggedSince,
  putAside,
  type SharedText,
  sharedOf,
} from '../../../spine/sharing/shared.ts'
import { fits, merged } from '../../../spine/sharing/updates.ts'
import { idIn } from '../../../spine/slug.ts'
import { describedFiles } from '../files.ts'
import { mustChange } from '../own.ts'
import { type Page, pageFor } from '../pages.ts'
import { type Aside, writingPage } from '../views/together.ts'
import { bringBack, LONGEST, unsavedText } from './together.ts'
import { seedOf } from './ydoc.ts'

const Id = T.Integer({ minimum: 1 })
const Hand = T.Object({ person: PersonSchema, at: T.String() })
const Writing = T.Object({
  text: nullable(T.Integer()),
  number: T.Integer(),
  version: T.Integer(),
  title: T.String(),
  base: T.String(),
  update: T.String(),
  unsaved: T.Boolean(),
  hands: T.Array(Hand),
  aside: T.Array(T.Object({ text: T.Integer(), at: T.String(), beganAt: T.String() })),
})
const Base64 = T.String({ maxLength: 900_000, pattern: '^[A-Za-z0-9+/]+={0,2}$' })

/** Several people write one page at once. What each says goes by /live; here one comes in, and gets what is too much for it. */
export const togetherRoutes = [
  get('/c/:space/pages/:id/writing', {
    access: 'writer',
    summary: 'What is being written in a page and not saved yet; `after` for what came after a number',
    query: T.Object({ after: T.Optional(T.Integer({ minimum: 0, maximum: 2_000_000_000 })) }),
    response: Writing,
    async handle(ctx, { params, query }) {
      const it = await pageFor(ctx, idIn(params.id))
      mustChange(ctx, it)
      const shared = await sharedOf(ctx, it.id)
      if (wantsJson(ctx.raw)) return page(await stateOf(ctx, it, shared, query.after ?? 0), () => nothing)
      const unsaved = shared && shared.saved < shared.number ? await readable(ctx, shared) : undefined
      const hands = shared ? await namesIn(ctx, shared) : []
      const aside: Aside[] = []
      for (const one of await asideOf(ctx, it.id)) {
        aside.push({ ...one, words: await readable(ctx, one), hands: await namesIn(ctx, one) })
      }
      return page({}, () => writingPage(ctx, it, { hands, shared, unsaved, aside }))
    },
  }),

  post('/c/:space/pages/:id/writing', {
    access: 'writer',
    summary: 'Write a page together with whoever else does',
    response: Writing,
    async handle(ctx, { params }) {
      const it = await pageFor(ctx, idIn(params.id))
      mustChange(ctx, it)
      if (it.text.length > LONGEST) throw invalid('text', 'too-long', { most: LONGEST })
      const shared = (await sharedOf(ctx, it.id)) ?? (await begin(ctx, it))
      return done(`${it.url}/edit`, await stateOf(ctx, it, shared, 0))
    },
  }),

  post('/c/:space/pages/:id/writing/updates', {
    access: 'writer',
    summary: 'Say something in a shared text that is too long for /live, or the last words of a page that is left',
    body: T.Object({ text: Id, data: Base64 }),
    response: T.Object({ number: T.Integer() }),
    async handle(ctx, { params, body }) {
      const it = await pageFor(ctx, idIn(params.id))
      mustChange(ctx, it)
      const data = Buffer.from(body.data, 'base64')
      if ((await sharedOf(ctx, it.id))?.id !== body.text) throw notFound()
      if (!(await fits(await loggedSince(ctx, body.text, 0), data))) throw invalid('data', 'not-understood')
      const number = await addShared(ctx, body.text, data)
      if (number === undefined) throw invalid('data', 'too-long', { most: 0 })
      return done(`${it.url}/edit`, { number })
    },
  }),

  post('/c/:space/pages/:id/writing/files', {
    access: 'writer',
    summary: 'Files that were put into a shared text: all who write see them',
    body: writing({}),
    response: Url,
    async handle(ctx, { params, body }) {
      const it = await pageFor(ctx, idIn(params.id))
      mustChange(ctx, it)
      await giveToItem(ctx, it.id, await describedFiles(ctx, body, []))
      return done(`${it.url}/edit`, { url: it.url })
    },
  }),

  post('/c/:space/pages/:id/writing/putting-aside', {
    access: 'writer',
    summary: 'Put aside what was written and not saved; it is kept for thirty days',
    body: T.Object({ text: Id, upto: Id }),
    response: Url,
    async handle(ctx, { params, body }) {
      const it = await pageFor(ctx, idIn(params.id))
      mustChange(ctx, it)
      const seen = (await sharedOf(ctx, it.id))?.id === body.text && (await putAside(ctx, body.text, body.upto))
      if (!seen) throw new Problem(409, 'writing-changed')
      const url = `${it.url}/writing`
      return done(url, { url })
    },
  }),

  post('/c/:space/pages/:id/writing/taking-up', {
    access: 'writer',
    summary: 'Go on with what was put aside, together with what the page says now',
    body: T.Object({ text: Id }),
    response: Url,
    async handle(ctx, { params, body }) {
      const it = await pageFor(ctx, idIn(params.id))
      mustChange(ctx, it)
      const one = (await asideOf(ctx, it.id)).find(({ id }) => id === body.text)
      if (!one) throw notFound()
      await bringBack(ctx, it, one)
      const url = `${it.url}/edit`
      return done(url, { url })
    },
  }),
]

/** What it says; null, where nobody can read it: the others are shown all the same. */
function readable(ctx: Ctx, shared: SharedText): Promise<string | null> {
  return unsavedText(ctx, shared).catch(() => null)
}

async function namesIn(ctx: Ctx, shared: SharedText): Promise<string[]> {
  return (await handsOf(ctx, shared.id)).map(({ person }) => person.name)
}

async function begin(ctx: Ctx, it: Page): Promise<SharedText> {
  return beginShared(ctx, it, { version: it.version, base: it.text, seed: await seedOf(it.text) })
}

/** How a text stands for whoever comes in, with what came after a number. */
async function stateOf(ctx: Ctx, it: Page, shared: SharedText | undefined, after: number) {
  const aside = (await asideOf(ctx, it.id)).map(({ id, asideAt, beganAt }) => ({
    text: id,
    at: asideAt.toISOString(),
    beganAt: beganAt.toISOString(),
  }))
  const about = { title: it.title, aside }
  if (!shared)
    return {
      text: null,
      number: 0,
      version: it.version,
      base: it.text,
      update: '',
      unsaved: false,
      hands: [],
      ...about,
    }
  const rows = await loggedSince(ctx, shared.id, after)
  const hands = await handsOf(ctx, shared.id)
  return {
    text: shared.id,
    number: rows.at(-1)?.number ?? shared.number,
    version: shared.version,
    base: shared.base,
    update: rows.length ? Buffer.from(await merged(rows)).toString('base64') : '',
    unsaved: shared.saved < shared.number,
    hands: hands.map(({ person, at }) => ({ person: cardOf(person), at: at.toISOString() })),
    ...about,
  }
}
