import { type Static, Type as T, type TObject, type TSchema } from '@sinclair/typebox'
import type { Request, Space } from '../../spine/request/ctx.ts'
import { type Outcome, post, type Route } from '../../spine/request/route.ts'
import { Url } from '../../spine/request/schemas.ts'
import { communityOf, onward, pathOf } from './path.ts'
import type { StepName } from './steps.ts'
import { pathPage } from './views/path.ts'

interface Shape<B extends TObject> {
  summary: string
  body?: B
  response?: TSchema
  /** Whose form is shown again, as it was typed, where it cannot be taken. */
  step?: StepName
  /** @returns where to go on, if not to the next step */
  act(ctx: Request, body: Static<B>, space: Space): Promise<Outcome | undefined>
}

/** A verb of the path: for hosts, in a community alone; it leads on to the next step. @param at the address below the path's */
export function stepRoute<B extends TObject>(
  at: string,
  { body, step, act, response = Url, summary }: Shape<B>,
): Route {
  return post(`/c/:space/beginning/${at}`, {
    access: 'host',
    summary,
    body: body ?? T.Object({}),
    response,
    async handle(ctx, input) {
      const space = await communityOf(ctx)
      return (await act(ctx, input.body as Static<B>, space)) ?? onward(ctx)
    },
    ...(step && { form: async (ctx, again) => pathPage(ctx, await pathOf(ctx, step), again) }),
  })
}
