import { cardOf, type PersonCard } from '../../spine/people/cards.ts'
import { type Ctx, meOf } from '../../spine/request/ctx.ts'
import type { Conversation } from './conversations.ts'

/** What one can do about words in a conversation, where no host listens. */
export interface Concern {
  conversation: Conversation
  /** Whose words they are: where it is not said which, the other one of two. */
  person: (PersonCard & { blocked: boolean }) | null
  /** Where both belong: hosts there listen to what is told of a person. */
  communities: { url: string; name: string; person: PersonCard }[]
}

export async function concernAbout(ctx: Ctx, conversation: Conversation, number?: number): Promise<Concern> {
  const rows = await ctx.sql<{ id: number; handle: string; name: string; picture: string | null; blocked: boolean }[]>`
    select p.id, p.handle::text, p.name, p.picture, exists (select from block k where k.person_id = (select me()) and k.blocked_id = p.id) blocked from person p where p.id <> ${meOf(ctx).id} and p.id in (${
      number
        ? ctx.sql`select author_id from message where item_id = ${conversation.id} and number = ${number}`
        : ctx.sql`select person_id from membership where space_id = ${conversation.spaceId} and ended_at is null`
    })`
  const [one] = rows
  if (!one || rows.length > 1) return { conversation, person: null, communities: [] }
  const person = { ...cardOf(one), blocked: one.blocked }
  const places = await ctx.sql<{ slug: string; name: string }[]>`select * from met_in(${one.id}, 5)`
  return {
    conversation,
    person,
    communities: places.map(({ slug, name }) => ({
      url: `/c/${slug}/reports/new?person=${one.handle}`,
      name,
      person: cardOf(one),
    })),
  }
}
