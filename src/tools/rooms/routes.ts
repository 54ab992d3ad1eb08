import { Type as T } from '@sinclair/typebox'
import { notFound, notYours } from '../../platform/http/problems.ts'
import { newcomerIn } from '../../spine/care/newcomers.ts'
import { aspectsTag } from '../../spine/items/aspects.ts'
import { removalRoutes } from '../../spine/items/removal.ts'
import { itemRoutes } from '../../spine/items/routes.ts'
import { quotedMessage } from '../../spine/messages/quotation.ts'
import { pageOf } from '../../spine/messages/read.ts'
import { messageRoutes } from '../../spine/messages/routes.ts'
import type { Thread } from '../../spine/messages/threads.ts'
import { type Request, spaceOf } from '../../spine/request/ctx.ts'
import { mustStart } from '../../spine/request/must.ts'
import { done, elsewhere, get, page, post } from '../../spine/request/route.ts'
import { Made, PageNumber, Url } from '../../spine/request/schemas.ts'
import { idOf } from '../../spine/slug.ts'
import type { Again } from '../../ui/form.ts'
import { beginningOf, choosingRoutes } from './choosing.ts'
import { ListSchema, presentListed, roomsOf } from './list.ts'
import { mustWait } from './pace.ts'
import { OnlySaid, presentRoom, RoomSchema } from './present.ts'
import { Hour, HoursSchema } from './quiet.ts'
import { changeRoom, mayTend, openRoom, paces, type Room, roomFor } from './rooms.ts'
import { messagesIn, numberSince, roomRow } from './said.ts'
import { presentThread, ThreadsSchema, threadsOf } from './threads.ts'
import { editPage, newPage } from './views/form.ts'
import { roomPage, talk } from './views/room.ts'
import { threadPage } from './views/room-thread.ts'
import { listPage } from './views/rooms.ts'
import { threadsPage } from './views/threads.ts'

const of = '/c/:space/rooms/:id'
const Pace = T.Union(paces.map((pace) => T.Literal(pace)))
const Fields = {
  title: T.String({ maxLength: 100 }),
  about: T.Optional(T.String({ maxLength: 300 })),
  slow: T.Optional(Pace),
  quiet: T.Optional(T.Boolean()),
  quietFrom: T.Optional(Hour),
  quietTo: T.Optional(Hour),
  quietWeekends: T.Optional(T.Boolean()),
  /** Said by the form: boxes that are not ticked send nothing. */
  form: T.Optional(T.Boolean()),
}

export const routes = [
  get('/c/:space/rooms', {
    access: 'reader',
    everything: true,
    summary: 'Rooms of the space and of its circles: those that stand first, then by when something was said',
    response: ListSchema,
    load: ({ sql }) => roomsOf(sql),
    async handle(ctx, _input, rows) {
      const rooms = rows.map((row) => presentListed(ctx, row))
      return page({ rooms, next: null }, () => listPage(ctx, rooms))
    },
  }),

  get('/c/:space/threads', {
    access: 'reader',
    everything: true,
    summary: 'Side threads of the space and of its circles that you take part in: those with something new first',
    response: ThreadsSchema,
    handle: (ctx) => threads(ctx),
  }),

  get('/threads', {
    access: 'person',
    everything: true,
    summary: 'Side threads that you take part in, wherever they are: those with something new first',
    response: ThreadsSchema,
    handle: (ctx) => threads(ctx),
  }),

  get('/c/:space/rooms/new', {
    access: 'writer',
    summary: 'The form for opening a room',
    query: T.Object({ title: T.Optional(Fields.title), about: Fields.about }),
    response: T.Object({ title: T.String(), about: T.String() }),
    async handle(ctx, { query }) {
      mustStart(ctx)
      const begun = { title: query.title ?? '', about: query.about ?? '', slow: 0 }
      return page(begun, () => newPage(ctx, begun))
    },
  }),

  post('/c/:space/rooms', {
    access: 'writer',
    summary: 'Open a room: its name, what it is for, its quiet hours; hosts say how slowly one talks in it',
    body: T.Object(Fields),
    response: Made,
    async handle(ctx, { body }) {
      const made = await openRoom(ctx, { about: '', slow: 0, ...body })
      return done(made.url, made, 201)
    },
    form: async (ctx, again) => newPage(ctx, { title: '', about: '', slow: 0 }, again),
  }),

  get(of, {
    access: 'reader',
    everything: true,
    summary: 'A room with what was said last, or with a page of it; only what was said, for a page that is open',
    query: T.Object({
      page: PageNumber,
      reply: T.Optional(T.Integer({ minimum: 1 })),
      hold: T.Optional(T.Boolean()),
      only: OnlySaid,
    }),
    response: RoomSchema,
    async handle(ctx, { params, query }) {
      const it = await shown(ctx, idOf(params), query.page)
      if (query.only) return page(it.data, () => talk(ctx, it.data), { etag: ['said', ...it.tag] })
      const [rooms, newcomer, [quoted]] = await beside(ctx, it.data.id, query.reply)
      return page(it.data, () => roomPage(ctx, it.data, { rooms, newcomer, reply: quoted }), {
        etag: query.reply ? undefined : ['room', ...it.tag, newcomer, rooms],
      })
    },
  }),

  get(`${of}/day`, {
    access: 'reader',
    summary: 'The first message of a day, or of the next one on which something was said',
    query: T.Object({ day: T.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' }) }),
    response: T.Object({ number: T.Integer(), url: T.String() }),
    async handle(ctx, { params, query }) {
      const room = await roomFor(ctx, idOf(params))
      const number = (await numberSince(ctx.sql, room.id, beginningOf(query.day, ctx.timeZone))) ?? room.lastNumber
      return elsewhere(number ? `${room.url}?page=${pageOf(number)}#m${number}` : room.url)
    },
  }),

  get(`${of}/edit`, {
    access: 'writer',
    summary: 'What a room is called and for, to be changed',
    response: T.Object({ title: T.String(), about: T.String(), slow: T.Integer(), quietHours: HoursSchema }),
    async handle(ctx, { params }) {
      const room = await roomFor(ctx, idOf(params))
      if (!mayTend(ctx, room)) throw notYours()
      const { title, about, slow, quietHours } = room
      return page({ title, about, slow, quietHours }, () => editPage(ctx, room))
    },
  }),

  post(`${of}/edit`, {
    access: 'writer',
    summary: 'Change what a room is called and for, and its quiet hours: who opened it and hosts',
    body: T.Object(Fields),
    response: Url,
    async handle(ctx, { params, body }) {
      const room = await roomFor(ctx, idOf(params))
      const url = await changeRoom(ctx, room, { about: room.about, slow: room.slow, ...body })
      return done(url, { url })
    },
    form: async (ctx, { params, typed, errors }) => editPage(ctx, await roomFor(ctx, idOf(params)), { typed, errors }),
  }),

  ...choosingRoutes,
  ...removalRoutes({ path: of, kind: 'room', itemFor: roomFor }),
  ...itemRoutes({ path: of, itemFor: roomFor }),
  ...messageRoutes<Room>({
    path: of,
    itemFor: roomFor,
    maySay: mustWait,
    pageAgain: showAgain,
    threadPage: showThread,
  }),
]

/** A room as it is shown, and all that its page depends on. @throws 404 */
async function shown(ctx: Request, id: number, which?: number) {
  const [[row], rows] = await Promise.all([roomRow(ctx.sql, id), messagesIn(ctx.sql, id, which)])
  if (!row || row.spaceId !== spaceOf(ctx).id) throw notFound()
  const data = presentRoom(ctx, row, rows, which)
  if (data.page > data.pages) throw notFound()
  const tag = [
    row.about,
    row.slow,
    row.quietHours,
    row.quietUntil,
    row.quietBegins,
    row.title,
    row.readNumber,
    row.readGeneration,
    row.readBy,
    data.leadingHere,
    ...aspectsTag(row),
  ]
  return { data, tag }
}

async function beside(ctx: Request, id: number, reply?: number) {
  const [rows, newcomer, quoted] = await Promise.all([
    roomsOf(ctx.sql),
    newcomerIn(ctx),
    reply ? quotedMessage(ctx.sql, id, reply) : [],
  ])
  return [rows.map((row) => presentListed(ctx, row)), newcomer, quoted] as const
}

async function threads(ctx: Request) {
  const threads = (await threadsOf(ctx.site, ctx.sql)).map((row) => presentThread(ctx.site, row))
  return page({ threads, next: null }, () => threadsPage(ctx, threads))
}

/** A side thread in its room, with what was typed, when it cannot be said. */
async function showThread(ctx: Request, thread: Thread<Room>, again: Again = {}) {
  const [row] = await roomRow(ctx.sql, thread.under.id)
  if (!row) throw notFound()
  return threadPage(ctx, presentRoom(ctx, row, []), thread, again)
}

/** The latest with what was typed, when it cannot be said. */
async function showAgain(ctx: Request, id: number, again: Again) {
  const { data } = await shown(ctx, id)
  const [rooms, newcomer] = await beside(ctx, id)
  return roomPage(ctx, data, { rooms, newcomer }, again)
}
