import { join } from 'node:path'
import { Type as T } from '@sinclair/typebox'
import { notFound } from '../../platform/http/problems.ts'
import { type Language, languages } from '../../platform/i18n.ts'
import { outboxIn } from '../../platform/mail.ts'
import { done, get, page, post } from '../../spine/request/route.ts'
import { Url } from '../../spine/request/schemas.ts'
import { changeSite } from '../../spine/settings.ts'
import type { Tool } from '../../spine/tool.ts'
import { tellWell } from './alarm.ts'
import { examine } from './examining.ts'
import { health } from './health.ts'
import { alarmLetter, wellLetter } from './letters.ts'
import en from './locales/en.json' with { type: 'json' }
import fr from './locales/fr.json' with { type: 'json' }
import { nightly } from './nightly.ts'
import { operatingPage, outboxPage } from './views/operating.ts'
import { siteSettingsPage } from './views/site.ts'

const Founders = T.Union([T.Literal('anyone'), T.Literal('people'), T.Literal('hosts'), T.Literal('operators')])
const SettingsSchema = T.Object({
  name: T.String(),
  purpose: T.String(),
  founders: Founders,
  languages: T.Array(T.String()),
})
const Languages = T.Union(Object.keys(languages).map((lang) => T.Literal(lang as Language)))

const routes = [
  ...health,

  get('/operating/site', {
    access: 'operator',
    grave: true,
    summary: 'What the site says of itself and allows, to change',
    response: SettingsSchema,
    async handle(ctx) {
      const { name, purpose, founders, languages } = ctx.site.settings
      return page({ name, purpose, founders, languages }, () => siteSettingsPage(ctx))
    },
  }),

  post('/operating/site', {
    access: 'operator',
    grave: true,
    summary: 'Change what the site is called and for, who may make communities, and its languages',
    body: T.Object({
      name: T.Optional(T.String({ maxLength: 80 })),
      purpose: T.Optional(T.String({ maxLength: 600 })),
      founders: Founders,
      languages: T.Optional(T.Array(Languages, { maxItems: 20 })),
    }),
    response: Url,
    async handle(ctx, { body }) {
      const { name = '', purpose = '', founders } = body
      await changeSite(ctx, { name, purpose, founders, languages: [...new Set(body.languages ?? [])] })
      return done('/operating/site', { url: '/operating/site' })
    },
    form: async (ctx, again) => siteSettingsPage(ctx, again),
  }),

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

export { type Finding, worst } from './health/finding.ts'
export { lookAtAll } from './health/look.ts'
export { doing, saying } from './health/wording.ts'

/** For whoever tends the site: what leaves it, how it is, and that it is kept. */
export const operating: Tool = {
  name: 'operating',
  texts: { en, fr },
  routes,
  letters: { well: wellLetter, alarm: alarmLetter },
  tasks: (site, jobs) => ({
    nightly: () => nightly(site, jobs),
    health: async () => void (await examine(site, jobs)),
    well: () => tellWell(site, jobs),
  }),
  rhythms: [
    // Every quarter of an hour, since it is night at another time everywhere, and a night may have been missed.
    { crontab: '*/15 * * * *', task: 'nightly' },
    { crontab: '7 * * * *', task: 'health' },
    { crontab: '5,20,35,50 * * * *', task: 'well' },
  ],
}
