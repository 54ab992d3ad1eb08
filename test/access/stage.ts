import type { Route } from '../../src/spine/request/route.ts'
import type { Community, Discussion, Person, TestSite } from '../site.ts'
import type { Who } from './standings.ts'

/** A space with things of someone else in it, and the one visitor who comes. */
export interface Stage {
  world: TestSite
  visitor: Person
  author: Person
  /** Hidden: a community, or the circle of one where the visitor is host of the parent. */
  community: Community
  parent?: Community
  /** What the hosts wrote to the visitor whom they suspended. */
  suspension?: number
  discussion: Discussion
  /** A file of the author's, still in a draft. */
  unsent(): Promise<number>
  invitation(): Promise<number>
}

/** Before anything is said there. */
type Begun = Omit<Stage, 'discussion' | 'unsent' | 'invitation'>

export const note = { name: 'notes.txt', type: 'text/plain', bytes: Buffer.from('Ten jars.') }

/** Each space has a name of its own: of many with one name, the last has to look long for an address that is free. */
let spaces = 0
const name = () => `River Keepers ${++spaces}`

/** Makes a stage for someone who stands so. */
export async function stageFor(world: TestSite, who: Who): Promise<Stage> {
  const visitor = await visitorFor(world, who)
  const author = await world.person('Luc Marchetti')
  const host = who === 'host' ? visitor : await world.person('Ada Umeh')
  const parent = who === 'host of the parent' ? await world.community(visitor, name()) : undefined
  const community = parent ? await circleIn(world, parent, host) : await world.community(host, name())
  const begun: Begun = { world, visitor, author, community, ...(parent && { parent }) }
  await world.owner`update space set tools = ${world.site.switches} where id = ${community.id}`
  await settle(begun)
  await stand(who, begun)
  return talkOn(whole({ ...begun, discussion: { id: 0, path: '' } }))
}

/** The same stage with two others on it: for what changes people, and leaves the space as it is. */
export async function othersOn(who: Who, stage: Stage): Promise<Stage> {
  const { world, community, parent } = stage
  const visitor = await visitorFor(world, who)
  const others = { ...stage, visitor, author: await world.person('Luc Marchetti') }
  await settle(others)
  await stand(who, others)
  if (who === 'host') await world.join(community, visitor, 'host')
  if (parent) await world.join(parent, visitor, 'host')
  return whole(others)
}

/** The same stage with another discussion on it: for what changes that one, and leaves people and space as they are. */
export async function talkOn(stage: Stage): Promise<Stage> {
  const { world, author, community } = stage
  const discussion = await world.discussion(community, author, undefined, { tags: 'water' })
  await author.post(`${discussion.path}/messages`, { text: 'Ten jars by Friday.' })
  await world.owner`delete from tries`
  return { ...stage, discussion }
}

/** What lies on the shelves of a library or stands in the calendar, and how one of each begins. */
const shelves = {
  pages: { title: 'Brown water', text: 'After every rain.' },
  links: { title: 'Brown water', address: 'https://example.org/brown' },
  gaps: { title: 'Brown water' },
  actions: { title: 'Brown water' },
  thanks: { words: 'For the brown water.' },
  journeys: { title: 'Brown water', open: true },
  rooms: { title: 'Brown water' },
  files: {},
  events: {
    title: 'Brown water walk',
    day: '2099-05-12',
    time: '10:00',
    zone: 'Europe/London',
    format: 'office-hours',
  },
  find: { title: 'Brown water: when?', options: ['2099-05-12T10:00', '2099-05-13T10:00'], zone: 'Europe/London' },
}
export type Shelf = keyof typeof shelves
export const shelfNames = Object.keys(shelves) as Shelf[]
let kept = 0

/** The same stage with one thing of the library in the discussion's place, and two comments on it. */
export async function shelfOn(stage: Stage, shelf: Shelf): Promise<Stage> {
  const { world, author, community } = stage
  const begun = { ...shelves[shelf], ...(shelf === 'links' && { address: `https://example.org/${++kept}` }) }
  const made = shelf === 'files' ? await fileOn(stage) : (await author.post(`${community.path}/${shelf}`, begun)).json()
  for (const text of ['Which jar?', 'Ten jars by Friday.']) await author.post(`${made.url}/messages`, { text })
  await world.owner`delete from tries`
  return { ...stage, discussion: { id: made.id, path: made.url } }
}

/**
 * The same stage in a new conversation of the author, the host, somebody else and the visitor, where they belong; the space of
 * its addresses is the conversation's. Somebody who was a member left it.
 */
export async function conversationOn(stage: Stage, who: Who): Promise<Stage> {
  const { world, author, visitor, community } = stage
  const among = ['guest', 'member', 'blocked'].includes(who)
  const blocks = (on: boolean) => author.post(`/people/${visitor.handle}/block`, { on })
  if (who === 'blocked') await blocks(false)
  // With somebody new each time it is another conversation; and nobody begins too many in a day.
  const other = await world.person('Odile Ferrand')
  if (stage.parent) await world.join(stage.parent, other)
  await world.join(community, other)
  await world.owner`update space set created_at = created_at - interval '2 days' where kind = 'conversation'`
  const others = [community.host, other, ...(among ? [visitor] : [])]
  const text = 'After rain the river goes brown.'
  const made = await author.post('/messages', { to: others.map(({ handle }) => handle), text })
  if (made.statusCode !== 201) throw new Error(made.body)
  const { id, url } = made.json()
  await author.post(`${url}/messages`, { text: 'Ten jars by Friday.' })
  const slug = url.split('/')[2]
  if (who === 'former member')
    await world.owner`insert into membership (space_id, person_id, standing, ended_at)
      select id, ${visitor.id}, 'member', now() from space where slug = ${slug} on conflict do nothing`
  if (who === 'blocked') await blocks(true)
  await world.owner`delete from tries`
  return { ...stage, community: { ...community, path: `/c/${slug}`, slug }, discussion: { id, path: url } }
}

async function fileOn({ author, community }: Stage): Promise<{ id: number; url: string }> {
  const file = { name: `jars ${++kept}.txt`, type: 'text/plain', bytes: Buffer.from(`Ten jars ${kept}`) }
  const json = { accept: 'application/json' }
  return (await author.upload(`${community.path}/files`, {}, [file], json)).json().files[0]
}

function visitorFor(world: TestSite, who: Who): Promise<Person> | Person {
  return who === 'nobody' ? world.nobody : world.person('Vida Moreau', { operator: who === 'operator' })
}

function whole(stage: Omit<Stage, 'unsent' | 'invitation'>): Stage {
  const { author, community } = stage
  const json = { accept: 'application/json' }
  return {
    ...stage,
    unsent: async () => (await author.upload(`${community.path}/attachments`, {}, [note], json)).json().id,
    invitation: async () => (await community.host.post(`${community.path}/invitations`)).json().id,
  }
}

/** The author belongs. */
async function settle({ world, author, community, parent }: Begun): Promise<void> {
  if (parent) await world.join(parent, author)
  await world.join(community, author)
}

/** Brings it about that the visitor stands so; who was a member before can become a past guest, and be suspended. */
export async function stand(who: Who, stage: Begun): Promise<void> {
  const { world, visitor, author, community } = stage
  if (who === 'guest' || who === 'past guest') {
    const until = new Date(Date.now() + (who === 'guest' ? 1 : -1) * 3_600_000)
    await world.join(community, visitor, 'guest', { until })
  }
  if (['member', 'former member', 'suspended', 'blocked'].includes(who)) await world.join(community, visitor)
  if (who === 'former member') await visitor.post(`${community.path}/leaving`)
  if (who === 'suspended') stage.suspension = await suspended(stage)
  if (who === 'blocked') await author.post(`/people/${visitor.handle}/block`, { on: true })
}

async function suspended({ visitor, community }: Begun): Promise<number> {
  const made = await community.host.post(`${community.path}/notes`, {
    person: visitor.handle,
    kind: 'suspension',
    agreement: 'We speak of work, not of persons',
    words: 'Take a week. Write to us.',
    until: new Date(Date.now() + 7 * 86_400_000).toISOString().slice(0, 10),
  })
  if (made.statusCode !== 201) throw new Error(made.body)
  return made.json().id
}

/** A hidden circle that this person began; the hosts of the community it is in do not belong to it. */
async function circleIn(world: TestSite, parent: Community, by: Person): Promise<Community> {
  await world.join(parent, by)
  const made = await by.post(`${parent.path}/circles`, { name: name() })
  if (made.statusCode !== 201) throw new Error(made.body)
  const { id, url } = made.json()
  return { id, path: url, slug: url.slice(3), host: by }
}

/** The address of a route that no line knows, as far as its parameters say by their names what they are. */
export function addressOf(route: Route, { community, discussion, author }: Stage): string {
  const known: Record<string, string> = {
    space: community.slug,
    id: discussion.path.split('/').at(-1)!,
    number: '2',
    handle: author.handle,
    tag: 'water',
  }
  return route.url.replace(/:(\w+)/g, (_, name: string) => {
    if (!known[name])
      throw new Error(`${route.method} ${route.url} has no line in test/access, and nobody knows a :${name}`)
    return encodeURIComponent(known[name])
  })
}
