import { Type as T } from '@sinclair/typebox'
import { invalid } from '../../platform/http/problems.ts'
import { wantsJson } from '../../platform/http/server.ts'
import { mailWorks } from '../../spine/people/mailing.ts'
import type { Joining, Request, Visibility } from '../../spine/request/ctx.ts'
import { confirmedLately, confirmedOnly, confirmTo } from '../../spine/request/grave.ts'
import { done, elsewhere, post } from '../../spine/request/route.ts'
import { Made, Url } from '../../spine/request/schemas.ts'
import { switchTools } from '../../spine/spaces/communities.ts'
import { changeDoor, doorRules } from '../../spine/spaces/door.ts'
import { inviteAddresses } from '../../spine/spaces/inviting.ts'
import type { Again } from '../../ui/form.ts'
import { makeFirstDate } from './first-date.ts'
import { communityOf, onward, pathAddress, pathOf } from './path.ts'
import { askToHost, keepAsked } from './second-host.ts'
import { copySetUp } from './set-up.ts'
import { beginDiscussions } from './starters.ts'
import type { StepName } from './steps.ts'
import { pathPage } from './views/path.ts'

const path = '/c/:space/beginning'
const MOST_TOOLS = 3
const Title = T.Optional(T.String({ maxLength: 200 }))
const Text = T.Optional(T.String({ maxLength: 20_000 }))
const Question = T.Optional(T.String({ maxLength: 200 }))
const numbers = [1, 2, 3] as const

/** What is done in the steps; each leads on to the next. */
export const acting = [
  post(`${path}/tools`, {
    access: 'host',
    summary: 'Switch on up to three tools besides those that are there',
    body: T.Object({ tools: T.Optional(T.Array(T.String({ maxLength: 40 }), { maxItems: 40 })) }),
    response: Url,
    async handle(ctx, { body }) {
      const space = await communityOf(ctx)
      const chosen = (body.tools ?? []).filter((tool) => ctx.site.switches.includes(tool))
      if (chosen.length > MOST_TOOLS) throw invalid('tools', 'beginning-three', { most: MOST_TOOLS })
      await switchTools(ctx, [...space.tools, ...chosen])
      return onward(ctx)
    },
    form: again('tools'),
  }),

  post(`${path}/copy`, {
    access: 'host',
    summary: 'Arrange the community as another that you host: its tools, its door and its year, no people and no words',
    body: T.Object({ from: T.String({ minLength: 1, maxLength: 60 }) }),
    response: Url,
    async handle(ctx, { body }) {
      await communityOf(ctx)
      await copySetUp(ctx, body.from)
      return onward(ctx)
    },
    form: again('tools'),
  }),

  post(`${path}/starters`, {
    access: 'host',
    summary: 'Begin up to three discussions; what is there by the same title is not begun again',
    body: T.Object(
      Object.fromEntries(
        numbers.flatMap((n) => [
          [`post${n}`, T.Optional(T.Boolean())],
          [`title${n}`, Title],
          [`text${n}`, Text],
        ]),
      ),
    ),
    response: T.Object({ begun: T.Integer(), url: T.String() }),
    async handle(ctx, { body }) {
      const { slug } = await communityOf(ctx)
      const typed = body as Record<string, string | boolean | undefined>
      const chosen = numbers
        .filter((n) => typed[`post${n}`])
        .map((n) => ({ field: n, title: String(typed[`title${n}`] ?? ''), text: String(typed[`text${n}`] ?? '') }))
      const begun = await beginDiscussions(ctx, chosen)
      const url = pathAddress(slug)
      return done(url, { begun, url }, 201)
    },
    form: again('starters'),
  }),

  post(`${path}/door`, {
    access: 'host',
    summary: 'Say how people come in, and the first two questions they are asked',
    body: T.Object({
      joining: T.Union([T.Literal('invitation'), T.Literal('request'), T.Literal('free')]),
      question1: Question,
      question2: Question,
    }),
    response: Url,
    async handle(ctx, { body }) {
      await communityOf(ctx)
      const rules = await doorRules(ctx)
      await changeDoor(ctx, {
        ...rules,
        visibility: knownBy(rules.visibility, body.joining),
        joining: body.joining,
        questions: [body.question1 ?? '', body.question2 ?? '', ...rules.questions.slice(2)],
      })
      return onward(ctx)
    },
    form: again('door'),
  }),

  post(`${path}/date`, {
    access: 'host',
    summary: 'Put a first date into the calendar, by your own clock',
    body: T.Object({
      title: T.String({ minLength: 1, maxLength: 200 }),
      day: T.String({ pattern: '^\\d{4}-\\d\\d-\\d\\d$' }),
      time: T.Optional(T.String({ pattern: '^(\\d\\d:\\d\\d)?$' })),
      place: T.Optional(T.String({ maxLength: 300 })),
      text: Text,
      /** Also in a quiet time. */
      despite: T.Optional(T.Boolean()),
    }),
    response: Made,
    async handle(ctx, { body }) {
      const { slug } = await communityOf(ctx)
      return done(pathAddress(slug), await makeFirstDate(ctx, body), 201)
    },
    form: again('date'),
  }),

  post(`${path}/host`, {
    access: 'host',
    summary: 'Make a second host: a member by their handle at once, anybody by an address. Asks to confirm first',
    body: T.Object({
      who: T.String({ minLength: 1, maxLength: 254 }),
      note: T.Optional(T.String({ maxLength: 1000 })),
    }),
    response: Url,
    async handle(ctx, { body }) {
      const { slug } = await communityOf(ctx)
      const asked = { who: body.who, note: body.note ?? '' }
      if (wantsJson(ctx.raw)) await confirmedOnly(ctx)
      else if (!(await confirmedLately(ctx))) {
        await keepAsked(ctx, asked)
        return elsewhere(confirmTo(pathAddress(slug, 'host')))
      }
      const invited = await askToHost(ctx, asked)
      // Without mail the link has to be passed on by hand.
      const url = invited && !mailWorks(ctx) ? `/c/${slug}/invitations` : pathAddress(slug)
      return done(url, { url })
    },
    form: again('host'),
  }),

  post(`${path}/invitations`, {
    access: 'host',
    summary: 'Invite the first people by their addresses; what became of each is a report',
    body: T.Object({
      addresses: T.String({ minLength: 1, maxLength: 5000 }),
      note: T.Optional(T.String({ maxLength: 1000 })),
    }),
    response: T.Object({ invited: T.Integer(), report: T.Integer(), url: T.String() }),
    async handle(ctx, { body }) {
      const { slug } = await communityOf(ctx)
      const { report, invited, lines } = await inviteAddresses(ctx, body.addresses, { note: body.note })
      // Where a line could not be taken, or links have to be passed on by hand, that is shown; else the path goes on.
      const url =
        invited === lines.length && mailWorks(ctx) ? pathAddress(slug) : `/c/${slug}/invitations/reports/${report}`
      return done(url, { invited, report, url }, 201)
    },
    form: again('invite'),
  }),
]

/** Who may ask or come in has to know of it; what is open to read cannot have a door besides. */
function knownBy(visibility: Visibility, joining: Joining): Visibility {
  if (visibility === 'hidden' && joining !== 'invitation') return 'listed'
  return visibility === 'open' && joining !== 'free' ? 'listed' : visibility
}

/** The path with a step's form open, as it was typed. */
export function again(step: StepName) {
  return async (ctx: Request, shown: Again) => pathPage(ctx, await pathOf(ctx, step), shown)
}
