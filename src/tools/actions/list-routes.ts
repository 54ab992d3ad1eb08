import { Type as T } from '@sinclair/typebox'
import { Problem } from '../../platform/http/problems.ts'
import { spaceOf } from '../../spine/request/ctx.ts'
import { get, page } from '../../spine/request/route.ts'
import { Id } from '../../spine/request/schemas.ts'
import { type After, closedActions, LISTED, type Listed, NO_DAY, openActions, type Whose } from './list.ts'
import { ListSchema, presentListed } from './present.ts'
import { listPage } from './views/list.ts'

/** How much of what is closed stands below what is open. */
const LATELY = 10

export const listRoutes = [
  get('/c/:space/actions', {
    access: 'reader',
    summary: 'What is to be done here: one’s own first, then by day; or what is closed, the last first',
    query: T.Object({
      state: T.Optional(T.Union([T.Literal('open'), T.Literal('closed')])),
      /** A handle; nobody: what nobody does yet. */
      person: T.Optional(T.String({ maxLength: 40 })),
      after: T.Optional(T.String({ maxLength: 60 })),
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
        state === 'open' ? openActions(ctx.sql, space.id, { of, after: openAfter(after) }) : [],
        state === 'closed'
          ? closedActions(ctx.sql, space.id, { of, before: closedBefore(after), most: LISTED })
          : first
            ? closedActions(ctx.sql, space.id, { of, most: LATELY })
            : [],
      ])
      const rows = state === 'open' ? open : closed
      const last = rows[LISTED - 1]
      const more = new URLSearchParams({
        ...(state === 'closed' && { state }),
        ...(person && { person }),
        ...(last && {
          after: state === 'open' ? afterOf(last, ctx.me?.id) : `${last.closedAt!.toISOString()}_${last.id}`,
        }),
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

const afterOf = ({ owner, due, id }: Listed, me: number | undefined) =>
  `${owner !== null && owner.id === me ? 1 : 0}_${due ?? NO_DAY}_${id}`

function openAfter(text: string | undefined): After | undefined {
  if (!text) return undefined
  const [, mine, due, id] = /^([01])_([29]\d{3}-\d\d-\d\d)_(\d{1,15})$/.exec(text) ?? []
  const date = new Date(due ?? '')
  // A day that is in no calendar is taken for the one after it by some.
  if (!id || Number.isNaN(date.getTime()) || date.toISOString().slice(0, 10) !== due)
    throw new Problem(400, 'not-understood')
  return { mine: mine === '1', due, id: Number(id) }
}

function closedBefore(text: string | undefined): { at: Date; id: number } | undefined {
  if (!text) return undefined
  const [, at, id] = /^(2\d{3}-[\d:T.-]+Z)_(\d{1,15})$/.exec(text) ?? []
  const date = new Date(at ?? '')
  if (!id || Number.isNaN(date.getTime())) throw new Problem(400, 'not-understood')
  return { at: date, id: Number(id) }
}
