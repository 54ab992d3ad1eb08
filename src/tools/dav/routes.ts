import { Type as T } from '@sinclair/typebox'
import { notFound } from '../../platform/http/problems.ts'
import { mayStart, meOf, type Request, spaceOf } from '../../spine/request/ctx.ts'
import { get, page } from '../../spine/request/route.ts'
import { hrefOf } from './address.ts'
import { shelfOnComputer } from './views/computer.ts'

export const routes = [
  get('/c/:space/files/computer', {
    access: 'reader',
    summary: 'How to open the shelf as a folder of one’s own computer or phone: the address, and what to sign in with',
    response: T.Object({ address: T.String(), account: T.String(), mayWrite: T.Boolean() }),
    async handle(ctx) {
      const { tools } = spaceOf(ctx)
      if (!tools.includes('files')) throw notFound()
      const shown = present(ctx)
      return page(shown, () => shelfOnComputer(ctx, shown))
    },
  }),
]

export type ShownComputer = ReturnType<typeof present>

function present(ctx: Request) {
  const space = spaceOf(ctx)
  return {
    address: ctx.home + hrefOf({ kind: 'shelf', space: space.slug, names: [] }, true),
    account: meOf(ctx).handle,
    mayWrite: mayStart(space),
  }
}
