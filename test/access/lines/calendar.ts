import { type Line, under, within } from '../line.ts'
import type { Stage } from '../stage.ts'
import { hosts, inside, people, signedIn } from '../standings.ts'
import { asDiscussions } from './as-discussions.ts'

/** Guests read dates and answer them; members suggest them; who sees to one and hosts change it. */
const writers = inside(403, 200, 200)
const walk = { title: 'Weir walk', day: '2099-05-14', time: '10:00', zone: 'Europe/London' }

const date = '2099-05-12T10:00:00'

/** Below a question that whoever began the event brought to it. */
const question =
  (rest: string) =>
  async ({ author, discussion }: Stage) => {
    await author.post(`${discussion.path}/questions`, { question: 'Which jar?', date })
    // Where the stage has no event there is no question either.
    const id: number = (await author.json(discussion.path)).json().questions?.at(-1).id ?? 1
    await author.post(`${discussion.path}/questions/${id}/turn`, { state: 'done' })
    return `${discussion.path}/questions/${id}/${rest}`
  }

/** What stays of a meeting is said once it has begun. */
const begun = ({ world, discussion }: Stage) =>
  world.owner`update occurrence set from_at = now() - interval '1 hour' where event_id = ${discussion.id}`
/** Words of the author's, which a host wrote down. */
const said =
  (rest = '') =>
  async (stage: Stage) => {
    await begun(stage)
    const words = { text: 'Ten jars.', person: stage.author.handle }
    return (await stage.community.host.post(`${stage.discussion.path}/spoken`, words)).json().url + rest
  }

const meeting: Line[] = [
  { route: 'GET /c/:space/events/formats', at: within('/events/formats'), json: writers },
  { route: 'GET /c/:space/events/:id/parts', at: under('/parts'), json: people },
  { route: 'POST /c/:space/events/:id/parts', at: under('/parts'), body: () => ({ part: 'notes' }), json: people },
  {
    route: 'POST /c/:space/events/:id/buddies',
    at: under('/buddies'),
    body: ({ author }) => ({ person: author.handle, on: false }),
    json: people,
  },
  { route: 'POST /c/:space/events/:id/minutes', at: under('/minutes'), before: begun, json: writers },
  { route: 'GET /c/:space/events/:id/attendance', at: under('/attendance'), json: hosts },
  { route: 'POST /c/:space/events/:id/attendance', at: under('/attendance'), before: begun, json: people },
  {
    route: 'POST /c/:space/events/:id/looking-back',
    at: under('/looking-back'),
    body: () => ({ well: 'The jars' }),
    before: begun,
    json: people,
  },
  { route: 'GET /c/:space/events/:id/spoken/new', at: under('/spoken/new'), before: begun, json: people },
  {
    route: 'POST /c/:space/events/:id/spoken',
    at: under('/spoken'),
    body: ({ author }) => ({ text: 'Ten jars.', person: author.handle }),
    before: begun,
    json: inside(201, 201, 201),
  },
  { route: 'GET /c/:space/events/:id/spoken/:spoken', at: said(), json: people },
  // Who said it, and nobody else.
  { route: 'POST /c/:space/events/:id/spoken/:spoken', at: said(), json: inside(403, 403, 403) },
  { route: 'POST /c/:space/events/:id/spoken/:spoken/removal', at: said('/removal'), json: hosts },
]

const own: Line[] = [
  { route: 'GET /c/:space/events/new', at: within('/events/new'), json: writers },
  { route: 'POST /c/:space/events', at: within('/events'), body: () => walk, json: inside(403, 201, 201) },
  { route: 'GET /c/:space/events/:id/edit', at: under('/edit'), json: hosts },
  { route: 'POST /c/:space/events/:id/edit', at: under('/edit'), body: () => walk, json: hosts },
  {
    route: 'POST /c/:space/events/:id/cancellation',
    at: under('/cancellation'),
    body: () => ({ on: false }),
    json: hosts,
  },
  { route: 'POST /c/:space/events/:id/answer', at: under('/answer'), body: () => ({ reply: 'perhaps' }), json: people },
  { route: 'POST /c/:space/events/:id/needs', at: under('/needs'), body: () => ({ needs: 'Captions' }), json: people },
  {
    route: 'POST /c/:space/events/:id/reminder',
    at: under('/reminder'),
    body: () => ({ remind: 'hour' }),
    json: people,
  },
  {
    route: 'POST /c/:space/events/:id/questions',
    at: under('/questions'),
    body: () => ({ question: 'Which jar?', date }),
    json: inside(201, 201, 201),
  },
  {
    route: 'POST /c/:space/events/:id/questions/:question/turn',
    at: question('turn'),
    body: () => ({ state: 'waiting' }),
    json: hosts,
  },
  { route: 'POST /c/:space/events/:id/questions/:question/removal', at: question('removal'), json: hosts },
]
const file =
  'BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:a\r\nDTSTART:20990514T100000Z\r\nSUMMARY:Walk\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n'
const files: Line[] = [
  { route: 'GET /feeds/:token.ics', at: ownFeed, json: [404, 200, 200, 200, 200, 200], bare: true },
  { route: 'GET /c/:space/events/:id/event.ics', at: under('/event.ics'), json: people, bare: true },
  { route: 'GET /c/:space/calendar/import', at: within('/calendar/import'), json: writers },
  {
    route: 'POST /c/:space/calendar/import',
    at: within('/calendar/import'),
    body: () => ({ text: file }),
    json: writers,
    html: 200,
  },
  {
    route: 'POST /c/:space/calendar/outside',
    at: within('/calendar/outside'),
    body: () => ({ address: `https://school.example/${Math.random()}.ics` }),
    json: inside(403, 403, 201),
  },
  { route: 'POST /c/:space/calendar/outside/:calendar/removal', at: outsideOne, json: hosts, once: true },
  { route: 'POST /calendar/own', at: () => '/calendar/own', json: signedIn(201) },
  { route: 'POST /c/:space/calendar/own', at: within('/calendar/own'), json: inside(201, 201, 201) },
]
const eel = { title: 'The eel', month: 11, date: 14 }
const harvest = { why: 'harvest', starts: '2099-07-12', ends: '2099-08-30' }
/** A key day that a host added, a quiet time that a host named. */
const below =
  (name: 'days' | 'quiet', body: object, rest: string) =>
  async ({ community }: Stage) => {
    const { id } = (await community.host.post(`${community.path}/calendar/${name}`, body)).json()
    return `${community.path}/calendar/${name}/${id}/${rest}`
  }
const hostsOwn = inside(403, 403, 200)
const year: Line[] = [
  { route: 'POST /c/:space/calendar/year', at: within('/calendar/year'), body: () => ({ month: 9 }), json: hostsOwn },
  { route: 'POST /c/:space/calendar/days', at: within('/calendar/days'), body: () => eel, json: inside(403, 201, 201) },
  { route: 'GET /c/:space/calendar/days/:id/edit', at: below('days', eel, 'edit'), json: hostsOwn },
  { route: 'POST /c/:space/calendar/days/:id/edit', at: below('days', eel, 'edit'), body: () => eel, json: hostsOwn },
  { route: 'POST /c/:space/calendar/days/:id/removal', at: below('days', eel, 'removal'), json: hostsOwn, once: true },
  {
    route: 'POST /c/:space/calendar/quiet',
    at: within('/calendar/quiet'),
    body: () => harvest,
    json: inside(403, 403, 201),
  },
  { route: 'GET /c/:space/calendar/quiet/:id/edit', at: below('quiet', harvest, 'edit'), json: hostsOwn },
  {
    route: 'POST /c/:space/calendar/quiet/:id/edit',
    at: below('quiet', harvest, 'edit'),
    body: () => harvest,
    json: hostsOwn,
  },
  {
    route: 'POST /c/:space/calendar/quiet/:id/removal',
    at: below('quiet', harvest, 'removal'),
    json: hostsOwn,
    once: true,
  },
]

/** The calendar. */
export const calendar: Line[] = [...asDiscussions([...own, ...meeting], '/c/:space/events/:id'), ...files, ...year]

/** A calendar of others that the host of the stage shows. */
async function outsideOne({ community }: Stage): Promise<string> {
  const here = `${community.path}/calendar/outside`
  const { id } = (await community.host.post(here, { address: `https://school.example/${Math.random()}.ics` })).json()
  return `${here}/${id}/removal`
}

/** The visitor's own address of all their dates, as a program asks for it; for who has none, one that ended. */
async function ownFeed({ world, visitor, author }: Stage): Promise<string> {
  await world.owner`delete from feed`
  const { address } = (await (visitor.id ? visitor : author).post('/calendar/own')).json()
  if (!visitor.id) await author.post('/calendar/own/ending')
  return new URL(address).pathname
}
