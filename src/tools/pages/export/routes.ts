import { Type as T } from '@sinclair/typebox'
import { countTry } from '../../../spine/people/signing-in.ts'
import { spaceOf } from '../../../spine/request/ctx.ts'
import { get } from '../../../spine/request/route.ts'
import { archiveOf } from './archive.ts'

/** Pages to take along. */
export const archiveRoutes = [
  get('/c/:space/pages/archive.zip', {
    access: 'reader',
    summary: 'All pages as a folder of Markdown with their files, as a ZIP archive',
    response: T.Any(),
    // A large library is some work; nobody takes it along every minute.
    prepare: ({ site, credential }) => countTry({ site }, 'page-archive', credential ?? '', 20, 3600),
    async handle(ctx) {
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
