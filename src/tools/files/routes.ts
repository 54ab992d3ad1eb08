import { itemRoutes } from '../../spine/items/routes.ts'
import { messageRoutes } from '../../spine/messages/routes.ts'
import type { Ctx } from '../../spine/request/ctx.ts'
import { entryById, fileById } from './entries.ts'
import { fileRoutes } from './file-routes.ts'
import { outsideRoutes } from './outside/routes.ts'
import { fileAgain, shelfRoutes } from './shelf-routes.ts'
import { tidyingRoutes } from './tidying-routes.ts'
import { removeEntry } from './trash.ts'

const of = '/c/:space/files/:id'

export const routes = [
  ...outsideRoutes,
  ...shelfRoutes,
  ...tidyingRoutes,
  ...fileRoutes,
  ...itemRoutes({ path: of, itemFor: entryById }),
  ...messageRoutes({ path: of, itemFor: fileById, pageAgain: fileAgain }),
]

/** For the manifest: a host takes one away that was reported. */
export async function removeReported(ctx: Ctx, id: number): Promise<void> {
  await removeEntry(ctx, await entryById(ctx, id))
}
