import { join } from 'node:path'
import { Type as T } from '@sinclair/typebox'
import { notFound } from '../../platform/http/problems.ts'
import { outboxIn } from '../../platform/mail.ts'
import { get, page } from '../../spine/request/route.ts'
import type { Tool } from '../../spine/tool.ts'
import en from './locales/en.json' with { type: 'json' }
import fr from './locales/fr.json' with { type: 'json' }
import { operatingPage, outboxPage } from './views/operating.ts'

const routes = [
  get('/operating', {
    access: 'operator',
    summary: 'Mail that waits or went wrong: address, reason and time, never what it says',
    response: T.Object({
      mails: T.Array(
        T.Object({
          address: T.String(),
          kind: T.String(),
          state: T.String(),
          createdAt: T.String(),
          error: T.Union([T.String(), T.Null()]),
        }),
      ),
      next: T.Null(),
    }),
    async handle(ctx) {
      const rows = await ctx.sql<
        { address: string; kind: string; state: string; createdAt: Date; error: string | null }[]
      >`select * from mail_queue()`
      const mails = rows.map((row) => ({ ...row, createdAt: row.createdAt.toISOString() }))
      return page({ mails, next: null }, () => operatingPage(ctx, mails))
    },
  }),

  get('/outbox', {
    access: 'anyone',
    summary: 'The demonstration’s letters; nowhere else',
    response: T.Object({
      letters: T.Array(T.Object({ to: T.String(), subject: T.String(), text: T.String() })),
      next: T.Null(),
    }),
    async handle(ctx) {
      if (!ctx.site.openOutbox()) throw notFound()
      const letters = await outboxIn(join(ctx.site.config.dataDir, 'outbox'))
      return page({ letters, next: null }, () => outboxPage(ctx, letters))
    },
  }),
]

/** For whoever tends the site: what leaves it. */
export const operating: Tool = { name: 'operating', texts: { en, fr }, routes }
