import { Type as T } from '@sinclair/typebox'
import { spaceOf } from '../../spine/request/ctx.ts'
import { cursorOf, type Key, moment, whole } from '../../spine/request/cursor.ts'
import { get, page } from '../../spine/request/route.ts'
import { Id } from '../../spine/request/schemas.ts'
import { closedActions, LISTED, type Listed, NO_DAY, openActions, type Whose } from './list.ts'
import { ListSchema, presentListed } from './present.ts'
import { listPage } from './views/list.ts'

/** How much of what is closed stands below what is open. */
const LATELY = 10

// A day that is in no calendar is taken for the one after it by some.
const day: Key<string> = (value): value is string => moment(`${value}T00:00:00Z`)
const yesOrNo: Key<boolean> = (value): value is boolean => typeof value === 'boolean'
const cursors = {
  open: cursorOf({ mine: yesOrNo, due: day, id: whole }),
  closed: cursorOf({ closedAt: moment, id: whole }),
}

export const listRoutes = [
  get('/c/:space/actions', {
    access: 'reader',
    summary: 'What is to be done here: one’s own first, then by day; or what is closed, the last first',
    query: T.Object({
      state: T.Optional(T.Union([T.Literal('open'), T.Literal('closed')])),
      /** A handle; nobody: what nobody does yet. */
      person: T.Optional(T.String({ maxLength: 40 })),
      after: T.Optional(T.String({ maxLength: 200 })),
      /** What was just closed, to be named. */
      closed: T.Optional(Id),
      from: T.Optional(T.Literal('home')),
    }),
    response: ListSchema,
    async handle(ctx, { query }) {
      const { state = 'open', person, after, from } = query
      const space = spaceOf(ctx)
      const of: Whose = person === undefined ? undefined : person === 'nobody' ? 'nobody' : { handle: person }
      const first = state === 'open' && !after
      const [open, closed] = await Promise.all([
        state === 'open' ? openActions(ctx.sql, space.id, { of, after: cursors.open.in(after) }) : [],
        state === 'closed'
          ? closedActions(ctx.sql, space.id, { of, before: cursors.closed.in(after), most: LISTED })
          : first
            ? closedActions(ctx.sql, space.id, { of, most: LATELY })
            : [],
      ])
      const rows = state === 'open' ? open : closed
      const last = rows[LISTED - 1]
      const more = new URLSearchParams({
        ...(state === 'closed' && { state }),
        ...(person && { person }),
        ...(last && { after: state === 'open' ? openAfter(last, ctx.me?.id) : closedAfter(last) }),
      })
      const data = {
        actions: rows.slice(0, LISTED).map((row) => presentListed(ctx, row)),
        closed: first ? closed.slice(0, LATELY).map((row) => presentListed(ctx, row)) : [],
        next: rows.length > LISTED ? `/c/${space.slug}/actions?${more}` : null,
      }
      const just = data.closed.find(({ id }) => id === query.closed)
      return page(data, () =>
        listPage(ctx, {
          ...data,
          state,
          person,
          just,
          home: from === 'home',
          moreClosed: first && closed.length > LATELY,
        }),
      )
    },
  }),
]

function openAfter({ owner, due, id }: Listed, me: number | undefined): string {
  return cursors.open.text({ mine: owner !== null && owner.id === me, due: due ?? NO_DAY, id })
}

function closedAfter({ closedAt, id }: Listed): string {
  return cursors.closed.text({ closedAt: closedAt!, id })
}
