import { hashOf, newSecret } from '../src/spine/people/credential.ts'
import { backstage } from '../src/spine/request/backstage.ts'
import { spaceOf } from '../src/spine/request/ctx.ts'
import type { Site } from '../src/spine/request/site.ts'
import { openRoom } from '../src/tools/rooms/index.ts'
import { type Loading, loadMessage } from './load.ts'
import type { SeedRoom } from './types.ts'
import { world } from './world.ts'

/** Opens rooms and says in them what was said. How far each has read follows from when they were last here. */
export async function loadRooms(site: Site, rooms: SeedRoom[], loading: Loading): Promise<void> {
  const { people, moved } = loading
  for (const { space, title, about, lang, by, at, messages, connection, quiet } of rooms) {
    const host = world.spaces.find(({ slug }) => slug === space)!.createdBy
    // Circles begin without rooms.
    await backstage(site, people.get(host)!, space, async (ctx) => {
      await ctx.sql`update space set tools = tools || '{rooms}' where id = ${spaceOf(ctx).id} and not 'rooms' = any(tools)`
    })
    await backstage(site, people.get(by)!, space, async (ctx) => {
      const { id } = await openRoom(
        ctx,
        { title, about, slow: 0, ...(quiet && { quietFrom: quiet.from, quietTo: quiet.to }) },
        { authorId: people.get(by)!, at: moved(at) },
      )
      await ctx.sql`update item set lang = ${lang} where id = ${id}`
      const under = { id, spaceId: spaceOf(ctx).id, kind: 'room' }
      if (connection)
        await ctx.sql`insert into incoming_hook ${ctx.sql({ space_id: under.spaceId, item_id: id, person_id: people.get(by)!, name: connection, hash: hashOf(newSecret()) })}`
      for (const message of messages) await loadMessage(ctx, under, { lang }, message, loading)
    })
  }
}

/** Who lets those who do so too see how far they have read, where few talk. */
export async function loadShowing(site: Site, { people }: Loading): Promise<void> {
  for (const handle of world.showReading)
    await backstage(site, people.get(handle)!, null, async ({ sql }) => {
      await sql`update profile set shows_reading = true where person_id = ${people.get(handle)!}`
    })
}
