import { Type as T } from '@sinclair/typebox'
import type { Html } from '../../../platform/html.ts'
import type { Request } from '../../../spine/request/ctx.ts'
import { done, post } from '../../../spine/request/route.ts'
import { Id, Url } from '../../../spine/request/schemas.ts'
import { idIn, idOf } from '../../../spine/slug.ts'
import type { Again } from '../../../ui/form.ts'
import { addOption, dropOption } from './options.ts'
import { questionFor } from './questions.ts'
import { dropReplies, keepReplies, type Suits, suits } from './replies.ts'

export const Why = T.Optional(T.String({ maxLength: 300 }))
const Reply = T.Union([...suits.map((one) => T.Literal(one)), T.Literal('')])

export type ShowAgain = (ctx: Request, id: number, again: Again) => Promise<Html>

/** The question's page again, with what was typed. */
export function formOf(showAgain: ShowAgain) {
  return (ctx: Request, { params, typed, errors }: { params: unknown } & Required<Pick<Again, 'typed' | 'errors'>>) =>
    showAgain(ctx, idOf(params), { typed, errors })
}

/** Which options there are, and whom they suit. @param of the address of a question */
export function answeringRoutes<U extends '/c/:space/find/:id'>(of: U, showAgain: ShowAgain) {
  const form = formOf(showAgain)
  return [
    post(`${of}/answers`, {
      access: 'writer',
      summary:
        'Say which options suit, each by its id: o12=yes, if-need-be or no; empty takes it back; clear takes back all. What is not named stays',
      body: T.Object({ clear: T.Optional(T.Boolean()) }, { patternProperties: { '^o\\d{1,15}$': Reply } }),
      response: Url,
      async handle(ctx, { params, body }) {
        const it = await questionFor(ctx, idOf(params))
        if (body.clear) await dropReplies(ctx, it)
        else await keepReplies(ctx, it, repliesIn(body))
        return done(`${it.url}#options`, { url: it.url })
      },
      form,
    }),

    post(`${of}/options`, {
      access: 'writer',
      summary:
        'Add an option: a day, and a time by the clock of the question; without it the whole day. Who asked, and hosts',
      body: T.Object({
        day: T.String({ format: 'date', pattern: '^2' }),
        time: T.Optional(T.String({ pattern: '^(([01]\\d|2[0-3]):[0-5]\\d(:\\d\\d)?)?$' })),
      }),
      response: Url,
      async handle(ctx, { params, body }) {
        const it = await questionFor(ctx, idOf(params))
        await addOption(ctx, it, body.time ? `${body.day}T${body.time.slice(0, 5)}` : body.day)
        return done(`${it.url}#options`, { url: it.url }, 201)
      },
      form,
    }),

    post(`${of}/options/:option/removal`, {
      access: 'writer',
      summary: 'Take an option away, with a word why where somebody has answered it. Who asked, and hosts',
      body: T.Object({ why: Why, option: T.Optional(Id) }),
      response: Url,
      async handle(ctx, { params, body }) {
        const it = await questionFor(ctx, idOf(params))
        await dropOption(ctx, it, idIn(params.option), body.why ?? '')
        return done(`${it.url}#options`, { url: it.url })
      },
      form,
    }),
  ]
}

function repliesIn(body: object): Map<number, Suits | ''> {
  return new Map(
    Object.entries(body).flatMap(([name, reply]) =>
      /^o\d+$/.test(name) ? [[Number(name.slice(1)), reply as Suits | '']] : [],
    ),
  )
}
