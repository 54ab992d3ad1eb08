import { Type as T } from '@sinclair/typebox'
import { notFound } from '../../platform/http/problems.ts'
import {
  answerNote,
  endSuspension,
  NOTES_PAGE,
  noteFor,
  noteKinds,
  notesIn,
  repliesTo,
  writeNote,
} from '../../spine/care/notes.ts'
import { claim, reportFor } from '../../spine/care/queue.ts'
import { cardOf, PersonSchema } from '../../spine/people/cards.ts'
import { type Ctx, type Request, spaceOf } from '../../spine/request/ctx.ts'
import { done, get, page, post } from '../../spine/request/route.ts'
import { Made, nullable, Url } from '../../spine/request/schemas.ts'
import { endOfDay } from '../../spine/spaces/people.ts'
import type { Again } from '../../ui/form.ts'
import { NoteSchema, NoteWithRepliesSchema, presentNote, presentReplies } from './present.ts'
import { hostNotePage, newNotePage, notesPage } from './views/notes.ts'
import { toWriteTo } from './writing-to.ts'

const path = '/c/:space/notes'
const One = T.Object({ space: T.String(), note: T.Integer() })
const Kind = T.Union(noteKinds.map((kind) => T.Literal(kind)))
export const Words = T.Object({ words: T.String({ minLength: 1, maxLength: 5000 }) })

/** What the hosts of a space write to single people. */
export const notes = [
  get(path, {
    access: 'host',
    summary: 'What hosts wrote to single people: warnings and suspensions, the last first',
    query: T.Object({ before: T.Optional(T.Integer({ minimum: 1 })) }),
    response: T.Object({ notes: T.Array(NoteSchema), next: nullable(T.String()) }),
    async handle(ctx, { query }) {
      const rows = await notesIn(ctx, query.before)
      const shown = rows.slice(0, NOTES_PAGE).map((row) => presentNote(ctx, row, addressOf(ctx, row.id)))
      const next = rows.length > NOTES_PAGE ? `/c/${spaceOf(ctx).slug}/notes?before=${shown.at(-1)!.id}` : null
      return page({ notes: shown, next }, () => notesPage(ctx, shown, next))
    },
  }),

  get(`${path}/new`, {
    access: 'host',
    summary: 'The form for writing to one person, with what hosts wrote to them before',
    query: T.Object({
      person: T.String({ maxLength: 40 }),
      kind: T.Optional(Kind),
      report: T.Optional(T.Integer({ minimum: 1 })),
    }),
    response: T.Object({ person: PersonSchema, before: T.Array(NoteSchema), mayBeSuspended: T.Boolean() }),
    async handle(ctx, { query }) {
      const it = await toWrite(ctx, query)
      return page(it, () => newNotePage(ctx, it, query))
    },
  }),

  post(path, {
    access: 'host',
    summary:
      'Write to one person: warn them, or suspend them until a day; both rest on an agreement, and can be answered',
    body: T.Object({
      person: T.String({ maxLength: 40 }),
      kind: Kind,
      agreement: T.String({ minLength: 1, maxLength: 300 }),
      words: T.String({ minLength: 1, maxLength: 5000 }),
      /** The last day of a suspension, or the moment. */
      until: T.Optional(T.String({ maxLength: 30 })),
      report: T.Optional(T.Integer({ minimum: 1 })),
    }),
    response: Made,
    async handle(ctx, { body }) {
      const to = await toWriteTo(ctx, body.person)
      const it = body.report ? await reportFor(ctx, body.report) : null
      // What is written to one person settles nothing about another.
      if (it && it.personId !== to.id) throw notFound()
      if (it) await claim(ctx, it, 'noted', '')
      const { kind, agreement, words } = body
      const until = body.until?.includes('T') ? new Date(body.until) : endOfDay(body.until, ctx.timeZone)
      const id = await writeNote(ctx, {
        personId: to.id,
        kind,
        agreement,
        words,
        until,
        messageId: it?.messageId ?? null,
      })
      return done(addressOf(ctx, id), { id, url: addressOf(ctx, id) }, 201)
    },
    async form(ctx, { typed, errors }) {
      const wish = { person: String(typed.person ?? ''), report: Number(typed.report) || undefined }
      return newNotePage(ctx, await toWrite(ctx, wish), wish, { typed, errors } as Again)
    },
  }),

  get(`${path}/:note`, {
    access: 'host',
    summary: 'What hosts wrote to someone, and what was answered',
    params: One,
    response: NoteWithRepliesSchema,
    async handle(ctx, { params }) {
      const it = await shown(ctx, params.note)
      return page(it, () => hostNotePage(ctx, it))
    },
  }),

  post(`${path}/:note/replies`, {
    access: 'host',
    whenClosed: true,
    summary: 'Answer whom hosts wrote to',
    params: One,
    body: Words,
    response: Url,
    async handle(ctx, { params, body }) {
      await answerNote(ctx, await noteFor(ctx, params.note), body.words)
      const url = addressOf(ctx, params.note)
      return done(url, { url })
    },
    form: async (ctx, { params, typed, errors }) =>
      hostNotePage(ctx, await shown(ctx, Number(params.note)), { typed, errors } as Again),
  }),

  post(`${path}/:note/ending`, {
    access: 'host',
    whenClosed: true,
    summary: 'End a suspension early',
    params: One,
    response: Url,
    async handle(ctx, { params }) {
      await endSuspension(ctx, await noteFor(ctx, params.note))
      const url = addressOf(ctx, params.note)
      return done(url, { url })
    },
  }),
]

function addressOf(ctx: Ctx, id: number): string {
  return `/c/${spaceOf(ctx).slug}/notes/${id}`
}

async function shown(ctx: Request, id: number) {
  const note = await noteFor(ctx, id)
  return { ...presentNote(ctx, note, addressOf(ctx, id)), replies: presentReplies(await repliesTo(ctx, id)) }
}

export type ToWrite = Awaited<ReturnType<typeof toWrite>>

async function toWrite(ctx: Request, wish: { person: string; report?: number | undefined }) {
  const to = await toWriteTo(ctx, wish.person)
  const [before, it] = await Promise.all([
    notesIn(ctx, undefined, to.id),
    wish.report ? reportFor(ctx, wish.report) : undefined,
  ])
  return {
    person: cardOf(to),
    mayBeSuspended: to.belongs && !to.hosts,
    isHost: to.hosts,
    aboutReport: it !== undefined,
    before: before.slice(0, 5).map((note) => presentNote(ctx, note, addressOf(ctx, note.id))),
  }
}
