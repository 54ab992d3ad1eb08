import type { Community, Person } from '../site.ts'
import type { UnnamedVisit } from './pages.ts'
import type { Stage } from './stage.ts'

/** Learning journeys in all their states, and all their pages. */
export async function journeysOf(stage: Stage, host: Person, place: Community): Promise<UnnamedVisit[]> {
  const empty = await stage.community(host, 'Heron Watchers')
  const guest = await stage.person('Runa Dahl')
  const late = await stage.person('Ture Nyman')
  await stage.join(place, guest, 'guest', { until: new Date(Date.now() + 9 * 86_400_000) })
  await stage.join(place, late)
  await stage.owner`update space set tools = array(select distinct unnest(tools || '{journeys,pages}')) where id = any(${[place.id, empty.id]})`
  const day = (ahead: number) => new Date(Date.now() + ahead * 86_400_000).toISOString().slice(0, 10)
  const journeys = `${place.path}/journeys`
  const make = async (title: string, more: object = {}): Promise<{ id: number; url: string }> =>
    (await host.post(journeys, { title, open: true, ...more })).json()
  const whole = await make('Hearing an owl before one sees it, in the dark, on three long evenings of this winter', {
    beginsOn: day(-9),
    endsOn: day(30),
    joinUntil: day(3),
    places: 1,
    forWhom: 'Whoever sleeps late.',
    able: 'Tell three owls apart.',
    takes: 'An evening a week',
    text: 'Come **warm**.\n\n- a torch\n- a friend',
  })
  const step = async (more: object): Promise<{ id: number; url: string }> =>
    (await host.post(`${whole.url}/steps`, more)).json()
  const page = (await host.post(`${place.path}/pages`, { title: 'Owls at night', text: 'They *hoot*.' })).json()
  const gone = (await host.post(`${place.path}/pages`, { title: 'Owls by day', text: 'They sleep.' })).json()
  await step({ kind: 'read', stage: 'Week 1', title: 'Owls at night', leads: page.url, minutes: 10, text: 'Slowly.' })
  const away = await step({ kind: 'read', stage: 'Week 1', title: 'Owls by day', leads: gone.url, must: 'may' })
  await host.post(`${gone.url}/removal`)
  const meeting = {
    date: 'new',
    newDay: day(6),
    newTime: '20:00',
    newPlace: 'The mill',
    newLink: 'https://meet.example.org/owls',
  }
  const meet = await step({ kind: 'meet', stage: 'Week 1', title: 'The first evening', ...meeting })
  const task = await step({ kind: 'do', stage: 'Week 2', title: 'Bring a feather', bring: true, day: day(0) })
  const outside = await step({
    kind: 'read',
    title: 'Owl calls',
    leads: 'https://example.org/a/rather/long/address/of/owls/at/night',
  })
  const question = await step({ kind: 'reflect', title: 'What did you hear?', day: day(5), text: 'Close your eyes.' })
  const out = await step({ kind: 'do', title: 'Said in error' })
  await host.post(`${out.url}/removal`, { on: true })
  await guest.post(`${whole.url}/joining`, { answers: true })
  await late.post(`${whole.url}/joining`)
  await guest.post(`${task.url}/bringing`, { text: 'A grey one.' })
  await guest.post(`${question.url}/reflection`, { text: 'Nothing, for a **long** while.', shared: true })
  const own = await make('At one’s own pace')
  const ended = await make('Ended', { lang: 'fr', endsOn: day(-1) })
  const draft = await make('A draft', { open: false })
  const removed = await make('Never mind')
  await host.post(`${removed.url}/removal`)
  const of = '/c/:space/journeys/:id'
  return [
    { route: '/c/:space/journeys', path: journeys, by: host },
    { route: '/c/:space/journeys', path: journeys, by: guest, name: 'as a guest' },
    { route: '/c/:space/journeys', path: `${empty.path}/journeys`, by: host, name: 'none yet' },
    { route: '/c/:space/journeys/new', path: `${journeys}/new`, by: host },
    { route: of, path: whole.url, by: guest },
    { route: of, path: `${whole.url}?done=${task.id}`, by: guest, name: 'just done' },
    { route: of, path: `${whole.url}?ask=${guest.handle}`, by: host, name: 'as who guides it' },
    { route: of, path: whole.url, by: late, name: 'waiting for a place' },
    { route: of, path: own.url, by: guest, name: 'to be joined, without steps' },
    { route: of, path: ended.url, by: guest, name: 'ended' },
    { route: of, path: draft.url, by: host, name: 'a draft' },
    { route: `${of}/edit`, path: `${whole.url}/edit`, by: host },
    { route: `${of}/steps`, path: `${whole.url}/steps`, by: host },
    { route: `${of}/steps`, path: `${whole.url}/steps?removed=${out.id}`, by: host, name: 'one taken out' },
    { route: `${of}/steps`, path: `${draft.url}/steps`, by: host, name: 'none yet' },
    { route: `${of}/steps/new`, path: `${whole.url}/steps/new?kind=meet`, by: host },
    { route: `${of}/steps/new`, path: `${whole.url}/steps/new?kind=read`, by: host, name: 'to read' },
    { route: `${of}/steps/new`, path: `${whole.url}/steps/new?kind=do`, by: host, name: 'to do' },
    { route: `${of}/steps/:step`, path: meet.url, by: guest },
    { route: `${of}/steps/:step`, path: away.url, by: guest, name: 'led to what was taken away' },
    { route: `${of}/steps/:step`, path: outside.url, by: guest, name: 'leads outside' },
    { route: `${of}/steps/:step`, path: task.url, by: guest, name: 'to bring something' },
    { route: `${of}/steps/:step`, path: question.url, by: guest, name: 'to write about' },
    { route: `${of}/steps/:step`, path: question.url, by: host, name: 'with what was shared' },
    { route: `${of}/steps/:step/edit`, path: `${meet.url}/edit`, by: host },
    { route: `${of}/group`, path: `${whole.url}/group`, by: guest },
    { route: `${of}/group`, path: `${whole.url}/group`, by: host, name: 'as who guides it' },
    { route: `${of}/my-way`, path: `${whole.url}/my-way`, by: guest },
    { route: `${of}/my-way`, path: `${own.url}/my-way`, by: guest, name: 'nothing yet' },
    { route: `${of}/looking-back`, path: `${whole.url}/looking-back`, by: guest },
    { route: `${of}/again`, path: `${whole.url}/again`, by: host },
    { route: `${of}/removal`, path: `${removed.url}/removal`, by: host },
    { route: `${of}/closure`, path: `${whole.url}/closure`, by: host },
    { route: `${of}/messages/:number/edit`, path: `${whole.url}/messages/1/edit`, by: guest },
    { route: `${of}/messages/:number/revisions`, path: `${whole.url}/messages/1/revisions`, by: guest },
  ]
}
