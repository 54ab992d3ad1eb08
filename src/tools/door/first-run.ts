import { Type as T } from '@sinclair/typebox'
import { knownZone } from '../../platform/i18n.ts'
import { openSession } from '../../spine/people/sessions.ts'
import { checkNewPassword, passwordHash } from '../../spine/people/signing-in.ts'
import { done, get, page, post } from '../../spine/request/route.ts'
import { Url } from '../../spine/request/schemas.ts'
import { tellFounded } from '../../spine/settings.ts'
import { makeCommunity } from '../../spine/spaces/communities.ts'
import { handleOf, Lang } from './joining.ts'
import { gone, oneTimeCard, useOneTime } from './signing-in.ts'
import { demonstrationReadyPage, firstRunPage } from './views/first-run.ts'

/** The first minutes of a site, behind the one-time link that the terminal printed. */
export const firstRun = [
  get('/first-run/:token', {
    access: 'anyone',
    summary: 'The page that founds the site',
    response: T.Object({ usable: T.Boolean() }),
    async handle(ctx, { params }) {
      await oneTimeCard(ctx, 'first-run', params.token)
      return page({ usable: true }, () => firstRunPage(ctx, params.token))
    },
  }),

  post('/first-run/:token', {
    access: 'anyone',
    summary: 'Make the first person, who operates the site, and the first community',
    body: T.Object({
      name: T.String({ minLength: 1, maxLength: 80 }),
      email: T.String({ format: 'email', maxLength: 254 }),
      password: T.String({ maxLength: 200 }),
      lang: Lang,
      timeZone: T.Optional(T.String({ maxLength: 60 })),
      community: T.String({ minLength: 1, maxLength: 80 }),
      purpose: T.Optional(T.String({ maxLength: 300 })),
    }),
    response: Url,
    async prepare({ body }) {
      checkNewPassword(body.password, [body.name, body.email])
      return passwordHash(body.password)
    },
    async handle(ctx, { params, body, prepared }) {
      await useOneTime(ctx, 'first-run', params.token)
      await found(ctx, false)
      const [person] = await ctx.sql<[{ id: number }]>`
        select register(${handleOf(body.name)}, ${body.name.trim()}, ${body.lang}, ${body.email}, ${prepared}, ${knownZone(body.timeZone)}, true) id`
      await ctx.sql`select enter_as(${person.id})`
      const community = await makeCommunity(ctx, { name: body.community, purpose: body.purpose ?? '', lang: body.lang })
      await openSession(ctx, person.id)
      const url = `/c/${community.slug}`
      return done(`${url}/beginning`, { url })
    },
    async form(ctx, again) {
      await oneTimeCard(ctx, 'first-run', again.params.token)
      return firstRunPage(ctx, again.params.token, again)
    },
  }),

  post('/first-run/:token/demonstration', {
    access: 'anyone',
    summary: 'Load the demonstration world instead',
    response: Url,
    async prepare({ site, params }) {
      const id = site.config.key.idInToken('first-run', (params as { token: string }).token) ?? 0
      const [card] = await site.database.app<
        { usable: boolean | null }[]
      >`select usable from one_time_card(${id}, 'first-run')`
      if (!card?.usable) throw gone()
      await site.loadDemonstration()
    },
    async handle() {
      return done('/first-run', { url: '/first-run' })
    },
  }),

  get('/first-run', {
    access: 'anyone',
    summary: 'Who is who in the demonstration',
    response: T.Object({ demonstration: T.Boolean() }),
    async handle(ctx) {
      if (!ctx.site.demonstration) throw gone()
      return page({ demonstration: true }, () => demonstrationReadyPage(ctx))
    },
  }),
]

async function found(ctx: Parameters<typeof useOneTime>[0], demonstration: boolean): Promise<void> {
  try {
    await ctx.sql`select found_site(${demonstration})`
    ctx.after(() => tellFounded(ctx.site))
  } catch (error) {
    if ((error as { code?: string }).code === 'CP002') throw gone()
    throw error
  }
}
