import { Type as T } from '@sinclair/typebox'
import { type Request, spaceOf } from '../../spine/request/ctx.ts'
import { get, page } from '../../spine/request/route.ts'
import { nullable } from '../../spine/request/schemas.ts'
import { doorRules } from '../../spine/spaces/door.ts'
import { WelcomingSchema, welcomingAt } from '../../spine/spaces/welcoming.ts'
import { comingDates } from '../calendar/index.ts'
import { latestDiscussions } from '../discussions/index.ts'
import { communityOf, type Path, pathAddress, pathOf } from './path.ts'
import { stepNames } from './steps.ts'
import { newcomerPage } from './views/newcomer.ts'
import { pathPage } from './views/path.ts'

const path = '/c/:space/beginning'
const StepName = T.Union(stepNames.map((name) => T.Literal(name)))
const Titled = T.Object({ title: T.String(), text: T.String() })

export const routes = [
  get(path, {
    access: 'host',
    summary: 'A host’s first hour: nine steps, how far they are, and words to begin with',
    query: T.Object({ step: T.Optional(StepName) }),
    response: T.Object({
      steps: T.Array(T.Object({ name: T.String(), state: T.String(), url: T.String() })),
      done: T.Integer(),
      current: nullable(T.String()),
      putAway: T.Boolean(),
      tools: T.Array(T.String()),
      setUps: T.Array(T.Object({ slug: T.String(), name: T.String() })),
      starters: T.Array(Titled),
      questions: T.Array(T.String()),
      firstDate: T.Object({ title: T.String(), text: T.String(), day: T.String(), time: T.String(), zone: T.String() }),
      /** One’s own list; other hosts have theirs. */
      toGreet: T.Array(T.Object({ id: T.Integer(), name: T.String(), greeted: T.Boolean() })),
    }),
    async handle(ctx, { query }) {
      const it = await pathOf(ctx, query.step)
      return page(present(ctx, it), () => pathPage(ctx, it))
    },
  }),

  get(`${path}/newcomer`, {
    access: 'host',
    summary: 'The community as somebody sees it who does not belong, and as who has just come in',
    response: T.Object({
      outside: T.Object({
        visibility: T.String(),
        joining: T.String(),
        questions: T.Array(T.String()),
        purpose: T.String(),
        ...WelcomingSchema.properties,
      }),
      inside: T.Object({
        discussions: T.Array(T.Object({ title: T.String(), url: T.String() })),
        dates: T.Array(T.Object({ title: T.String(), url: T.String(), from: T.String() })),
      }),
    }),
    async handle(ctx) {
      const space = await communityOf(ctx)
      const rules = await doorRules(ctx)
      const welcoming = await welcomingAt(ctx, space.slug)
      // Of this space alone, which the request entered: of what circles say a newcomer sees nothing.
      const latest = space.tools.includes('discussions') ? await latestDiscussions(ctx.sql, 3) : []
      const dates = space.tools.includes('calendar') ? await comingDates(ctx.sql, ctx.now, { days: 366, most: 3 }) : []
      const { visibility, joining, questions } = rules
      const data = {
        outside: { visibility, joining, questions, purpose: space.purpose, ...welcoming },
        inside: {
          discussions: latest.map(({ title, url }) => ({ title, url })),
          dates: dates.map(({ title, url, from }) => ({ title, url, from })),
        },
      }
      return page(data, () => newcomerPage(ctx, { rules, welcoming, latest, dates }))
    },
  }),
]

function present(ctx: Request, it: Path) {
  const { slug } = spaceOf(ctx)
  return {
    steps: it.steps.map((step) => ({ ...step, url: pathAddress(slug, step.name) })),
    done: it.steps.filter(({ state }) => state === 'done').length,
    current: it.current,
    putAway: it.putAway,
    tools: it.tools,
    setUps: it.hosted,
    starters: it.words.starters,
    questions: it.words.questions,
    firstDate: { ...it.words.date, ...it.day, zone: ctx.timeZone },
    toGreet: it.toGreet,
  }
}
