import type { Route } from '../request/route.ts'
import { editingRoutes } from './editing-routes.ts'
import { type Messaging, messageOrMoved, type Topic } from './messaging.ts'
import { readingRoutes, readSoFarRoutes } from './reading-routes.ts'
import { revisionsRoute } from './revisions.ts'
import { sayingRoute } from './saying-routes.ts'
import { threadRoutes } from './threads.ts'
import { verbRoutes } from './verb-routes.ts'

/** Everything one can do with the messages under a kind of item, written once for all tools. */
export function messageRoutes<I extends Topic>(messaging: Messaging<I>): Route[] {
  const { path, itemFor, threadPage } = messaging
  return [
    ...readingRoutes(messaging),
    sayingRoute(messaging),
    ...editingRoutes(messaging),
    revisionsRoute(path, (ctx, params, rest) => messageOrMoved(messaging, ctx, params, rest)),
    ...(threadPage ? threadRoutes<I>({ path, itemFor, threadPage }) : []),
    ...verbRoutes(messaging),
    ...readSoFarRoutes(messaging),
  ]
}
