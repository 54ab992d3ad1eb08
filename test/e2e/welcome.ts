import { invitationPath } from '../../src/spine/spaces/invitations.ts'
import type { Person } from '../site.ts'
import type { UnnamedVisit } from './pages.ts'
import type { Stage } from './stage.ts'

const DAY = 86_400_000

/** An invitation that says all there is to say, and every first step. @param sound a recording, as a WAV file */
export async function welcomeOf(stage: Stage, host: Person, sound: Buffer): Promise<UnnamedVisit[]> {
  const place = await stage.community(host, 'Bat Listeners')
  const yara = await stage.person('Yara Quispe')
  await stage.join(place, yara)
  await yara.post('/me/welcome', { welcome: 'Write to me if you get lost. I was lost, too.' })
  const hello = await stage.discussion(place, host, 'Hello, all of you')
  await stage.owner`update space set tools = tools || '{gaps}' where id = ${place.id}`
  await host.post(`${place.path}/gaps`, { title: 'Which lamps do bats not mind?' })
  const day = new Date(Date.now() + 5 * DAY).toISOString().slice(0, 10)
  await host.post(`${place.path}/events`, { title: 'A night under the bridge', day, starts: '20:00', ends: '22:00' })
  await host.post(`${place.path}/settings/welcome`, {
    timeAsked: 'ten minutes a week',
    agreements: 'Ask before naming a roost.\nAnyone can say “pass”.\nWhen it hurts, ask Yara.',
    helloId: hello.id,
    helloQuestion: 'Where do you hear them?',
    welcomerId: yara.id,
  })
  await host.upload(
    `${place.path}/settings/welcome/introduction`,
    { said: 'We listen to bats, and write down where.' },
    [{ field: 'recording', name: 'we.wav', type: 'audio/wav', bytes: sound }],
  )
  await host.post(`${place.path}/invitations`, { note: 'Come and listen with us.', uses: 10 })
  const [invitation] = await stage.owner<[{ id: number }]>`select id from invitation where space_id = ${place.id}`
  const route = '/c/:space/welcome'
  const steps = ['self', 'letters', 'hello', 'write', 'one'] as const
  const visits: UnnamedVisit[] = []
  for (const n of [0, 1, 2, 3, 4, 5]) {
    const one = await stage.person(`Maud Tessier ${n}`)
    await stage.join(place, one)
    for (const step of steps.slice(0, n)) await one.post(`${place.path}/welcome/later`, { step })
    visits.push({ route, path: `${place.path}/welcome`, by: one, name: steps[n] ?? 'the end' })
    if (n === 5) visits.push({ route: '/c/:space', path: place.path, by: one, name: 'in one’s first days' })
  }
  const settings = '/c/:space/settings/welcome'
  return [
    ...visits,
    { route: '/join/:token', path: invitationPath(stage.site, invitation.id), name: 'with all that is asked' },
    { route: settings, path: `${place.path}/settings/welcome`, by: host },
    {
      route: settings,
      path: `${place.path}/settings/welcome`,
      by: host,
      name: 'without words',
      status: 422,
      first: async (page) => {
        const form = page.locator('form:has([name="said"])')
        await form.locator('[name="said"]').fill('')
        await form.locator('button[type="submit"]').click()
        await page.locator('#problems').waitFor()
      },
    },
  ]
}
