import { Type as T } from '@sinclair/typebox'
import {
  fieldNames,
  keepFields,
  longest,
  ownFields,
  showClock,
  type Told,
  ToldSchema,
} from '../../spine/people/fields.ts'
import { languagesIn } from '../../spine/people/languages.ts'
import { linksIn } from '../../spine/people/links.ts'
import { hasSound } from '../../spine/people/welcome.ts'
import { type Ctx, meOf, type Request } from '../../spine/request/ctx.ts'
import { done, get, page, post } from '../../spine/request/route.ts'
import { nullable, Url } from '../../spine/request/schemas.ts'
import type { Again } from '../../ui/form.ts'
import { profilePage } from './views/profile.ts'

/** What one tells of oneself, as one's own page for it shows it. */
export interface OwnProfile extends Told {
  hidden: string[]
  recording: string | null
}

/** Everything one tells, in two queries. */
async function ownProfile(ctx: Ctx): Promise<OwnProfile> {
  const [{ told, hidden }, sound] = await Promise.all([ownFields(ctx), hasSound(ctx)])
  return { ...told, hidden, recording: sound ? `/people/${meOf(ctx).handle}/welcome` : null }
}

/** The page again with what was typed, when it cannot be taken. */
export async function profileAgain(ctx: Request, again: Again): Promise<ReturnType<typeof profilePage>> {
  return profilePage(ctx, await ownProfile(ctx), again)
}

const Words = (most: number) => T.Optional(T.String({ maxLength: most }))
const Hidden = T.Union(fieldNames.map((name) => T.Literal(name)))

export const profile = [
  get('/me/profile', {
    access: 'person',
    summary: 'What you tell of yourself; `hidden` names the fields that nobody else sees',
    response: T.Object({ ...ToldSchema.properties, hidden: T.Array(T.String()), recording: nullable(T.String()) }),
    async handle(ctx) {
      const own = await ownProfile(ctx)
      return page(own, () => profilePage(ctx, own))
    },
  }),

  post('/me/profile', {
    access: 'person',
    summary: 'Tell of yourself: languages with commas, links one a line; what is left out is emptied',
    body: T.Object({
      pronouns: Words(longest.pronouns),
      organisation: Words(longest.organisation),
      place: Words(longest.place),
      does: Words(longest.does),
      askAbout: Words(longest.askAbout),
      learning: Words(longest.learning),
      languages: Words(400),
      links: Words(4000),
      hidden: T.Optional(T.Array(Hidden)),
    }),
    response: Url,
    async handle(ctx, { body }) {
      const { pronouns = '', organisation = '', place = '', does = '', askAbout = '', learning = '' } = body
      const { languages = '', links = '', hidden = [] } = body
      const written = { pronouns, organisation, place, does, askAbout, learning }
      const told = { ...written, languages: languagesIn(languages, ctx.locale.intl), links: linksIn(links) }
      await keepFields(ctx, told, hidden)
      await showClock(ctx, !hidden.includes('clock'))
      const url = `/people/${meOf(ctx).handle}`
      return done(url, { url })
    },
    form: profileAgain,
  }),
]
