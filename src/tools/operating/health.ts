import { Type as T } from '@sinclair/typebox'
import { html } from '../../platform/html.ts'
import { notFound } from '../../platform/http/problems.ts'
import { done, get, page, post } from '../../spine/request/route.ts'
import { nullable, Url } from '../../spine/request/schemas.ts'
import type { Finding } from './health/finding.ts'
import { isSeenToken } from './health/seen.ts'
import { doing, saying } from './health/wording.ts'
import { healthPage } from './views/health.ts'

const HealthSchema = T.Object({
  at: nullable(T.String()),
  findings: T.Array(T.Object({ check: T.String(), state: T.String(), says: T.String(), todo: nullable(T.String()) })),
  letters: T.Object({ weekly: T.Boolean(), alarms: T.Boolean() }),
})

/** How the site is, for its operator. */
export const health = [
  get('/operating/health', {
    access: 'operator',
    summary: 'How the site is: what was last found, and what to do about it',
    query: T.Object({ looking: T.Optional(T.Boolean()) }),
    response: HealthSchema,
    async handle(ctx, { query }) {
      const [[last], [letters = { weekly: true, alarms: true }]] = await Promise.all([
        ctx.sql<{ at: Date; findings: Finding[] }[]>`select * from last_health()`,
        ctx.sql<
          { weekly: boolean; alarms: boolean }[]
        >`select weekly, alarms from operator_letter where person_id = ${ctx.me!.id}`,
      ])
      const at = last?.at.toISOString() ?? null
      const said = (last?.findings ?? []).map((finding) => ({
        check: finding.check,
        state: finding.state,
        says: saying(ctx.locale, finding),
        todo: doing(ctx.locale, finding) || null,
      }))
      return page({ at, findings: said, letters }, () =>
        healthPage(ctx, { at, findings: said, letters }, query.looking === true),
      )
    },
  }),

  post('/operating/health', {
    access: 'operator',
    summary: 'Look anew how the site is',
    response: Url,
    async handle(ctx) {
      // Looking takes seconds, and no transaction is to wait for it: a worker does it, once for all who ask.
      await ctx.sql`select jobs.enqueue('health', '{}', null, 'health', 'replace')`
      return done('/operating/health?looking=true', { url: '/operating/health' })
    },
  }),

  post('/operating/health/letters', {
    access: 'operator',
    summary: 'Choose which letters about the site I get',
    body: T.Object({ weekly: T.Optional(T.Boolean()), alarms: T.Optional(T.Boolean()) }),
    response: Url,
    async handle(ctx, { body }) {
      const { weekly = false, alarms = false } = body
      await ctx.sql`
        insert into operator_letter (person_id, weekly, alarms) values (${ctx.me!.id}, ${weekly}, ${alarms})
        on conflict (person_id) do update set weekly = excluded.weekly, alarms = excluded.alarms`
      return done('/operating/health', { url: '/operating/health' })
    },
  }),

  get('/operating/seen/:token', {
    access: 'anyone',
    summary: 'How a request reached the site; for the site itself, which alone can make the address',
    response: T.Object({ address: T.String(), forwarded: nullable(T.String()) }),
    async handle(ctx, { params }) {
      if (!isSeenToken(ctx.site.config.key, params.token, Date.now())) throw notFound()
      const forwarded = ctx.raw.headers['x-forwarded-for']
      const data = { address: ctx.raw.ip, forwarded: forwarded === undefined ? null : String(forwarded) }
      return page(data, () => html`${data.address}`)
    },
  }),
]
