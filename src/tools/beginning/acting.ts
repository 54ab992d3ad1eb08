import { Type as T } from '@sinclair/typebox'
import { invalid } from '../../platform/http/problems.ts'
import { wantsJson } from '../../platform/http/server.ts'
import { mailWorks } from '../../spine/people/mailing.ts'
import type { Joining, Visibility } from '../../spine/request/ctx.ts'
import { confirmedLately, confirmedOnly, confirmTo } from '../../spine/request/grave.ts'
import { done, elsewhere } from '../../spine/request/route.ts'
import { Made } from '../../spine/request/schemas.ts'
import { switchTools } from '../../spine/spaces/communities.ts'
import { changeDoor, doorRules } from '../../spine/spaces/door.ts'
import { inviteAddresses } from '../../spine/spaces/inviting.ts'
import { makeFirstDate } from './first-date.ts'
import { markStep } from './marks.ts'
import { pathAddress } from './path.ts'
import { askToHost, keepAsked } from './second-host.ts'
import { copySetUp } from './set-up.ts'
import { beginDiscussions } from './starters.ts'
import { stepRoute } from './step-route.ts'
import { stepNames } from './steps.ts'

const MOST_TOOLS = 3
const Title = T.Optional(T.String({ maxLength: 200 }))
const Text = T.Optional(T.String({ maxLength: 20_000 }))
const Note = T.Optional(T.String({ maxLength: 1000 }))
const Question = T.Optional(T.String({ maxLength: 200 }))
const numbers = [1, 2, 3] as const

/** What is done in the steps; each leads on to the next. */
export const acting = [
  stepRoute('tools', {
    summary: 'Switch on up to three tools besides those that are there',
    body: T.Object({ tools: T.Optional(T.Array(T.String({ maxLength: 40 }), { maxItems: 40 })) }),
    step: 'tools',
    async act(ctx, { tools = [] }, space) {
      const chosen = tools.filter((tool) => ctx.site.switches.includes(tool))
      if (chosen.length > MOST_TOOLS) throw invalid('tools', 'beginning-three', { most: MOST_TOOLS })
      await switchTools(ctx, [...space.tools, ...chosen])
      return undefined
    },
  }),

  stepRoute('copy', {
    summary: 'Arrange the community as another that you host: its tools, its door and its year, no people and no words',
    body: T.Object({ from: T.String({ minLength: 1, maxLength: 60 }) }),
    step: 'tools',
    async act(ctx, { from }) {
      await copySetUp(ctx, from)
      return undefined
    },
  }),

  stepRoute('starters', {
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
    step: 'starters',
    async act(ctx, body, { slug }) {
      const typed = body as Record<string, string | boolean | undefined>
      const chosen = numbers
        .filter((n) => typed[`post${n}`])
        .map((n) => ({ field: n, title: String(typed[`title${n}`] ?? ''), text: String(typed[`text${n}`] ?? '') }))
      const begun = await beginDiscussions(ctx, chosen)
      const url = pathAddress(slug)
      return done(url, { begun, url }, 201)
    },
  }),

  stepRoute('door', {
    summary: 'Say how people come in, and the first two questions they are asked',
    body: T.Object({
      joining: T.Union([T.Literal('invitation'), T.Literal('request'), T.Literal('free')]),
      question1: Question,
      question2: Question,
    }),
    step: 'door',
    async act(ctx, { joining, question1 = '', question2 = '' }) {
      const rules = await doorRules(ctx)
      const questions = [question1, question2, ...rules.questions.slice(2)]
      await changeDoor(ctx, { ...rules, visibility: knownBy(rules.visibility, joining), joining, questions })
      return undefined
    },
  }),

  stepRoute('date', {
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
    step: 'date',
    act: async (ctx, body, { slug }) => done(pathAddress(slug), await makeFirstDate(ctx, body), 201),
  }),

  stepRoute('host', {
    summary: 'Make a second host: a member by their handle at once, anybody by an address. Asks to confirm first',
    body: T.Object({ who: T.String({ minLength: 1, maxLength: 254 }), note: Note }),
    step: 'host',
    async act(ctx, { who, note = '' }, { slug }) {
      if (wantsJson(ctx.raw)) await confirmedOnly(ctx)
      else if (!(await confirmedLately(ctx))) {
        await keepAsked(ctx, { who, note })
        return elsewhere(confirmTo(pathAddress(slug, 'host')))
      }
      const invited = await askToHost(ctx, { who, note })
      // Without mail the link has to be passed on by hand.
      const url = invited && !mailWorks(ctx) ? `/c/${slug}/invitations` : pathAddress(slug)
      return done(url, { url })
    },
  }),

  stepRoute('newcomer', {
    summary: 'Note that a host has seen the community as a newcomer does',
    async act(ctx) {
      await markStep(ctx, 'newcomer', 'done')
      return undefined
    },
  }),

  stepRoute('invitations', {
    summary: 'Invite the first people by their addresses; what became of each is a report',
    body: T.Object({ addresses: T.String({ minLength: 1, maxLength: 5000 }), note: Note }),
    response: T.Object({ invited: T.Integer(), report: T.Integer(), url: T.String() }),
    step: 'invite',
    async act(ctx, { addresses, note }, { slug }) {
      const { report, invited, lines } = await inviteAddresses(ctx, addresses, { note })
      // Where a line could not be taken, or links have to be passed on by hand, that is shown; else the path goes on.
      const all = invited === lines.length && mailWorks(ctx)
      const url = all ? pathAddress(slug) : `/c/${slug}/invitations/reports/${report}`
      return done(url, { invited, report, url }, 201)
    },
  }),

  stepRoute('later', {
    summary: 'Put a step off, or take it up again (`on` false)',
    body: T.Object({ step: T.Union(stepNames.slice(1).map((name) => T.Literal(name))), on: T.Boolean() }),
    async act(ctx, { step, on }) {
      await markStep(ctx, step, on ? 'later' : null)
      return undefined
    },
  }),

  stepRoute('away', {
    summary: 'Put the whole path away: the community’s home speaks of it no more, or does again (`on` false)',
    body: T.Object({ on: T.Boolean() }),
    async act(ctx, { on }, { slug }) {
      await markStep(ctx, 'path', on ? 'later' : null)
      const url = on ? `/c/${slug}` : pathAddress(slug)
      return done(url, { url })
    },
  }),
]

/** Who may ask or come in has to know of it; what is open to read cannot have a door besides. */
function knownBy(visibility: Visibility, joining: Joining): Visibility {
  if (visibility === 'hidden' && joining !== 'invitation') return 'listed'
  return visibility === 'open' && joining !== 'free' ? 'listed' : visibility
}
