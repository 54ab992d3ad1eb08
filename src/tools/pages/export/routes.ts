import { Type as T } from '@sinclair/typebox'
import { tooOften } from '../../../platform/http/problems.ts'
import { meOf, spaceOf } from '../../../spine/request/ctx.ts'
import { tooFast } from '../../../spine/request/pace.ts'
import { get } from '../../../spine/request/route.ts'
import { archiveOf } from './archive.ts'

/** Pages to take along. */
export const archiveRoutes = [
  get('/c/:space/pages/archive.zip', {
    access: 'reader',
    summary: 'All pages as a folder of Markdown with their files, as a ZIP archive',
    response: T.Any(),
    async handle(ctx) {
      // A large library is some work; nobody takes it along every minute.
      const wait = tooFast(ctx.site, `pages of ${spaceOf(ctx).id} for ${meOf(ctx).id}`, { most: 20, seconds: 3600 })
      if (wait) throw tooOften(wait)
      const name = `${spaceOf(ctx).slug}-${ctx.now.toISOString().slice(0, 10)}.zip`
      return {
        kind: 'stream',
        stream: await archiveOf(ctx),
        headers: {
          'content-type': 'application/zip',
          'content-disposition': `attachment; filename="${name}"`,
          'cache-control': 'private, no-store',
        },
      }
    },
  }),
]
